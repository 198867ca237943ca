"""Bodies that are not what they should be."""

import gzip
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.integration.http.api import Api

GOOD = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}


def _with(name: str, raw: str) -> bytes:
    """A good body, but for one member in raw JSON."""
    members = {key: json.dumps(value) for key, value in GOOD.items()} | {name: raw}
    return ("{" + ",".join(f'"{key}":{value}' for key, value in members.items()) + "}").encode()


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
    _with("amount", "NaN"),
    _with("amount", "Infinity"),
    _with("amount", "-Infinity"),
    _with("amount", '1, "amount": 1'),
    _with("note", '{"a": 1, "a": 2}'),
    _with("amount", '1, "\\u0061mount": 1'),
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


WRONG = [
    *(("usage_type_id", raw) for raw in ('"100"', "100.5", "1e-2", "0", "-1", "null", "true", "[]", str(2**53))),
    *(("usage_type_id", raw) for raw in ("1e30", "1e999999", "1e99999999999999999999", "9007199254740992.0")),
    ("usage_type_id", str(10**30)),
    ("usage_type_id", "9" * 5000),
    ("usage_type_id", '"\u0661\u0660\u0660"'),
    *(("amount", raw) for raw in ('"1"', "true", "null", "[1]", "{}", "-1", "-0.000001", "0.0000001", "1e12")),
    *(("amount", raw) for raw in ("1e400", "1e999999", "-1e999999", "1e-999999", "1e99999999999999999999")),
    ("amount", "9" * 5000),
    ("amount", "0." + "0" * 5000 + "1"),
    ("amount", "1." + "0" * 300 + "1"),
    *(("usage_at", raw) for raw in ("0", "1709294400", "null", "true", '""', '"yesterday"', '"2024-03-01"')),
    ("usage_at", '"2024-03-01T12:00:00"'),
    ("usage_at", '"2024-03-01T12:00Z"'),
    ("usage_at", '"2024-03-01 12:00:00Z"'),
    ("usage_at", '"20240301T120000Z"'),
    ("usage_at", '"2024-W09-5T12:00:00Z"'),
    ("usage_at", '"2024-03-01T12:00:00.1234567Z"'),
    ("usage_at", '"2024-03-01T12:00:00.Z"'),
    ("usage_at", '"2024-03-01T12:00:00,5Z"'),
    ("usage_at", '"2024-03-01T12:00:60Z"'),
    ("usage_at", '"2016-12-31T23:59:60Z"'),
    ("usage_at", '"2024-03-01T24:00:00Z"'),
    ("usage_at", '"2024-02-30T12:00:00Z"'),
    ("usage_at", '"2023-02-29T12:00:00Z"'),
    ("usage_at", '"2024-03-01T12:00:00+24:00"'),
    ("usage_at", '"2024-03-01T12:00:00+0200"'),
    ("usage_at", '"2024-03-01T12:00:00 Z"'),
    ("usage_at", '"\u0662\u0660\u0662\u0664-03-01T12:00:00Z"'),
    ("usage_at", '"2024-03-01T12:00:00Z\\n"'),
    ("usage_at", '"0000-01-01T00:00:00Z"'),
    ("usage_at", '"10000-01-01T00:00:00Z"'),
    ("usage_at", '"0001-01-01T00:00:00+23:59"'),
    ("usage_at", '"9999-12-31T23:59:59-23:59"'),
    ("usage_at", '"1899-12-31T23:59:59.999999Z"'),
    ("usage_at", '"2200-01-01T00:00:00Z"'),
    ("usage_at", '"1900-01-01T00:00:00+00:01"'),
    *(("unit", raw) for raw in ("null", "1", '""', '"KWH"', '" kwh"', '"kwh\\u0000"', '"\\ud800"', '"gallon"')),
    *(("note", raw) for raw in ("1", "true", "{}", '"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\u001b[31m"')),
    ("note", json.dumps("x" * 501)),
]


async def test_a_wrong_value_is_told_at_its_place(carol: Api) -> None:
    """By a JSON pointer, and by nothing else; no value is bent until it fits."""
    for field, raw in WRONG:
        answer = await carol.call("POST", "/usages", _with(field, raw))
        assert (answer.status, answer.faults) == (422, {f"/{field}"}), f"{field}: {raw[:80]}"
        assert answer.json["type"] == "urn:carbon-ledger:problem:invalid"


GOOD_TOO: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"amount": 0}, {"amount": 0}),
    ({"usage_type_id": 100.0}, {"usage_type_id": 100}),
    ({"usage_at": "2024-03-01T12:00:00.123456Z"}, {"usage_at": "2024-03-01T12:00:00.123456Z"}),
    ({"usage_at": "2024-03-01t12:00:00z"}, {"usage_at": "2024-03-01T12:00:00Z"}),
    ({"usage_at": "2024-03-01T12:00:00.5-05:30"}, {"usage_at": "2024-03-01T17:30:00.500000Z"}),
    ({"usage_at": "1900-01-01T00:00:00-00:00"}, {"usage_at": "1900-01-01T00:00:00Z"}),
    ({"usage_at": "2199-12-31T23:59:59.999999Z"}, {"usage_at": "2199-12-31T23:59:59.999999Z"}),
    ({"note": "line\nline\ttab 🌱 ﷽"}, {"note": "line\nline\ttab 🌱 ﷽"}),
    ({"note": "🌱" * 500}, {"note": "🌱" * 500}),
    ({"note": ""}, {"note": None}),
    ({"note": None}, {"note": None}),
]


async def test_the_last_good_values_are_taken(carol: Api) -> None:
    """The bounds belong to what is allowed."""
    for body, shown in GOOD_TOO:
        usage = await carol.post("/usages", GOOD | body)
        assert {name: usage[name] for name in shown} == shown


async def test_text_is_text_to_the_end(memory_api: Api) -> None:
    """A password may hold anything but what no storage and no hash could keep."""
    for raw in ('"long enough \\u0000"', '"long enough \\ud800"'):
        for path, name in (("sign-up", '"name": "Eve", '), ("log-in", "")):
            body = f'{{{name}"email": "eve@example.org", "password": {raw}}}'.encode()
            answer = await memory_api.call("POST", f"/auth/{path}", body)
            assert (answer.status, answer.faults) == (422, {"/password"})


async def test_true_is_no_number(carol: Api) -> None:
    """Although Python takes it for 1."""
    answer = await carol.call("POST", "/usages", GOOD | {"usage_type_id": True, "amount": True})
    assert {fault["detail"] for fault in answer.json["errors"]} == {"Must be a whole number.", "Must be a number."}


async def test_all_faults_are_told_at_once(carol: Api) -> None:
    """Unknown, missing, of the wrong type and out of bounds."""
    body = {"amount": -1, "usage_at": "soon", "id": 5, "user_id": 7, "emissions_kg_co2e": 0, "a/b~c": 1, "unit": 3}
    answer = await carol.call("POST", "/usages", body)
    assert answer.status == 422
    assert answer.faults == {
        "/amount",
        "/usage_at",
        "/usage_type_id",
        "/unit",
        "/id",
        "/user_id",
        "/emissions_kg_co2e",
        "/a~1b~0c",
    }


async def test_a_wild_field_name_does_no_harm(carol: Api) -> None:
    """It is shown short, and without what is no character."""
    for name in ("\\ud800", "\\u0000", "x" * 10_000, "__class__", "from_"):
        answer = await carol.call("POST", "/usages", _with(name, "1"))
        assert answer.status == 422
        assert len(answer.text) < 500


async def test_a_flood_of_faults_is_answered_briefly(carol: Api) -> None:
    """A hundred are listed and the rest counted; repeated names by the ten thousand cost no time."""
    unknown = json.dumps({f"field{number}": 1 for number in range(50_000)}).encode()
    answer = await carol.call("POST", "/usages", unknown)
    assert (answer.status, len(answer.json["errors"])) == (422, 100)
    assert answer.json["detail"].startswith("50003 things are wrong")
    repeated = ("{" + ",".join(f'"{number % 40_000}":1' for number in range(80_000)) + "}").encode()
    assert (await carol.call("POST", "/usages", repeated)).status == 400


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
