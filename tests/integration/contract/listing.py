"""Lists of many usages to compare with, and ways to read them to their end."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from random import Random
from typing import Any

from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageView
from domain.organisation import User
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.contract.scene import TYPES, Scene
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
