"""The contract of UsageQueries where it shows many usages: order, filters, totals, pages and walks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageTotals
from domain.period import Period
from domain.quantity import total
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.contract.listing import (
    DAY,
    EVERYTHING,
    SORTS,
    VALUES,
    in_order,
    ledger_of,
    paged,
    walked,
)
from tests.integration.contract.scene import MICROSECOND, TYPES, Scene
from tests.integration.storages import StorageParts


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


async def test_usages_of_equal_place_in_two_organisations_do_not_mix(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    mine = await scene.record(ada)
    await scene.keep([replace(mine, organisation_id=bob.organisation_id, user_id=bob.id, changed_by=bob.id)])
    for user in (ada, bob):
        (view,) = await paged(parts, user, EVERYTHING, Sort(), 5)
        assert (view.id, view.user_id) == (mine.id, user.id)
