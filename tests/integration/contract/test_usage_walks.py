"""The contract of UsageQueries while usages change: walks, and lists beside a writer."""

import asyncio
from random import Random

import pytest

from application.views.selection import Position, Sort
from application.views.usages import UsageTotals
from domain.quantity import total
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.listing import DAY, EVERYTHING, SORTS, in_order, ledger_of, paged, walked
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageParts


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
