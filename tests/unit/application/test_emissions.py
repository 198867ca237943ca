"""Reporting emissions over time."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.authorisation import COMMAND_LINE, Caller
from application.emissions.report import MOST_BUCKETS
from application.usage_types.change import UsageTypeChange
from application.views.emissions import EmissionReport, ReportRequest, TypeEmissions
from application.views.selection import Sort, UsageFilter
from application.views.usages import UsageTypeReference
from domain.errors import InvalidValue
from domain.period import BucketSize, Period, time_zone
from tests.clocks import NOON
from tests.unit.application.installation import ALWAYS, Installation

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MICROSECOND = timedelta(microseconds=1)
ZURICH = "Europe/Zurich"


async def report(
    app: Installation, caller: Caller, period: Period, size: str = "day", zone: str = "UTC", *, split: bool = False
) -> EmissionReport:
    request = ReportRequest(period, BucketSize(size), time_zone(zone), by_usage_type=split)
    return await app.report_emissions(caller, request)


def figures(made: EmissionReport) -> dict[str, Decimal]:
    return {bucket.label: bucket.emissions_kg_co2e for bucket in made.buckets}


async def test_empty_buckets_are_there_with_nothing_in_them(app: Installation, ada: Caller) -> None:
    await app.record(ada, "2", at=NOON)
    await app.record(ada, "4", at=NOON + 2 * DAY)
    made = await report(app, ada, Period(NOON - DAY, NOON + 3 * DAY))
    assert figures(made) == {
        "2027-05-16": Decimal(0),
        "2027-05-17": Decimal(3),
        "2027-05-18": Decimal(0),
        "2027-05-19": Decimal(6),
        "2027-05-20": Decimal(0),
    }
    assert [bucket.total for bucket in made.buckets] == [0, 1, 0, 1, 0]
    assert [bucket.by_usage_type for bucket in made.buckets] == [None] * 5
    assert (made.total, made.total_emissions_kg_co2e) == (2, Decimal(9))
    assert (made.bucket, made.time_zone) == ("day", "UTC")


async def test_buckets_are_clipped_to_the_period(app: Installation, ada: Caller) -> None:
    start, end = NOON - 3 * HOUR, NOON + DAY + HOUR
    for at in (start - MICROSECOND, start, end - MICROSECOND, end):
        await app.record(ada, "2", at=at)
    made = await report(app, ada, Period(start, end), "month")
    (bucket,) = made.buckets
    assert (bucket.label, bucket.start, bucket.end, bucket.total) == ("2027-05", start, end, 2)
    assert (made.start, made.end) == (start, end)


async def test_days_are_those_of_the_time_zone(app: Installation, ada: Caller) -> None:
    """On 28 March 2027 Zurich has 23 hours."""
    first, last = datetime(2027, 3, 27, 23, tzinfo=UTC), datetime(2027, 3, 28, 22, tzinfo=UTC)
    for at in (first - MICROSECOND, first, last - MICROSECOND, last):
        await app.record(ada, "2", at=at)
    made = await report(app, ada, Period(first - DAY, last + DAY), zone=ZURICH)
    assert figures(made) == {"2027-03-27": Decimal(3), "2027-03-28": Decimal(6), "2027-03-29": Decimal(3)}
    assert (made.buckets[1].start, made.buckets[1].end) == (first, last)
    assert made.time_zone == ZURICH


async def test_parts_by_usage_type_bear_their_names_and_amounts(app: Installation, ada: Caller) -> None:
    await app.record(ada, "2", 100, NOON)
    await app.record(ada, "3", 100, NOON, unit="MWh")
    await app.record(ada, "1", 101, NOON + DAY)
    await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("power", is_retired=True))
    made = await report(app, ada, Period(NOON, NOON + 3 * DAY), split=True)
    power = TypeEmissions(UsageTypeReference(100, "power", "kwh"), 2, Decimal(3002), Decimal(4503))
    water = TypeEmissions(UsageTypeReference(101, "water", "kg"), 1, Decimal(1), Decimal("26.93"))
    assert made.by_usage_type == (power, water)
    assert [bucket.by_usage_type for bucket in made.buckets] == [(power,), (water,), (), ()]


async def test_open_ends_are_those_of_the_first_and_last_usages_bucket(app: Installation, ada: Caller) -> None:
    """Of the organisation's own usages."""
    await app.record(ada, "1", at=NOON)
    await app.record(ada, "1", at=NOON + 2 * DAY)
    await app.record(await app.member("bob@example.org"), "1", at=NOON - 9 * DAY)
    midnight, last = NOON - 12 * HOUR, NOON + 2 * DAY + 12 * HOUR
    for asked, start, end, total in (
        (ALWAYS, midnight, last, 2),
        (Period(NOON + DAY), NOON + DAY, last, 1),
        (Period(None, NOON + DAY), midnight, NOON + DAY, 1),
        (Period(NOON - DAY, NOON + 9 * DAY), NOON - DAY, NOON + 9 * DAY, 2),
    ):
        made = await report(app, ada, asked)
        assert (made.start, made.end, made.total) == (start, end, total)
        assert (made.buckets[0].start, made.buckets[-1].end) == (start, end)


@pytest.mark.parametrize(
    "period", [ALWAYS, Period(NOON), Period(None, NOON), Period(NOON + DAY), Period(None, NOON - DAY)]
)
async def test_a_period_that_no_usage_bounds_has_no_buckets(app: Installation, ada: Caller, period: Period) -> None:
    """There are no usages, or all lie on the other side of the end that was given."""
    if period in {Period(NOON + DAY), Period(None, NOON - DAY)}:
        await app.record(ada)
    made = await report(app, ada, period)
    assert (made.start, made.end, made.buckets, made.by_usage_type) == (period.start, period.end, (), ())
    assert (made.total, made.total_emissions_kg_co2e) == (0, Decimal(0))


async def test_deleted_usages_and_other_organisations_do_not_count(app: Installation, ada: Caller) -> None:
    await app.record(ada, "1")
    await app.delete_usage(ada, (await app.record(ada, "2")).id)
    await app.record(await app.member("bob@example.org"), "4")
    for caller, emissions in ((ada, Decimal("1.5")), (COMMAND_LINE, Decimal(0))):
        made = await report(app, caller, Period(NOON, NOON + DAY))
        assert made.total_emissions_kg_co2e == emissions


async def test_a_report_has_a_bounded_number_of_buckets(app: Installation, ada: Caller) -> None:
    start = NOON - 12 * HOUR
    made = await report(app, ada, Period(start, start + MOST_BUCKETS * DAY))
    assert len(made.buckets) == MOST_BUCKETS
    with pytest.raises(InvalidValue) as refused:
        await report(app, ada, Period(start, start + MOST_BUCKETS * DAY + MICROSECOND))
    assert refused.value.field == "bucket"


recordings = st.lists(
    st.tuples(
        st.datetimes(datetime(2027, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001
        st.sampled_from([100, 101, 102, 103, 104]),
        st.decimals(0, Decimal(300000000000), places=6),
    ),
    max_size=12,
)


@given(
    recorded=recordings,
    size=st.sampled_from(BucketSize),
    zone=st.sampled_from(["UTC", ZURICH, "Asia/Kathmandu", "Pacific/Apia"]),
    days=st.tuples(st.integers(0, 400), st.integers(1, 400)),
)
async def test_buckets_types_and_list_agree_to_the_last_digit(
    recorded: list[tuple[datetime, int, Decimal]], size: BucketSize, zone: str, days: tuple[int, int]
) -> None:
    app = Installation()
    ada = await app.member()
    for at, usage_type_id, amount in recorded:
        await app.record(ada, str(amount), usage_type_id, at)
    start = datetime(2027, 1, 1, 5, tzinfo=UTC) + days[0] * DAY
    period = Period(start, start + days[1] * DAY)
    made = await report(app, ada, period, size, zone, split=True)
    page = await app.list_usages.page(ada, UsageFilter(period), Sort(), page=1, page_size=1)
    split = [part for bucket in made.buckets for part in bucket.by_usage_type or ()]
    for parts in (made.buckets, made.by_usage_type, split):
        assert sum(part.total for part in parts) == made.total
        assert sum(part.emissions_kg_co2e for part in parts) == made.total_emissions_kg_co2e
    assert sum(part.amount_in_type_unit for part in split) == sum(
        part.amount_in_type_unit for part in made.by_usage_type
    )
    assert page.totals is not None
    assert (page.totals.total, page.totals.total_emissions_kg_co2e) == (made.total, made.total_emissions_kg_co2e)
