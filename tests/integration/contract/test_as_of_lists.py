"""The contract of walks and pages as of an instant."""

from decimal import Decimal
from typing import Any

import pytest

from application.views.selection import Position, Sort, UsageFilter
from application.views.usages import UsageTotals
from tests.clocks import NOON, FixedClock
from tests.integration.contract.as_of_answers import walked
from tests.integration.contract.listing import DAY, SORTS
from tests.integration.contract.told_scene import Told
from tests.integration.storages import StorageParts


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


async def test_a_walk_as_of_then_goes_on_whatever_happens_meanwhile(scene: Told, parts: StorageParts) -> None:
    """It shows each usage once, as it was."""
    ada = await scene.member()
    usages = [await scene.record(ada, str(number), at=NOON + number % 4 * DAY) for number in range(9)]
    as_of = scene.clock.now()
    await scene.seal()
    for sort in SORTS:
        selected, seen, after = UsageFilter(as_of=as_of), list[Any](), None
        expected = [view for view in await walked(parts, ada, selected, sort) if not isinstance(view, UsageTotals)]
        while True:
            run = await parts.usages.walk(ada.organisation_id, selected, sort, after=after, limit=2, with_totals=False)
            seen += run.items
            if not run.has_more:
                break
            after = Position.of(run.items[-1], sort)
            scene.clock.advance(seconds=1)
            await scene.record(ada, "4.5", at=NOON + DAY)
            if usages:
                usage = await scene.restate(usages.pop(), "4.75", 102, NOON + 2 * DAY)
                await scene.delete(usage)
            await scene.seal()
        assert seen == expected
        assert len({view.id for view in seen}) == 9


@pytest.mark.parametrize(("offset", "limit", "expected"), [(0, 9, True), (0, 10, False), (8, 1, True), (10, 5, False)])
async def test_a_page_as_of_then_says_whether_more_followed(
    scene: Told, parts: StorageParts, offset: int, limit: int, expected: bool
) -> None:
    ada = await scene.member()
    usages = [await scene.record(ada, str(number)) for number in range(10)]
    await scene.seal()
    scene.clock.advance(seconds=1)
    await scene.delete(usages[0])
    await scene.record(ada)
    await scene.record(ada)
    await scene.seal()
    page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=NOON), Sort(), offset=offset, limit=limit)
    assert page.has_more is expected
    assert page.totals == UsageTotals(10, Decimal("67.5"))
    assert len(page.items) == max(0, min(limit, 10 - offset))
