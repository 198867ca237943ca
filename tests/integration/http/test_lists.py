"""Listing usages: pages, walks, filters and sort orders."""

import base64
import json
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from tests.clocks import FixedClock
from tests.integration.http.api import Api

SORTED_BY = {
    "usage_at": "usage_at",
    "amount": "amount_in_type_unit",
    "emissions": "emissions_kg_co2e",
    "usage_type": "usage_type_id",
    "recorded_at": "recorded_at",
}

FILTERS: list[tuple[dict[str, Any], str]] = [
    ({"from": "2024-03-03T12:00:00Z"}, "0.000001 3.5 250 0"),
    ({"to": "2024-03-03T12:00:00Z"}, "10 10 10"),
    ({"from": "2024-03-03T13:00:00+01:00", "to": "2024-03-03T12:00:00.000001Z"}, "0.000001 3.5"),
    ({"usage_type_id": 104}, "10 3.5"),
    ({"usage_type_id": [103, 104]}, "10 3.5 0"),
    ({"usage_type_id": 999}, ""),
    ({"amount_min": 10}, "10 10 10 250"),
    ({"amount_max": "3.5"}, "0.000001 3.5 0"),
    ({"amount_min": "0.000001", "amount_max": "1e1"}, "10 10 10 0.000001 3.5"),
    ({"amount_min": 250, "usage_type_id": 100, "from": "2024-03-04T00:00:00Z"}, "250"),
]


@pytest.fixture
async def reader(ada: Api, bob: Api, clock: FixedClock) -> Api:
    """Ada, with seven usages of which many tie, one that she deleted, and one of Bob's beside them."""
    for day, usage_type_id, amount in (
        (1, 100, "10"),
        (1, 100, "10"),
        (2, 104, "10"),
        (3, 102, "0.000001"),
        (3, 104, "3.5"),
        (4, 100, "250"),
        (5, 103, "0"),
    ):
        clock.advance(seconds=day % 2)
        await ada.post("/usages", _usage(day, usage_type_id, amount))
    gone = await ada.post("/usages", _usage(3, 100, "1000"))
    await ada.call("DELETE", f"/usages/{gone['id']}")
    await bob.post("/usages", _usage(3, 100, "7"))
    return ada


def _usage(day: int, usage_type_id: int, amount: str) -> dict[str, Any]:
    return {"usage_type_id": usage_type_id, "usage_at": f"2024-03-0{day}T12:00:00Z", "amount": Decimal(amount)}


async def _walked(api: Api, **query: Any) -> list[Any]:
    items: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        answer = await api.get("/usages", cursor=cursor, **query)
        items += answer["items"]
        cursor = answer["next_cursor"]
    return items


async def test_pages_have_totals_of_all_that_is_selected(reader: Api) -> None:
    """The totals are those of the whole list, on every page of it, also beyond its end."""
    whole = await reader.get("/usages")
    assert (whole["page"], whole["page_size"], whole["total"], len(whole["items"])) == (1, 25, 7, 7)
    assert whole["total_emissions_kg_co2e"] == sum(item["emissions_kg_co2e"] for item in whole["items"])
    pages = [await reader.get("/usages", page=page, page_size=3) for page in (1, 2, 3, 4)]
    assert [len(page["items"]) for page in pages] == [3, 3, 1, 0]
    assert [item for page in pages for item in page["items"]] == whole["items"]
    assert {page["total_emissions_kg_co2e"] for page in pages} == {whole["total_emissions_kg_co2e"]}
    far = await reader.get("/usages", page=2**53 - 1, page_size=100)
    assert (far["items"], far["total"]) == ([], 7)


async def test_every_order_is_total_and_the_same_by_page_and_by_walk(reader: Api) -> None:
    """Ids break ties in the direction of the order."""
    for sort in [sign + key for key in SORTED_BY for sign in ("", "-")]:
        items = (await reader.get("/usages", sort=sort))["items"]
        places = [(item[SORTED_BY[sort.removeprefix("-")]], item["id"]) for item in items]
        assert all(one > next_ if sort.startswith("-") else one < next_ for one, next_ in pairwise(places)), sort
        for page_size in (1, 2, 7, 100):
            assert await _walked(reader, sort=sort, page_size=page_size) == items, (sort, page_size)


async def test_without_a_sort_the_latest_usage_comes_first(reader: Api) -> None:
    """Its date counts, not when it was entered."""
    assert await reader.get("/usages") == await reader.get("/usages", sort="-usage_at")


async def test_filters_choose_the_same_for_pages_walks_and_totals(reader: Api) -> None:
    """From is included, to is not, both amounts are; several types are any of them."""
    for query, amounts in FILTERS:
        expected = [Decimal(amount) for amount in amounts.split()]
        page = await reader.get("/usages", sort="usage_at", **query)
        assert [item["amount"] for item in page["items"]] == expected, query
        assert page["total"] == len(expected)
        assert page["total_emissions_kg_co2e"] == sum(item["emissions_kg_co2e"] for item in page["items"])
        assert await _walked(reader, sort="usage_at", page_size=2, **query) == page["items"], query


async def test_a_walk_has_totals_when_asked(reader: Api) -> None:
    """And only then: they cost time."""
    page = await reader.get("/usages")
    walk = await reader.get("/usages", cursor="", page_size=2, include="totals")
    assert (walk["total"], walk["total_emissions_kg_co2e"]) == (7, page["total_emissions_kg_co2e"])
    assert set(await reader.get("/usages", cursor="", page_size=2)) == {"items", "next_cursor"}


async def test_a_walk_neither_repeats_nor_skips_what_nobody_touches(reader: Api) -> None:
    """Rows before and after the place reached come, go and move meanwhile."""
    before = await _walked(reader, sort="usage_at")
    first = await reader.get("/usages", cursor="", sort="usage_at", page_size=3)
    await reader.call("DELETE", f"/usages/{first['items'][-1]['id']}")
    await reader.post("/usages", _usage(1, 100, "1"))
    await reader.call("PATCH", f"/usages/{before[5]['id']}", {"usage_at": "2024-03-01T00:00:00Z"})
    cursor, rest = first["next_cursor"], []
    while cursor is not None:
        answer = await reader.get("/usages", cursor=cursor, sort="usage_at", page_size=1)
        rest += answer["items"]
        cursor = answer["next_cursor"]
    untouched = [item for item in before if item["id"] not in {first["items"][-1]["id"], before[5]["id"]}]
    assert [*first["items"][:-1], *rest] == untouched


async def test_a_cursor_serves_its_own_order_and_filter_only(reader: Api) -> None:
    """Anything else would silently skip rows; the size of a page may change."""
    cursor = (await reader.get("/usages", cursor="", page_size=2, usage_type_id=100))["next_cursor"]
    assert (await reader.get("/usages", cursor=cursor, page_size=9, usage_type_id=100))["items"]
    for query in ({"sort": "usage_at"}, {"usage_type_id": 104}, {"amount_min": 1}):
        answer = await reader.call("GET", "/usages", params={"cursor": cursor, "usage_type_id": 100} | query)
        assert (answer.status, answer.faults) == (422, {"cursor"})


async def test_a_cursor_that_was_tampered_with_is_refused(reader: Api) -> None:
    """However it is bent, it is a fault of the parameter or leads somewhere in the caller's own list."""
    for sort in SORTED_BY:
        cursor = (await reader.get("/usages", cursor="", page_size=2, sort=sort))["next_cursor"]
        bent = [cursor[:-1], cursor[1:], cursor.lower(), cursor + "A", "AAAA", "é", "\0", "e30=", "bnVsbA==", "=" * 900]
        for text in [*bent, *(cursor[:at] + "x" + cursor[at + 1 :] for at in range(0, len(cursor), 7))]:
            answer = await reader.call("GET", "/usages", params={"cursor": text, "sort": sort})
            assert answer.status == 200 or (answer.status, answer.faults) == (422, {"cursor"}), text


async def test_a_forged_cursor_reaches_no_further_than_its_maker(reader: Api) -> None:
    """Values that no usage can have are refused, before any storage sees them."""
    for sort, value in (
        ("usage_at", "2024-03-01T12:00:00"),
        ("usage_at", "9999-12-31T23:59:59Z"),
        ("amount", "1e999999"),
        ("amount", "-1"),
        ("amount", "0.0000001"),
        ("emissions", "NaN"),
        ("usage_type", "1.5"),
        ("usage_type", "9" * 50),
    ):
        cursor = (await reader.get("/usages", cursor="", page_size=2, sort=sort))["next_cursor"]
        made = json.loads(base64.urlsafe_b64decode(cursor)) | {"value": value}
        forged = base64.urlsafe_b64encode(json.dumps(made).encode()).decode()
        answer = await reader.call("GET", "/usages", params={"cursor": forged, "sort": sort})
        assert (answer.status, answer.faults) == (422, {"cursor"}), value
