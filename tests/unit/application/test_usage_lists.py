"""Listing usages, and saying which and in what order."""

from datetime import timedelta
from decimal import Decimal

import pytest

from application.authorisation import Caller
from application.views.selection import Position, Sort, SortKey, SortValue, UsageFilter
from domain.errors import InvalidValue
from tests.clocks import NOON
from tests.unit.application.installation import Installation

DAY = timedelta(days=1)


async def test_pages_count_from_one_and_totals_are_of_all(app: Installation, ada: Caller) -> None:
    views = [await app.record(ada, str(amount), at=NOON + amount * DAY) for amount in range(5)]
    ascending = Sort(SortKey.USAGE_AT, descending=False)
    pages = [
        await app.list_usages.page(ada, UsageFilter(), ascending, page=number, page_size=2) for number in (1, 2, 3, 4)
    ]
    assert [page.items for page in pages] == [tuple(views[0:2]), tuple(views[2:4]), tuple(views[4:]), ()]
    assert [page.has_more for page in pages] == [True, True, False, False]
    for page in pages:
        assert page.totals is not None
        assert (page.totals.total, page.totals.total_emissions_kg_co2e) == (5, Decimal(15))


async def test_a_walk_goes_from_run_to_run(app: Installation, ada: Caller) -> None:
    views = [await app.record(ada, str(amount)) for amount in (3, 1, 2)]
    sort = Sort(SortKey.AMOUNT)
    first = await app.list_usages.walk(ada, UsageFilter(), sort, after=None, page_size=2, with_totals=True)
    assert (first.items, first.has_more) == ((views[0], views[2]), True)
    assert first.totals is not None
    after = Position.of(first.items[-1], sort)
    rest = await app.list_usages.walk(ada, UsageFilter(), sort, after=after, page_size=2, with_totals=False)
    assert (rest.items, rest.has_more, rest.totals) == ((views[1],), False, None)


def test_an_amount_filter_has_its_ends_in_order() -> None:
    UsageFilter(amount_min=Decimal(1), amount_max=Decimal(1))
    with pytest.raises(InvalidValue) as refused:
        UsageFilter(amount_min=Decimal(2), amount_max=Decimal(1))
    assert refused.value.field == "amount_max"


@pytest.mark.parametrize("key", SortKey)
def test_a_sort_is_written_as_its_key_with_a_minus_to_descend(key: SortKey) -> None:
    assert Sort.parse(key.value) == Sort(key, descending=False)
    assert Sort.parse(f"-{key}") == Sort(key, descending=True)
    assert [str(Sort.parse(text)) for text in (key.value, f"-{key}")] == [key.value, f"-{key}"]


@pytest.mark.parametrize("text", ["", "-", "--amount", "+amount", "Amount", "id", "amount "])
def test_any_other_sort_is_refused_with_the_choice(text: str) -> None:
    with pytest.raises(InvalidValue, match="usage_at, amount, emissions, usage_type, recorded_at") as refused:
        Sort.parse(text)
    assert refused.value.field == "sort"


@pytest.mark.parametrize("key", SortKey)
async def test_a_position_is_the_sort_value_and_the_id(app: Installation, ada: Caller, key: SortKey) -> None:
    view = await app.record(ada, "2", 101, NOON - DAY)
    values: dict[SortKey, SortValue] = {
        SortKey.USAGE_AT: NOON - DAY,
        SortKey.AMOUNT: Decimal(2),
        SortKey.EMISSIONS: Decimal("53.86"),
        SortKey.USAGE_TYPE: 101,
        SortKey.RECORDED_AT: NOON,
    }
    assert Position.of(view, Sort(key)) == Position(values[key], view.id)
