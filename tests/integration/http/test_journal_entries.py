"""Entries of the journal over the API: what they say of a change, and why it was made."""

from datetime import timedelta
from typing import Any

import pytest

from tests.clocks import NOON, FixedClock
from tests.integration.http.api import Api
from tests.integration.http.journal import USAGE, WHY, journal, recorded

STATE = {
    "usage_type_id": 100,
    "usage_at": "2027-03-01T12:00:00.000000Z",
    "amount": "7",
    "unit": "kwh",
    "note": "Zürich \u20ac",
    "factor_id": 1,
    "amount_in_type_unit": "7",
    "emissions_kg_co2e": "10.5",
}


async def test_every_change_is_there_the_last_first(ada: Api, clock: FixedClock) -> None:
    """Who, when, what, what before, what after, and why."""
    me, usage = await ada.get("/me"), await recorded(ada)
    path = f"/usages/{usage['id']}"
    acts = [
        ("PATCH", path, {"amount": 8, "reason": WHY}),
        ("PUT", path, USAGE | {"reason": "as it was"}),
        ("DELETE", path, {"reason": "a duplicate"}),
        ("POST", f"{path}/restore", {"reason": "none after all"}),
        ("DELETE", path, None),
        ("POST", f"{path}/restore", None),
    ]
    for method, where, body in acts:
        clock.advance(seconds=1)
        assert (await ada.call(method, where, body)).status in {200, 204}
    entries = list(reversed(await journal(ada, usage_id=usage["id"])))
    other = STATE | {"amount": "8", "amount_in_type_unit": "8", "emissions_kg_co2e": "12"}
    assert [(entry["action"], entry["before"], entry["after"], entry["reason"]) for entry in entries] == [
        ("usage.recorded", None, STATE, None),
        ("usage.corrected", STATE, other, WHY),
        ("usage.corrected", other, STATE, "as it was"),
        ("usage.deleted", STATE, None, "a duplicate"),
        ("usage.restored", None, STATE, "none after all"),
        ("usage.deleted", STATE, None, None),
        ("usage.restored", None, STATE, None),
    ]
    assert [entry["version"] for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry["recorded_at"] for entry in entries] == [
        f"{NOON + number * timedelta(seconds=1):%Y-%m-%dT%H:%M:%S.%f}Z" for number in range(7)
    ]
    of_all = {(entry["chain"], entry["user_id"], entry["subject_id"]) for entry in entries}
    assert of_all == {(me["organisation"]["id"], me["id"], usage["id"])}
    assert {(entry["sequence"], entry["settled_at"], entry["hash"]) for entry in entries} == {(None, None, None)}


@pytest.mark.parametrize("reason", [None, ""])
async def test_a_reason_may_be_none(ada: Api, reason: str | None) -> None:
    usage = await recorded(ada)
    path = f"/usages/{usage['id']}"
    assert (await ada.call("PATCH", path, {"amount": 8, "reason": reason})).status == 200
    assert (await ada.call("DELETE", path, {"reason": reason})).status == 204
    assert (await ada.call("POST", f"{path}/restore", {"reason": reason})).status == 200
    assert (await ada.call("DELETE", path, {})).status == 204
    assert {entry["reason"] for entry in await journal(ada)} == {None}


async def test_a_wrong_reason_is_told_and_nothing_is_done(ada: Api) -> None:
    usage, gone = await recorded(ada), await recorded(ada)
    await ada.call("DELETE", f"/usages/{gone['id']}")
    before, path = await journal(ada), f"/usages/{usage['id']}"
    acts: list[tuple[str, str, dict[str, Any]]] = [
        ("PATCH", path, {"amount": 8}),
        ("PUT", path, USAGE | {"amount": 8}),
        ("DELETE", path, {}),
        ("POST", f"/usages/{gone['id']}/restore", {}),
    ]
    for method, where, body in acts:
        for reason in ("x" * 501, "\x00", "\u202e", 5, ["because"]):
            answer = await ada.call(method, where, body | {"reason": reason})
            assert (answer.status, answer.faults) == (422, {"/reason"}), (method, reason)
        answer = await ada.call(method, where, body | {"why": "so"})
        assert (answer.status, answer.faults) == (422, {"/why"}), method
    assert await journal(ada) == before
    assert (await ada.get(path))["amount"] == 7


async def test_recording_takes_no_reason(ada: Api) -> None:
    """There is nothing to explain yet; a note says what is to be said."""
    answer = await ada.call("POST", "/usages", USAGE | {"reason": "so"})
    assert (answer.status, answer.faults) == (422, {"/reason"})


async def test_stating_the_same_again_is_no_entry(ada: Api) -> None:
    usage = await recorded(ada)
    before = await journal(ada)
    for method, body in (("PATCH", {"amount": 7, "reason": WHY}), ("PUT", USAGE | {"reason": WHY})):
        assert (await ada.call(method, f"/usages/{usage['id']}", body)).json == usage
    assert await journal(ada) == before
