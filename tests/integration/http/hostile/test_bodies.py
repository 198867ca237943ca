"""Bodies meant to break something: no client tidies them up on the way."""

import gzip
import json
from typing import Any

import pytest

from tests.integration.http.hostile.client import Target, assert_refused
from tests.integration.http.hostile.requests import BODIES, FIELDS, WRONG

each_body = pytest.mark.parametrize(("method", "path", "good"), BODIES, ids=[f"{one[0]} {one[1]}" for one in BODIES])


def with_member(good: dict[str, Any], name: str, raw: str) -> bytes:
    """A body in which one member is this raw JSON."""
    members = {key: json.dumps(value) for key, value in good.items()} | {name: raw}
    return ("{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}").encode()


UNREADABLE = {
    "no object": b"[]",
    "100 000 lists": b"[" * 100_000,
    "100 000 objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "broken UTF-8": b'{"name":"\xff\xfe"}',
    "an encoded surrogate": b'{"name":"\xed\xa0\x80"}',
    "UTF-16": '{"name":"x"}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a bare NUL": b'{"name":"\x00"}',
    "not a number": b'{"amount":NaN}',
    "infinity": b'{"amount":-Infinity}',
    "the same name twice": b'{"a":1,"a":1}',
    "the same name in disguise": b'{"a":1,"\\u0061":1}',
    "two values": b"{}{}",
    "a cut": b'{"amount":',
}


@each_body
def test_what_is_no_json_object_is_malformed(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """On every route that takes a body."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    for what, body in UNREADABLE.items():
        answer = target.send(method, url, body)
        assert (what, answer.status) == (what, 400)
        assert_refused(answer, 400)


@each_body
def test_only_plain_json_of_up_to_a_million_bytes_is_read(
    target: Target, method: str, path: str, good: dict[str, Any]
) -> None:
    """Announced, in chunks or after Expect; by no other name and in no other coding."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    body = json.dumps(good).encode()
    for media_type in (
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/json;charset=x",
    ):
        assert_refused(target.send(method, url, body, f"Content-Type: {media_type}"), 415)
    assert_refused(target.send(method, url, body, "Content-Type: application/json", "Content-Type: text/plain"), 415)
    bare = f"{method} {url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer {target.token}\r\n"
    assert_refused(target.raw(f"{bare}Content-Length: {len(body)}\r\n\r\n".encode() + body), 415)
    for coding in ("gzip", "br", "deflate", "gzip, identity", "GZIP"):
        assert_refused(target.send(method, url, gzip.compress(body), f"Content-Encoding: {coding}"), 415)
    large = b" " * 1_000_001
    assert_refused(target.send(method, url, large), 413)
    assert_refused(target.send(method, url, b"", "Expect: 100-continue", length=1_000_001), 413)
    assert_refused(target.send(method, url, b"", length=10**18), 413)
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (large[:500_000], large[500_000:], b""))
    assert_refused(target.send(method, url, chunks, "Transfer-Encoding: chunked"), 413)


@each_body
def test_a_wrong_value_is_told_at_its_place(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """Every field of every body, by a pointer to it and to nothing else."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    for field in FIELDS[f"{method} {path}"]:
        for raw in WRONG[field]:
            answer = target.send(method, url, with_member(good, field, raw))
            assert (answer.status, answer.text[:0]) == (422, ""), f"{field}: {raw[:60]}: {answer.text[:300]}"
            assert_refused(answer, 422)
            places = {place.rpartition("/")[0] if place.count("/") > 1 else place for place in answer.faults}
            assert places == {f"/{field}"}, f"{field}: {raw[:60]}: {answer.text[:300]}"


@each_body
def test_all_faults_are_told_at_once(target: Target, method: str, path: str, good: dict[str, Any]) -> None:
    """Every wrong field, and every one that nobody knows."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    body: dict[str, Any] = {name: {} for name in good} | {"user_id": 1, "id": 1, "\x1b[31m": 1}
    answer = target.send(method, url, json.dumps(body).encode())
    assert_refused(answer, 422)
    assert answer.faults == {f"/{name}" for name in body}
    answer = target.send(method, f"{url}?nobody=1", json.dumps(body).encode())
    assert_refused(answer, 400)
    assert answer.faults == {"nobody", *(f"/{name}" for name in body)}


def test_what_changes_something_and_takes_no_body_takes_none(target: Target) -> None:
    """But an empty object: all else is refused as any body is, and nothing is done."""
    url, large = "/api/v1/usage-types/104", b" " * 1_000_001
    chunks = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (large[:500_000], large[500_000:], b""))
    assert_refused(target.send("DELETE", url, large), 413)
    assert_refused(target.send("DELETE", url, chunks, "Transfer-Encoding: chunked"), 413)
    assert_refused(target.send("DELETE", url, b"<a/>", "Content-Type: text/xml"), 415)
    assert_refused(target.send("DELETE", url, gzip.compress(b"{}"), "Content-Encoding: gzip"), 415)
    assert_refused(target.send("DELETE", url, b"["), 400)
    answer = target.send("DELETE", f"{url}?x=1", b'{"reason":1}')
    assert_refused(answer, 400)
    assert answer.faults == {"x"}
    assert_refused(target.send("DELETE", url, b'{"reason":1}'), 422)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", "/usages"), ("GET", "/usage-types/100"), ("GET", "/usages/{usage}"), ("GET", "/me")),
        *(("GET", "/usages/{usage}/receipt"), ("GET", "/journal"), ("HEAD", "/journal/head"), ("OPTIONS", "/me")),
    ],
    ids=" ".join,
)
def test_a_body_that_nobody_asked_for_has_its_bounds(target: Target, method: str, path: str) -> None:
    """One that is announced as too large is refused; any other is left unread."""
    url = "/api/v1" + path.format(usage=target.usage_id)
    assert target.send(method, url, b" " * 1_000_001).status == (204 if method == "OPTIONS" else 413)
    if method == "GET":
        assert target.send(method, url, b"[" * 100_000).status == 200
        chunk = b"%x\r\n%b\r\n" % (100_000, b" " * 100_000)
        assert target.send(method, url, chunk * 11 + b"0\r\n\r\n", "Transfer-Encoding: chunked").status == 200
