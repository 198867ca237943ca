"""Members of bodies that have no place there, or values that are not what they should be."""

import json
from typing import Any

from tests.integration.http.api import Api
from tests.integration.http.bodies import GOOD, with_raw

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
        answer = await carol.call("POST", "/usages", with_raw(field, raw))
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
        answer = await carol.call("POST", "/usages", with_raw(name, "1"))
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
