"""Chains of the journal over the API: whose entries are in which, and sealed so that anybody can recompute them."""

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
from tests.clocks import FixedClock
from tests.integration.http.api import Api
from tests.integration.http.journal import FACTOR, WHY, journal, recorded

OWN = ("chain", "recorded_at", "user_id", "action", "subject_id", "version", "before", "after", "reason")
NO_HASH = "0" * 64


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
