"""Questions to the journal over the API: its pages, what is selected, and what is wrong with a question."""

from datetime import timedelta
from typing import Any

import pytest

from application.usage_types.preloaded import ENTRIES
from tests.clocks import NOON, FixedClock
from tests.integration.http.api import Api
from tests.integration.http.journal import FACTOR, journal, recorded


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
