"""Bodies that are not one JSON object, by their bytes, their size or their headers."""

import gzip
import json
from collections.abc import AsyncIterator

import pytest

from tests.integration.http.api import Api
from tests.integration.http.bodies import GOOD, with_raw

MALFORMED = [
    b"",
    b" ",
    b"{",
    b"nonsense",
    b"{'amount': 1}",
    b'{"amount": 1,}',
    b'{"amount": 01}',
    b'{"amount": +1}',
    b'{"amount": .5}',
    b'{"amount": 1.}',
    b"[]",
    b"[" + json.dumps(GOOD).encode() + b"]",
    b'"text"',
    b"1",
    b"null",
    json.dumps(GOOD).encode() + b"{}",
    b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
    json.dumps(GOOD).encode("utf-16"),
    b'{"note": "\xff\xfe"}',
    b'{"note": "\xed\xa0\x80"}',
    b'{"note": "\n"}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
    with_raw("amount", "NaN"),
    with_raw("amount", "Infinity"),
    with_raw("amount", "-Infinity"),
    with_raw("amount", '1, "amount": 1'),
    with_raw("note", '{"a": 1, "a": 2}'),
    with_raw("amount", '1, "\\u0061mount": 1'),
]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        (b'{"amount": 1, "amount": 2}', ["/amount"]),
        (
            b'{"amount": {"a": 1, "a": 2}, "note": {"b": [{"c": 1, "c": 1}]}, "unit": "x", "unit": "y"}',
            ["/unit", "/amount/a", "/note/b/0/c"],
        ),
    ],
)
async def test_every_name_that_is_there_twice_is_told_with_its_place(
    carol: Api, body: bytes, pointers: list[str]
) -> None:
    answer = await carol.call("POST", "/usages", body)
    assert answer.status == 400
    assert [fault["pointer"] for fault in answer.json["errors"]] == pointers


async def test_an_encoding_in_a_second_line_is_refused_too(carol: Api) -> None:
    headers = [("Authorization", f"Bearer {carol.token}"), ("Content-Type", "application/json")]
    headers += [("Content-Encoding", "identity"), ("Content-Encoding", "gzip")]
    answer = await carol.http.post("/api/v1/usages", content=json.dumps(GOOD), headers=headers)
    assert answer.status_code == 415


async def test_what_is_not_one_json_object_is_malformed(carol: Api) -> None:
    """Broken syntax, other types, wrong encodings, duplicate names, bottomless nesting."""
    for body in MALFORMED:
        answer = await carol.call("POST", "/usages", body)
        assert answer.status == 400, body[:80]
        assert answer.json["type"] == "urn:carbon-ledger:problem:malformed"


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json, text/plain"},
        {"Content-Type": "application/merge-patch+json"},
        {"Content-Type": ""},
        {"Content-Encoding": "gzip"},
        {"Content-Encoding": "br, identity"},
    ],
    ids=str,
)
async def test_a_body_is_plain_json_by_its_headers(carol: Api, headers: dict[str, str]) -> None:
    """Whatever it holds."""
    body = gzip.compress(json.dumps(GOOD).encode()) if "Content-Encoding" in headers else json.dumps(GOOD).encode()
    assert (await carol.call("POST", "/usages", body, headers=headers)).status == 415


async def test_a_missing_content_type_is_refused(carol: Api) -> None:
    """A guess would be wrong one day."""
    headers = {"Authorization": f"Bearer {carol.token}"}
    answer = await carol.http.post("/api/v1/usages", content=json.dumps(GOOD), headers=headers)
    assert answer.status_code == 415


async def test_the_charset_may_be_named(carol: Api) -> None:
    """As long as it is UTF-8."""
    for media_type in ("application/json;charset=UTF-8", 'Application/JSON; charset="utf-8"'):
        answer = await carol.call("POST", "/usages", GOOD, headers={"Content-Type": media_type})
        assert answer.status == 201


async def test_a_body_has_at_most_a_million_bytes(carol: Api) -> None:
    """Announced or in chunks; one byte less is read."""
    largest = json.dumps(GOOD).encode().ljust(1_000_000)
    assert (await carol.call("POST", "/usages", largest)).status == 201
    assert (await carol.call("POST", "/usages", largest + b" ")).status == 413

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(11):
            yield b" " * 100_000

    headers = {"Authorization": f"Bearer {carol.token}", "Content-Type": "application/json"}
    answer = await carol.http.post("/api/v1/usages", content=chunks(), headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")


WITH_BODY = [
    *(("PUT", "/usages/5"), ("PATCH", "/usages/5"), ("POST", "/usages")),
    *(("PATCH", "/me"), ("DELETE", "/me"), ("POST", "/me/password")),
    *(("POST", "/usage-types"), ("PATCH", "/usage-types/100"), ("POST", "/usage-types/100/factors")),
    *(("POST", "/auth/sign-up"), ("POST", "/auth/log-in"), ("POST", "/auth/refresh"), ("POST", "/auth/log-out")),
]


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
async def test_every_body_is_read_alike(olga: Api, method: str, path: str) -> None:
    """There is one reader, and no way around it."""
    for body, status in ((b"[]", 400), (b'{"a":1,"a":1}', 400), (b"\xff", 400), (b"{" * 10**5, 400)):
        assert (await olga.call(method, path, body)).status == status
    answer = await olga.call(method, path, {"nobody_knows": 1})
    assert answer.status == 422
    assert "/nobody_knows" in answer.faults
    assert (await olga.call(method, path, b"{}", headers={"Content-Type": "text/plain"})).status == 415
    assert (await olga.call(method, path, b" " * 1_000_001)).status == 413
