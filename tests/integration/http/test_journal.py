"""The journal, and answers as of then, over the API."""

import asyncio
import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from application.usage_types.preloaded import ENTRIES
from entrypoints.container import Container
from entrypoints.http import app
from entrypoints.http.app import create_app
from tests.clocks import NOON, FixedClock
from tests.integration.http.api import Answer, Api

USAGE = {"usage_type_id": 100, "usage_at": "2027-03-01T12:00:00Z", "amount": 7, "note": "Zürich \u20ac"}
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
FACTOR = {"factor": 2, "source": "Grid operator"}
WHY = 'read again, "twice"\n\u20ac'
OWN = ("chain", "recorded_at", "user_id", "action", "subject_id", "version", "before", "after", "reason")
NO_HASH = "0" * 64


async def recorded(api: Api, **stated: Any) -> dict[str, Any]:
    made: dict[str, Any] = await api.post("/usages", USAGE | stated)
    return made


async def journal(api: Api, **query: Any) -> list[dict[str, Any]]:
    """Every entry that is selected, from page to page, the last first."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await api.get("/journal", cursor=cursor, **{"page_size": 100} | query)
        found += page["items"]
        assert page["items"] or not cursor
        assert page["next_cursor"] != cursor
        cursor = page["next_cursor"]
    return found


def own(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that are not everybody's."""
    return [entry for entry in entries if entry["chain"]]


def wide(at: str) -> str:
    """An instant as canonical documents have it."""
    return f"{datetime.fromisoformat(at):%Y-%m-%dT%H:%M:%S.%f}Z"


def recomputed(entry: dict[str, Any], previous: str) -> str:
    """The hash as anybody makes it from what the API answered."""
    document = {
        "entry": {name: entry[name] for name in OWN},
        "previous": previous,
        "sequence": entry["sequence"],
        "settled_at": wide(entry["settled_at"]),
    }
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


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


@pytest.mark.parametrize("page_size", [1, 3, 100])
async def test_a_walk_from_page_to_page_shows_every_entry_once(ada: Api, bob: Api, page_size: int) -> None:
    """Whatever is written meanwhile."""
    usages = [await recorded(ada, amount=amount) for amount in range(4)]
    expected = await journal(ada)
    assert len(expected) == 4 + len(ENTRIES)
    seen: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await ada.get("/journal", page_size=page_size, cursor=cursor)
        assert len(page["items"]) <= page_size
        seen += page["items"]
        assert len(seen) <= len(expected)
        cursor = page["next_cursor"]
        await recorded(ada)
        await recorded(bob)
        await ada.call("PATCH", f"/usages/{usages[0]['id']}", {"amount": len(seen) + 10})
    assert seen == expected
    assert (await ada.get("/journal"))["items"][0]["action"] == "usage.corrected"


async def test_a_page_has_25_entries_unless_another_size_is_asked_for(ada: Api) -> None:
    for _ in range(16):
        await recorded(ada)
    first = await ada.get("/journal")
    assert (len(first["items"]), first["next_cursor"] is None) == (25, False)
    rest = await ada.get("/journal", cursor=first["next_cursor"])
    assert (len(rest["items"]), rest["next_cursor"]) == (1, None)


async def test_entries_are_selected_by_time_action_and_usage(ada: Api, operator: Api, clock: FixedClock) -> None:
    first = await recorded(ada)
    clock.advance(minutes=5)
    second = await recorded(ada)
    await ada.call("DELETE", f"/usages/{first['id']}")
    await operator.post("/usage-types/100/factors", FACTOR)
    start, end = (f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in (NOON, NOON + timedelta(minutes=5)))

    async def found(**query: Any) -> list[tuple[str, int]]:
        entries = await journal(ada, **query)
        return [(entry["action"], entry["subject_id"]) for entry in entries if entry["recorded_at"] >= start[:10]]

    published, deleted = (await found())[:2]
    assert deleted == ("usage.deleted", first["id"])
    assert published[0] == "factor.published"
    recordings = [("usage.recorded", second["id"]), ("usage.recorded", first["id"])]
    assert await found(**{"from": start, "to": end}) == recordings[1:]
    assert await found(**{"from": end}) == [published, deleted, recordings[0]]
    assert await found(to=start) == []
    assert await found(action="usage.recorded") == recordings
    assert await found(action=["usage.deleted", "factor.published"]) == [published, deleted]
    assert await found(usage_id=first["id"]) == [deleted, recordings[1]]
    assert await found(usage_id=first["id"], action="usage.deleted", **{"from": end}) == [deleted]
    assert await found(usage_id=published[1]) == []
    assert await found(usage_id=first["id"], action="factor.published") == []
    assert await found(page_size=1, action="usage.recorded") == recordings


WRONG = [
    ("unknown=1", 400, {"unknown"}),
    ("page=1", 400, {"page"}),
    ("sort=recorded_at", 400, {"sort"}),
    ("as_of=2027-05-17T12:00:00Z", 400, {"as_of"}),
    ("page_size=1&page_size=2", 400, {"page_size"}),
    ("cursor=1&cursor=2", 400, {"cursor"}),
    ("usage_id=1&usage_id=2", 400, {"usage_id"}),
    *((f"page_size={size}", 422, {"page_size"}) for size in ("0", "101", "-1", "x", "")),
    *(
        (f"cursor={cursor}", 422, {"cursor"})
        for cursor in ("0", "-1", "x", "1.0", "+1", "%201", "%D9%A1", 2**53, "9" * 5000, "%00")
    ),
    *((f"action={action}", 422, {"action"}) for action in ("", "usage", "usage.Recorded", "usage.recorded,x")),
    ("action=usage.recorded&action=x", 422, {"action"}),
    ("action=usage.recorded" + "&action=usage.recorded" * 100, 422, {"action"}),
    *((f"usage_id={id}", 422, {"usage_id"}) for id in ("0", "-1", "x", "", 2**53)),
    *((f"from={at}", 422, {"from"}) for at in ("", "2027", "2027-01-01T00:00:00", "now")),
    ("from=2027-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", 422, {"to"}),
    ("from=2027-01-02T00:00:00Z&to=2027-01-01T00:00:00Z&cursor=x&page_size=0", 422, {"to", "cursor", "page_size"}),
]


async def test_what_is_wrong_with_a_question_is_told_by_parameter(carol: Api) -> None:
    for query, status, faults in WRONG:
        answer = await carol.call("GET", f"/journal?{query}")
        assert (answer.status, answer.faults) == (status, faults), query[:80]
    assert (await carol.call("GET", "/journal/head?page=1")).status == 400
    for query in ("cursor=", "cursor=1", f"cursor={2**53 - 1}", "page_size=100", "action=organisation.erased", ""):
        assert (await carol.call("GET", f"/journal?{query}")).status == 200, query


async def test_the_journal_is_for_those_who_are_logged_in_and_for_reading(api: Api, ada: Api) -> None:
    for path in ("/journal", "/journal/head"):
        assert (await api.call("GET", path)).status == 401
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert (await ada.call(method, path, {})).status == 405


async def test_nobody_sees_another_organisations_entries(ada: Api, bob: Api, operator: Api) -> None:
    """Not by the id of a usage, not by a cursor from somebody else, and not as an operator either."""
    mine, theirs = await recorded(ada), await recorded(bob)
    cursor = (await bob.get("/journal", page_size=1))["next_cursor"]
    ids = {api: (await api.get("/me"))["organisation"]["id"] for api in (ada, bob, operator)}
    for api, usage in ((ada, mine), (bob, theirs)):
        assert {(entry["chain"], entry["subject_id"]) for entry in own(await journal(api))} == {(ids[api], usage["id"])}
    assert own(await journal(operator)) == []
    assert await journal(ada, usage_id=theirs["id"]) == []
    assert await journal(operator, usage_id=theirs["id"]) == []
    assert own((await operator.get("/journal", cursor=cursor, page_size=100))["items"]) == []
    heads = {(await api.get("/journal/head"))["organisation_chain"]["chain"] for api in ids}
    assert heads == set(ids.values())


async def test_what_concerns_everybody_is_in_everybodys_journal(
    ada: Api, bob: Api, operator: Api, clock: FixedClock
) -> None:
    """With the id of who did it, and in one order with one's own entries."""
    usage, who = await recorded(ada), await operator.get("/me")
    clock.advance(seconds=1)
    added = await operator.post("/usage-types", {"name": "wood", "unit": "kg"} | FACTOR)
    await operator.call("PATCH", f"/usage-types/{added['id']}", {"name": "oak", "factor": 3, "source": "A table"})
    await operator.call("DELETE", f"/usage-types/{added['id']}")
    last = await recorded(ada)
    actions = [
        "usage_type.removed",
        "factor.published",
        "usage_type.changed",
        "factor.published",
        "usage_type.added",
    ]
    shown = await journal(ada)
    assert [entry["action"] for entry in shown[:7]] == ["usage.recorded", *actions, "usage.recorded"]
    assert [shown[0]["subject_id"], shown[6]["subject_id"]] == [last["id"], usage["id"]]
    for api in (bob, operator):
        assert [entry for entry in await journal(api) if not entry["chain"]] == [
            entry for entry in shown if not entry["chain"]
        ]
    removed, _, changed, _, first = shown[1:6]
    assert {entry["user_id"] for entry in shown[1:6]} == {who["id"]}
    assert (first["after"]["name"], changed["before"], changed["after"]["name"]) == ("wood", first["after"], "oak")
    assert (removed["before"], removed["after"]) == (changed["after"], None)


async def test_an_erased_organisation_leaves_where_its_chain_ended(
    ada: Api, bob: Api, operator: Api, container: Container
) -> None:
    """For the operator to see; nobody else learns that it was there."""
    me, _ = await ada.get("/me"), await recorded(ada)
    await container.seal_journal()()
    head = (await ada.get("/journal/head"))["organisation_chain"]
    assert (await ada.call("DELETE", "/me", {"password": "correct horse battery"})).status == 204
    (entry, *_) = await journal(operator)
    assert (entry["chain"], entry["action"]) == (0, "organisation.erased")
    assert (entry["subject_id"], entry["user_id"]) == (me["organisation"]["id"], me["id"])
    assert (entry["before"], entry["after"]) == ({"entries": 1, "head": head["hash"]}, None)
    assert "ada" not in json.dumps(await journal(operator)).lower()
    assert str(me["organisation"]["id"]) not in json.dumps(await journal(bob))


async def test_the_head_is_that_of_the_last_entry_that_is_sealed(ada: Api, container: Container) -> None:
    """Of one's own chain and of everybody's."""
    chain = (await ada.get("/me"))["organisation"]["id"]
    assert await ada.get("/journal/head") == {
        "organisation_chain": {"chain": chain, "sequence": 0, "hash": NO_HASH},
        "installation_chain": {"chain": 0, "sequence": 0, "hash": NO_HASH},
        "settled_until": None,
    }
    await recorded(ada)
    await recorded(ada)
    await container.seal_journal()()
    await recorded(ada)
    heads, entries = await ada.get("/journal/head"), await journal(ada)
    assert [entry["sequence"] for entry in own(entries)] == [None, 2, 1]
    for name, (last, *_) in (
        ("organisation_chain", own(entries)[1:]),
        ("installation_chain", [entry for entry in entries if not entry["chain"]]),
    ):
        assert heads[name] == {name: last[name] for name in ("chain", "sequence", "hash")}
    assert (heads["installation_chain"]["sequence"], heads["settled_until"]) == (len(ENTRIES), "2027-05-17T12:00:00Z")


async def test_anybody_can_recompute_the_chains_from_the_answers(
    ada: Api, bob: Api, operator: Api, container: Container, clock: FixedClock
) -> None:
    """With nothing but JSON and SHA-256."""
    for _ in range(3):
        usage = await recorded(ada, note=WHY)
        await recorded(bob)
        clock.advance(seconds=1)
        await ada.call("PATCH", f"/usages/{usage['id']}", {"note": None, "unit": "MJ", "reason": WHY})
        await ada.call("DELETE", f"/usages/{usage['id']}", {"reason": "\u2003😀"})
        await container.seal_journal()()
        clock.at += timedelta(microseconds=1)
        await operator.call("PATCH", "/usage-types/100", FACTOR)
    await container.seal_journal()()
    entries, heads = await journal(ada), await ada.get("/journal/head")
    for head in (heads["organisation_chain"], heads["installation_chain"]):
        previous, number = NO_HASH, 0
        for entry in reversed([entry for entry in entries if entry["chain"] == head["chain"]]):
            number += 1
            assert (entry["sequence"], entry["hash"]) == (number, recomputed(entry, previous))
            previous = entry["hash"]
        assert (number, previous) == (head["sequence"], head["hash"])
    assert heads["organisation_chain"]["sequence"] == 9


async def test_the_service_seals_by_itself(
    container: Container, ada: Api, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within seconds: once a second."""
    await recorded(ada)
    assert timedelta() < app._BETWEEN_SEALINGS <= timedelta(seconds=2)
    monkeypatch.setattr(app, "_BETWEEN_SEALINGS", timedelta(milliseconds=1))
    async with create_app(container, is_prepared=True).lifespan():
        for _ in range(500):
            await asyncio.sleep(0.01)
            if await container.journal().settled_until():
                break
        assert {entry["sequence"] is None for entry in await journal(ada)} == {False}


READS = ("/usages?include=totals&cursor=", "/usages?page_size=2&sort=amount", "/emissions?group_by=usage_type")


async def answers(api: Api, usage_id: int, as_of: str = "") -> list[tuple[int, str]]:
    """What is answered now, or as of then, byte by byte."""
    found = [await api.call("GET", f"{path}{'&' if as_of else ''}{as_of}") for path in READS]
    found.append(await api.call("GET", f"/usages/{usage_id}{'?' if as_of else ''}{as_of}"))
    return [(answer.status, answer.text) for answer in found if answer.status in {200, 404}]


async def test_as_of_then_all_is_answered_as_it_was_then_to_the_byte(
    ada: Api, operator: Api, clock: FixedClock
) -> None:
    """Whatever was done since: corrections, deletions, other names of types."""
    usage = await recorded(ada, amount=5)
    path, given = f"/usages/{usage['id']}", []
    acts: list[tuple[Api, str, str, Any]] = [
        (ada, "POST", "/usages", USAGE | {"usage_type_id": 102}),
        (ada, "PATCH", path, {"amount": 6}),
        (operator, "PATCH", "/usage-types/100", {"name": "power"} | FACTOR),
        (ada, "PATCH", path, {"usage_at": "2027-01-01T00:00:00Z"}),
        (ada, "DELETE", path, None),
        (operator, "PATCH", "/usage-types/102", {"name": "warmth"}),
        (ada, "POST", f"{path}/restore", None),
        (ada, "PUT", path, USAGE | {"usage_type_id": 103}),
    ]
    for api, method, where, body in acts:
        given.append((clock.now(), await answers(ada, usage["id"])))
        clock.advance(seconds=1)
        assert (await api.call(method, where, body)).status in {200, 201, 204}
    clock.advance(seconds=1)
    for at, answered in given:
        for as_of in (at, at + timedelta(microseconds=999_999)):
            assert await answers(ada, usage["id"], f"as_of={as_of:%Y-%m-%dT%H:%M:%S.%fZ}") == answered
    assert len({str(answered) for _, answered in given}) == len(given)
    assert all(len(answered) == 4 for _, answered in given)


async def test_an_answer_once_given_stays_though_more_is_recorded_at_that_instant(
    ada: Api, container: Container, clock: FixedClock
) -> None:
    usage = await recorded(ada)
    as_of = f"as_of={NOON:%Y-%m-%dT%H:%M:%SZ}"
    given = await answers(ada, usage["id"], as_of)
    late = await recorded(ada)
    await ada.call("DELETE", f"/usages/{usage['id']}")
    assert late["recorded_at"] == "2027-05-17T12:00:00Z"
    await container.seal_journal()()
    assert await answers(ada, usage["id"], as_of) == given
    assert (await ada.call("GET", f"/usages/{late['id']}?{as_of}")).status == 404
    assert (await ada.get("/journal/head"))["settled_until"] == "2027-05-17T12:00:00Z"
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:01Z"))["items"] == [late]
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:02Z"))["items"] == [late]
    assert (await ada.get("/journal/head"))["settled_until"] == "2027-05-17T12:00:02Z"


async def asked(api: Api, as_of: str) -> list[Answer]:
    usage = await recorded(api)
    paths = ("/usages?", f"/usages/{usage['id']}?", "/emissions?", "/usages?cursor=&")
    return [await api.call("GET", f"{path}as_of={as_of}") for path in paths]


@pytest.mark.parametrize(
    "as_of",
    ["2027-05-17T12:00:00.000001Z", "2199-12-31T00:00:00Z", "2027-05-17T13:00:00%2B00:59"],
)
async def test_what_is_to_come_is_not_answered(ada: Api, as_of: str) -> None:
    for answer in await asked(ada, as_of):
        assert (answer.status, answer.faults) == (422, {"as_of"})
    assert (await ada.get("/journal/head"))["settled_until"] is None


@pytest.mark.parametrize("as_of", ["", "now", "2027-05-17", "2027-05-17T12:00:00", "1899-12-31T23:59:59Z", "0"])
async def test_what_is_no_instant_is_not_answered(ada: Api, as_of: str) -> None:
    for answer in await asked(ada, as_of):
        assert (answer.status, answer.faults) == (422, {"as_of"})


@pytest.mark.parametrize("as_of", ["2027-05-17T12:00:00Z", "2027-05-17T14:00:00%2B02:00", "1900-01-01T00:00:00Z"])
async def test_what_has_passed_is_answered_in_whatever_zone_it_is_told(ada: Api, as_of: str) -> None:
    """The present instant has."""
    listed, single, reported, walked = await asked(ada, as_of)
    is_there = not as_of.startswith("1900")
    assert [answer.status for answer in (listed, single, reported, walked)] == [200, 200 if is_there else 404, 200, 200]
    assert listed.json["total"] == reported.json["total"] == len(walked.json["items"]) == int(is_there)


async def test_a_cursor_made_as_of_then_leads_on_as_of_then_alone(ada: Api, clock: FixedClock) -> None:
    """Not as of another instant, and not now; nor does one that was made now lead on as of then."""
    usages = [await recorded(ada, amount=amount) for amount in range(5)]
    then, later = "2027-05-17T12:00:00Z", "2027-05-17T12:00:01Z"
    clock.advance(seconds=1)
    chosen = {"sort": "amount", "page_size": 2}
    made = (await ada.get("/usages", cursor="", as_of=then, **chosen))["next_cursor"]
    now = (await ada.get("/usages", cursor="", **chosen))["next_cursor"]
    for usage in usages:
        await ada.call("DELETE", f"/usages/{usage['id']}")
    for cursor, as_of in ((made, {"as_of": later}), (made, {}), (now, {"as_of": then})):
        answer = await ada.call("GET", "/usages", params={"cursor": cursor} | chosen | as_of)
        assert (answer.status, answer.faults) == (422, {"cursor"})
    seen, cursor = [], made
    while cursor:
        page = await ada.get("/usages", cursor=cursor, as_of=then, **chosen)
        seen += [item["amount"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == [2, 3, 4]
    same = await ada.call("GET", "/usages", params={"cursor": made, "as_of": "2027-05-17T14:00:00+02:00"} | chosen)
    assert same.status == 200


async def test_others_usages_were_never_ones_own(ada: Api, bob: Api, clock: FixedClock) -> None:
    usage = await recorded(bob)
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:01Z"))["total"] == 0
    assert (await ada.get("/emissions", as_of="2027-05-17T12:00:01Z"))["total"] == 0
    assert (await ada.call("GET", f"/usages/{usage['id']}?as_of=2027-05-17T12:00:01Z")).status == 404
    assert (await bob.get("/usages", as_of="2027-05-17T12:00:01Z"))["total"] == 1
