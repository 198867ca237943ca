"""The contract of emissions as of an instant: their sums and buckets."""

from decimal import Decimal

import pytest

from application.views.selection import Sort, UsageFilter
from application.views.usages import UsageTotals
from domain.period import Bucket
from domain.quantity import total
from tests.clocks import NOON, FixedClock
from tests.integration.contract.as_of_answers import DAYS
from tests.integration.contract.listing import DAY
from tests.integration.contract.scene import MICROSECOND, TYPES
from tests.integration.contract.told_scene import Told
from tests.integration.storages import StorageParts


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


async def test_sums_beyond_64_bits_were_exact_then_too(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    amounts = [f"33419{number:02}{number:02}999.99999{number % 7}" for number in range(30)]
    usages = [await scene.draft(ada, amount, usage_type=TYPES[101]) for amount in amounts]
    await scene.keep(usages)
    await scene.seal()
    scene.clock.advance(seconds=1)
    for usage in usages[:3]:
        await scene.delete(usage)
    page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=NOON), Sort(), offset=0, limit=1)
    (cell,) = await parts.emissions.cells(ada.organisation_id, DAYS, NOON)
    expected = total(usage.emissions_kg_co2e for usage in usages)
    assert expected > 20 * 2**63 / Decimal(10**6)
    assert page.totals == UsageTotals(30, expected) == UsageTotals(cell.usages, cell.emissions_kg_co2e)
    assert cell.amount_in_type_unit == total(usage.amount_in_type_unit for usage in usages)


async def test_buckets_as_of_then_hold_their_start_and_not_their_end(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    edges = (NOON - MICROSECOND, NOON, NOON + DAY - MICROSECOND, NOON + DAY, NOON + 2 * DAY)
    for at in edges:
        await scene.record(ada, at=at)
    await scene.seal()
    made = [Bucket("0", NOON, NOON + DAY), Bucket("1", NOON + DAY, NOON + 2 * DAY)]
    cells = await parts.emissions.cells(ada.organisation_id, made, NOON)
    assert cells == await parts.emissions.cells(ada.organisation_id, made)
    assert [(cell.bucket, cell.usages) for cell in cells] == [(0, 2), (1, 1)]
    assert await parts.emissions.span(ada.organisation_id, NOON) == (edges[0], edges[-1])
