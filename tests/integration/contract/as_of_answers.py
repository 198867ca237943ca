"""What queries answer of usages and emissions, now or as of then."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageTotals, UsageView
from domain.errors import UsageNotFound
from domain.organisation import User
from domain.period import Bucket, Period
from domain.quantity import total
from tests.clocks import NOON
from tests.integration.contract.listing import DAY, EVERYTHING, SORTS
from tests.integration.storages import StorageParts

DAYS = [Bucket(str(day), NOON + day * DAY, NOON + (day + 1) * DAY) for day in range(-2, 4)]
FILTERS = {
    "everything": EVERYTHING,
    "period": UsageFilter(Period(NOON, NOON + DAY)),
    "from": UsageFilter(Period(start=NOON + DAY)),
    "type": UsageFilter(usage_type_ids=frozenset({102})),
    "types": UsageFilter(usage_type_ids=frozenset({100, 101})),
    "amounts": UsageFilter(amount_min=Decimal(2), amount_max=Decimal(100)),
    "all at once": UsageFilter(Period(NOON - DAY, NOON + 2 * DAY), frozenset({100, 102}), Decimal("0.5"), Decimal(5)),
}


async def answers(parts: StorageParts, ada: User, ids: Iterable[int], as_of: datetime | None) -> dict[str, Any]:
    """What every query says, now or as of then."""
    organisation_id, found = ada.organisation_id, dict[str, Any]()
    for sort in SORTS:
        selected = UsageFilter(as_of=as_of)
        found[f"page by {sort}"] = await parts.usages.page(organisation_id, selected, sort, offset=1, limit=3)
        found[f"walk by {sort}"] = await walked(parts, ada, selected, sort)
    for name, chosen in FILTERS.items():
        selected = replace(chosen, as_of=as_of)
        for sort in (Sort(), Sort(SortKey.AMOUNT, descending=False)):
            page = await parts.usages.page(organisation_id, selected, sort, offset=0, limit=50)
            found[f"{name} by {sort}"] = page
            found[f"walk of {name} by {sort}"] = await walked(parts, ada, selected, sort)
            assert page.totals is not None
            figures = [view.emissions_kg_co2e for view in page.items]
            assert page.totals == UsageTotals(len(figures), total(figures))
    for id in ids:
        found[f"usage {id}"] = await one(parts, ada, id, as_of)
    found["span"] = await parts.emissions.span(organisation_id, as_of)
    found["cells"] = await parts.emissions.cells(organisation_id, DAYS, as_of)
    return found


async def one(parts: StorageParts, ada: User, id: int, as_of: datetime | None) -> UsageView | str:
    try:
        return await parts.usages.get(ada.organisation_id, id, as_of)
    except UsageNotFound as refusal:
        return str(refusal)


async def walked(
    parts: StorageParts, ada: User, selected: UsageFilter, sort: Sort, after: Position | None = None
) -> list[Any]:
    """A walk from a position to the end, by two, and the totals that each step told."""
    found: list[Any] = []
    while True:
        run = await parts.usages.walk(ada.organisation_id, selected, sort, after=after, limit=2, with_totals=True)
        found += [*run.items, run.totals]
        if not run.has_more:
            return found
        after = Position.of(run.items[-1], sort)
