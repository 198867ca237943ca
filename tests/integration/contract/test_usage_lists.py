"""The contract of UsageQueries where it shows many usages: order, filters, totals, pages and walks."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageTotals, UsageView
from domain.organisation import User
from domain.period import Period
from domain.quantity import total
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND, TYPES, Scene
from tests.integration.storages import StorageParts

DAY = timedelta(days=1)
EVERYTHING = UsageFilter()
SORTS = [Sort(key, descending) for key in SortKey for descending in (False, True)]
VALUES: dict[SortKey, Callable[[Usage], object]] = {
    SortKey.USAGE_AT: lambda usage: usage.stated.usage_at,
    SortKey.AMOUNT: lambda usage: usage.amount_in_type_unit,
    SortKey.EMISSIONS: lambda usage: usage.emissions_kg_co2e,
    SortKey.USAGE_TYPE: lambda usage: usage.stated.usage_type_id,
    SortKey.RECORDED_AT: lambda usage: usage.recorded_at,
}


def in_order(usages: list[Usage], sort: Sort) -> list[int]:
    """The ids as the contract orders them."""
    ordered = sorted(usages, key=lambda usage: (VALUES[sort.key](usage), usage.id), reverse=sort.descending)
    return [usage.id for usage in ordered]


async def ledger_of(scene: Scene, ada: User, number: int = 40) -> list[Usage]:
    """Usages with many ties in every sort key, among deleted ones and another organisation's; what Ada should see."""
    bob, random, kept, gone = await scene.member(), Random(5), [], []
    for index in range(number):
        scene.clock.advance(seconds=random.choice([0, 0, 1]))
        what: dict[str, Any] = {
            "amount": random.choice(["1", "2", "10", "0.5", "1000"]),
            "usage_type": TYPES[random.choice([100, 101, 102])],
            "at": NOON + random.choice([-1, 0, 1, 2]) * DAY,
        }
        kept.append(await scene.draft(ada, **what))
        await scene.record(bob, **what)
        if index % 8 == 0:
            gone.append(await scene.draft(ada, **what))
    random.shuffle(kept)
    await scene.keep(kept + gone)
    await scene.append(*(usage.delete(by=ada.id, at=scene.clock.now()) for usage in gone))
    return kept


async def paged(parts: StorageParts, ada: User, selected: UsageFilter, sort: Sort, size: int) -> list[UsageView]:
    """Every page from the first to the last."""
    views: list[UsageView] = []
    while True:
        page = await parts.usages.page(ada.organisation_id, selected, sort, offset=len(views), limit=size)
        views += page.items
        assert len(page.items) == size or not page.has_more
        if not page.has_more:
            return views


async def walked(
    parts: StorageParts, ada: User, selected: UsageFilter, sort: Sort, size: int
) -> AsyncIterator[tuple[UsageView, ...]]:
    """Runs of a walk from its start to its end."""
    after, has_more = None, True
    while has_more:
        run = await parts.usages.walk(ada.organisation_id, selected, sort, after=after, limit=size, with_totals=False)
        assert run.totals is None
        yield run.items
        has_more = run.has_more
        if has_more:
            after = Position.of(run.items[-1], sort)


@pytest.mark.parametrize("sort", SORTS, ids=str)
async def test_lists_are_in_a_total_order(scene: Scene, parts: StorageParts, sort: Sort) -> None:
    """Ids break ties in the direction of the key, whether it is a page or a walk that lists."""
    ada = await scene.member()
    expected = in_order(await ledger_of(scene, ada), sort)
    assert [view.id for view in await paged(parts, ada, EVERYTHING, sort, 7)] == expected
    assert [view.id async for run in walked(parts, ada, EVERYTHING, sort, 7) for view in run] == expected


async def test_items_are_shown_as_single_usages_are(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.correct(await scene.record(ada, "17.25", unit="MJ", note="Meter 3"), "3")
    shown = await parts.usages.get(ada.organisation_id, usage.id)
    page = await parts.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=0, limit=1)
    walk = await parts.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=None, limit=1, with_totals=True)
    assert page.items == walk.items == (shown,)
    assert page.totals == walk.totals == UsageTotals(1, usage.emissions_kg_co2e)


@pytest.mark.parametrize("limit", [1, 39, 40, 41])
async def test_a_slice_says_whether_more_follows(scene: Scene, parts: StorageParts, limit: int) -> None:
    ada = await scene.member()
    await ledger_of(scene, ada)
    page = await parts.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=0, limit=limit)
    walk = await parts.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=None, limit=limit, with_totals=False)
    assert (len(page.items), page.has_more) == (len(walk.items), walk.has_more) == (min(limit, 40), limit < 40)


@pytest.mark.parametrize("offset", [40, 41, 10**6, 10**15, 2**62])
async def test_beyond_the_end_there_is_nothing_but_totals(scene: Scene, parts: StorageParts, offset: int) -> None:
    ada = await scene.member()
    usages = await ledger_of(scene, ada)
    page = await parts.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=offset, limit=100)
    assert (page.items, page.has_more) == ((), False)
    assert page.totals == UsageTotals(40, total(usage.emissions_kg_co2e for usage in usages))


async def test_an_organisation_without_usages_has_an_empty_list(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob)
    for listed in (
        await parts.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=0, limit=10),
        await parts.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=None, limit=10, with_totals=True),
    ):
        assert (listed.items, listed.totals, listed.has_more) == ((), UsageTotals(0, Decimal(0)), False)


FILTERS = {
    "everything": EVERYTHING,
    "from": UsageFilter(Period(NOON, None)),
    "from, just after": UsageFilter(Period(NOON + MICROSECOND, None)),
    "to": UsageFilter(Period(None, NOON)),
    "to, just after": UsageFilter(Period(None, NOON + MICROSECOND)),
    "period": UsageFilter(Period(NOON, NOON + DAY)),
    "one type": UsageFilter(usage_type_ids=frozenset({101})),
    "two types": UsageFilter(usage_type_ids=frozenset({100, 102})),
    "a type that is not used": UsageFilter(usage_type_ids=frozenset({104})),
    "a type that is not there": UsageFilter(usage_type_ids=frozenset({100, 9})),
    "amount_min": UsageFilter(amount_min=Decimal(2)),
    "amount_min, just above": UsageFilter(amount_min=Decimal("2.000001")),
    "amount_max": UsageFilter(amount_max=Decimal("1.0")),
    "amount_max, just below": UsageFilter(amount_max=Decimal("0.999999")),
    "one amount": UsageFilter(amount_min=Decimal(10), amount_max=Decimal(10)),
    "amounts beyond all": UsageFilter(amount_min=Decimal(9 * 10**12)),
    "amounts up to beyond all": UsageFilter(amount_max=Decimal(9 * 10**12)),
    "all at once": UsageFilter(Period(NOON - DAY, NOON + DAY), frozenset({100, 101}), Decimal("0.5"), Decimal(10)),
}


def selects(selected: UsageFilter, usage: Usage) -> bool:
    """As the filter's words have it."""
    period, at, amount = selected.period, usage.stated.usage_at, usage.amount_in_type_unit
    checks = [
        period.start is None or at >= period.start,
        period.end is None or at < period.end,
        not selected.usage_type_ids or usage.stated.usage_type_id in selected.usage_type_ids,
        selected.amount_min is None or amount >= selected.amount_min,
        selected.amount_max is None or amount <= selected.amount_max,
    ]
    return all(checks)


@pytest.mark.parametrize("name", FILTERS)
@pytest.mark.parametrize("sort", [Sort(), Sort(SortKey.EMISSIONS, descending=False)], ids=str)
async def test_filters_select_and_totals_are_of_what_they_select(
    scene: Scene, parts: StorageParts, name: str, sort: Sort
) -> None:
    ada, selected = await scene.member(), FILTERS[name]
    expected = [usage for usage in await ledger_of(scene, ada) if selects(selected, usage)]
    totals = UsageTotals(len(expected), total(usage.emissions_kg_co2e for usage in expected))

    assert [view.id for view in await paged(parts, ada, selected, sort, 4)] == in_order(expected, sort)
    views = [view async for run in walked(parts, ada, selected, sort, 4) for view in run]
    assert [view.id for view in views] == in_order(expected, sort)
    assert total(view.emissions_kg_co2e for view in views) == totals.total_emissions_kg_co2e
    page = await parts.usages.page(ada.organisation_id, selected, sort, offset=1, limit=2)
    middle = Position(VALUES[sort.key](expected[0]), expected[0].id) if expected else None  # type: ignore[arg-type]
    walk = await parts.usages.walk(ada.organisation_id, selected, sort, after=middle, limit=2, with_totals=True)
    assert page.totals == walk.totals == totals


async def test_amounts_are_sorted_and_selected_in_the_types_unit(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    smaller = await scene.record(ada, "999", unit="Wh")
    greater = await scene.record(ada, "3.6", unit="MJ")
    ascending = Sort(SortKey.AMOUNT, descending=False)
    assert [view.id for view in await paged(parts, ada, EVERYTHING, ascending, 5)] == [smaller.id, greater.id]
    assert [view.id for view in await paged(parts, ada, UsageFilter(amount_min=Decimal(1)), ascending, 5)] == [
        greater.id
    ]


async def test_lists_show_usages_as_they_were_last_corrected(scene: Scene, parts: StorageParts) -> None:
    """Sorted by the new amount, and still by the instant of the first recording."""
    ada = await scene.member()
    first, second = await scene.record(ada, "5"), await scene.record(ada, "6")
    scene.clock.advance(days=1)
    await scene.correct(first, "7")
    by_amount = await paged(parts, ada, EVERYTHING, Sort(SortKey.AMOUNT), 5)
    by_recording = await paged(parts, ada, EVERYTHING, Sort(SortKey.RECORDED_AT, descending=False), 5)
    assert [(view.id, view.amount, view.version) for view in by_amount] == [
        (first.id, Decimal(7), 2),
        (second.id, Decimal(6), 1),
    ]
    assert [view.id for view in by_recording] == [first.id, second.id]


async def test_restored_usages_are_listed_again(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    deleted = await scene.delete(await scene.record(ada))
    assert await paged(parts, ada, EVERYTHING, Sort(), 5) == []
    await scene.append(deleted.restore(by=ada.id, at=scene.clock.now()))
    assert [view.id for view in await paged(parts, ada, EVERYTHING, Sort(), 5)] == [deleted.id]


async def test_totals_beyond_64_bits_are_exact(scene: Scene, parts: StorageParts) -> None:
    """A single figure nearly fills 64 bits; forty of them do not fit by far."""
    ada = await scene.member()
    amounts = [f"33419{number:02}{number:02}999.99999{number % 7}" for number in range(40)]
    usages = [await scene.draft(ada, amount, usage_type=TYPES[101]) for amount in amounts]
    await scene.keep(usages)
    expected = sum((usage.emissions_kg_co2e for usage in usages), Decimal(0))
    assert expected > 2**63 / Decimal(10**6) * 30
    page = await parts.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=0, limit=1)
    walk = await parts.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=None, limit=1, with_totals=True)
    assert page.totals == walk.totals == UsageTotals(40, expected)


@pytest.mark.parametrize("sort", SORTS, ids=str)
async def test_a_walk_neither_repeats_nor_skips_what_nobody_touches(
    scene: Scene, parts: StorageParts, sort: Sort
) -> None:
    """While usages are recorded before and after the walker, and others corrected, deleted and restored."""
    ada, random = await scene.member(), Random(7)
    usages = await ledger_of(scene, ada)
    touched, untouched = usages[:16], {usage.id for usage in usages[16:]}
    seen: list[int] = []
    async for run in walked(parts, ada, EVERYTHING, sort, 3):
        seen += [view.id for view in run]
        if touched:
            usage = touched.pop()
            corrected = await scene.correct(usage, str(random.randint(0, 2000)))
            if random.random() < 0.5:
                await scene.delete(corrected)
            await scene.record(ada, usage_type=TYPES[random.choice([100, 102])], at=NOON + random.randint(-2, 3) * DAY)
    assert sorted(id for id in seen if id in untouched) == sorted(untouched)


@pytest.mark.parametrize("sort", SORTS, ids=str)
async def test_a_walk_goes_on_from_a_usage_that_is_gone(scene: Scene, parts: StorageParts, sort: Sort) -> None:
    ada = await scene.member()
    usages = {usage.id: usage for usage in await ledger_of(scene, ada)}
    expected = in_order(list(usages.values()), sort)
    last = await parts.usages.get(ada.organisation_id, expected[9])
    await scene.delete(usages[last.id])
    rest = await parts.usages.walk(
        ada.organisation_id, EVERYTHING, sort, after=Position.of(last, sort), limit=100, with_totals=False
    )
    assert [view.id for view in rest.items] == expected[10:]


async def test_another_organisations_place_is_only_a_place(scene: Scene, parts: StorageParts) -> None:
    """A position taken from another organisation's list leads to none of its usages."""
    ada, bob = await scene.member(), await scene.member()
    theirs = await scene.record(bob, at=NOON)
    mine = await scene.record(ada, at=NOON - DAY)
    place = Position.of(await parts.usages.get(bob.organisation_id, theirs.id), Sort())
    walk = await parts.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=place, limit=10, with_totals=True)
    assert [view.id for view in walk.items] == [mine.id]


async def test_items_and_totals_are_of_one_moment(scene: Scene, open_parts: Opener) -> None:
    """However busily another process writes."""
    ada = await scene.member()
    usages = [await scene.draft(ada, str(number)) for number in range(30)]
    reader = open_parts()

    async def write() -> None:
        for usage in usages:
            await scene.keep([usage])

    writing = asyncio.create_task(write())
    while not writing.done():
        await asyncio.sleep(0)
        for listed in (
            await reader.usages.page(ada.organisation_id, EVERYTHING, Sort(), offset=0, limit=100),
            await reader.usages.walk(ada.organisation_id, EVERYTHING, Sort(), after=None, limit=100, with_totals=True),
        ):
            emissions = total(view.emissions_kg_co2e for view in listed.items)
            assert listed.totals == UsageTotals(len(listed.items), emissions)
    await writing
    assert len(await paged(reader, ada, EVERYTHING, Sort(), 100)) == 30


async def test_usages_of_equal_place_in_two_organisations_do_not_mix(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    mine = await scene.record(ada)
    await scene.keep([replace(mine, organisation_id=bob.organisation_id, user_id=bob.id, changed_by=bob.id)])
    for user in (ada, bob):
        (view,) = await paged(parts, user, EVERYTHING, Sort(), 5)
        assert (view.id, view.user_id) == (mine.id, user.id)
