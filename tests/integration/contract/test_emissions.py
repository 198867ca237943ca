"""The contract of EmissionQueries."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports import EmissionCell
from application.views.selection import Sort, UsageFilter
from domain.period import Bucket, BucketSize, Period, buckets
from domain.quantity import total
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.contract.scene import MICROSECOND, TYPES, Scene
from tests.integration.storages import StorageParts

DAY = timedelta(days=1)
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC) - MICROSECOND


def days(number: int, start: datetime = NOON) -> list[Bucket]:
    """Buckets of a day each, from noon to noon."""
    return [Bucket(str(day), start + day * DAY, start + (day + 1) * DAY) for day in range(number)]


def by_the_domain(usages: Sequence[Usage], made: Sequence[Bucket]) -> tuple[EmissionCell, ...]:
    """The cells, as the rules of the domain have them."""
    cells = []
    for index, bucket in enumerate(made):
        inside = [usage for usage in usages if Period(bucket.start, bucket.end).covers(usage.stated.usage_at)]
        for usage_type_id in sorted({usage.stated.usage_type_id for usage in inside}):
            members = [usage for usage in inside if usage.stated.usage_type_id == usage_type_id]
            emissions = total(usage.emissions_kg_co2e for usage in members)
            amount = total(usage.amount_in_type_unit for usage in members)
            cells.append(EmissionCell(index, usage_type_id, emissions, amount, len(members)))
    return tuple(cells)


@pytest.mark.parametrize("instants", [[NOON], [NOON + DAY, NOON, NOON - DAY], [EARLIEST, LATEST]])
async def test_the_span_reaches_to_just_after_the_last_usage(
    scene: Scene, parts: StorageParts, instants: list[datetime]
) -> None:
    ada = await scene.member()
    for at in instants:
        await scene.record(ada, at=at)
    assert await parts.emissions.span(ada.organisation_id) == (min(instants), max(instants))


async def test_only_an_organisations_present_usages_span(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    assert await parts.emissions.span(ada.organisation_id) is None
    await scene.record(bob)
    await scene.delete(await scene.record(ada, at=NOON - DAY))
    assert await parts.emissions.span(ada.organisation_id) is None
    await scene.record(ada, at=NOON)
    await scene.delete(await scene.record(ada, at=NOON + DAY))
    assert await parts.emissions.span(ada.organisation_id) == (NOON, NOON)


@pytest.mark.parametrize(
    ("at", "bucket"),
    [
        (NOON - MICROSECOND, None),
        (NOON, 0),
        (NOON + DAY - MICROSECOND, 0),
        (NOON + DAY, 1),
        (NOON + 2 * DAY - MICROSECOND, 1),
        (NOON + 2 * DAY, None),
    ],
)
async def test_a_bucket_holds_its_start_and_not_its_end(
    scene: Scene, parts: StorageParts, at: datetime, bucket: int | None
) -> None:
    ada = await scene.member()
    await scene.record(ada, "2", at=at)
    expected = () if bucket is None else (EmissionCell(bucket, 100, Decimal(3), Decimal(2), 1),)
    assert await parts.emissions.cells(ada.organisation_id, days(2)) == expected


async def test_cells_are_in_order_of_bucket_and_type_and_none_is_empty(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    for usage_type_id, day in [(104, 2), (100, 2), (101, 0), (100, 0), (104, 0), (100, 0)]:
        await scene.record(ada, usage_type=TYPES[usage_type_id], at=NOON + day * DAY)
    cells = await parts.emissions.cells(ada.organisation_id, days(3))
    assert [(cell.bucket, cell.usage_type_id, cell.usages) for cell in cells] == [
        (0, 100, 2),
        (0, 101, 1),
        (0, 104, 1),
        (2, 100, 1),
        (2, 104, 1),
    ]


async def test_cells_are_of_an_organisations_present_usages(scene: Scene, parts: StorageParts) -> None:
    """As they were last corrected, without the deleted ones, with the restored ones."""
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob, "100")
    await scene.correct(await scene.record(ada, "1"), "2")
    await scene.delete(await scene.record(ada, "4"))
    deleted = await scene.delete(await scene.record(ada, "8"))
    await scene.append(deleted.restore(by=ada.id, at=scene.clock.now()))
    (cell,) = await parts.emissions.cells(ada.organisation_id, days(1))
    assert cell == EmissionCell(0, 100, Decimal(15), Decimal(10), 2)


async def test_sums_beyond_64_bits_are_exact(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usages = [await scene.draft(ada, f"5{number:02}9999999.99999{number % 10}", unit="MWh") for number in range(30)]
    water = [await scene.draft(ada, "334191919191.999999", usage_type=TYPES[101]) for _ in range(30)]
    await scene.keep(usages + water)
    cells = await parts.emissions.cells(ada.organisation_id, days(1))
    assert cells == by_the_domain(usages + water, days(1))
    assert min(cells[0].amount_in_type_unit, cells[1].emissions_kg_co2e) > 10 * 2**63 / Decimal(10**6)


# The second half are edges of a day of 23 hours in Zurich, and the ledger's own.
instants = st.datetimes(datetime(2024, 2, 1), datetime(2024, 4, 30), timezones=st.just(UTC)) | st.sampled_from(  # noqa: DTZ001
    [datetime(2024, 3, 30, 23, tzinfo=UTC), datetime(2024, 3, 31, 22, tzinfo=UTC), EARLIEST, LATEST]
)
recordings = st.lists(
    st.tuples(
        instants,
        st.sampled_from([100, 101, 102]),
        st.decimals(0, Decimal(333000000000), places=6),
    ),
    max_size=15,
)


# The examples share one storage: each has an organisation of its own.
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=recordings, size=st.sampled_from(BucketSize), zone=st.sampled_from(["UTC", "Europe/Zurich", "Asia/Kathmandu"])
)
async def test_cells_are_what_the_domain_adds_up(
    scene: Scene,
    parts: StorageParts,
    drawn: list[tuple[datetime, int, Decimal]],
    size: BucketSize,
    zone: str,
) -> None:
    """Over any calendar's buckets; and what all cells add up to is the list's total."""
    ada = await scene.member()
    kept = [await scene.draft(ada, amount, usage_type=TYPES[id], at=at) for at, id, amount in drawn]
    await scene.keep(kept)
    start, end = datetime(2024, 2, 10, 5, tzinfo=UTC), datetime(2024, 4, 20, 17, 30, tzinfo=UTC)
    made = list(buckets(start, end, size, ZoneInfo(zone)))
    cells = await parts.emissions.cells(ada.organisation_id, made)
    assert cells == by_the_domain(kept, made)
    page = await parts.usages.page(ada.organisation_id, UsageFilter(Period(start, end)), Sort(), offset=0, limit=1)
    assert page.totals is not None
    assert page.totals.total == sum(cell.usages for cell in cells)
    assert page.totals.total_emissions_kg_co2e == total(cell.emissions_kg_co2e for cell in cells)


async def test_five_thousand_buckets_are_answered(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    made = days(5000, start=EARLIEST)
    kept = [await scene.draft(ada, at=EARLIEST + day * DAY) for day in (0, 17, 4999, 5000)]
    await scene.keep(kept)
    assert await parts.emissions.cells(ada.organisation_id, made) == by_the_domain(kept, made)
