"""Instants, periods and calendar buckets."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidValue
from domain.period import BucketSize, Period, buckets, instant, time_zone, whole_bucket, zone_names


def utc(*parts: int) -> datetime:
    return datetime(*parts).replace(tzinfo=UTC)  # type: ignore[arg-type]  # the parts before the zone  # noqa: DTZ001


def hours(size: BucketSize, zone: str, start: datetime, end: datetime) -> dict[str, float]:
    made = buckets(start, end, size, time_zone(zone))
    return {bucket.label: (bucket.end - bucket.start) / timedelta(hours=1) for bucket in made}


def test_an_instant_is_told_in_utc():
    assert instant(datetime(2024, 3, 1, 1, tzinfo=timezone(timedelta(hours=2))), field="usage_at") == utc(
        2024, 2, 29, 23
    )


@pytest.mark.parametrize(
    "value",
    [
        datetime(2024, 1, 1),  # noqa: DTZ001  # that is the fault
        utc(1899, 12, 31, 23, 59, 59, 999999),
        utc(2200, 1, 1),
        datetime(1900, 1, 1, tzinfo=timezone(timedelta(minutes=1))),
        datetime(2199, 12, 31, 23, 59, tzinfo=timezone(-timedelta(minutes=1))),
        datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=1))),
        datetime(9999, 12, 31, 23, 59, tzinfo=timezone(-timedelta(hours=1))),
    ],
)
def test_an_instant_without_a_zone_or_out_of_1900_to_2199_is_refused(value):
    with pytest.raises(InvalidValue) as refused:
        instant(value, field="usage_at")
    assert refused.value.field == "usage_at"


@pytest.mark.parametrize("value", [utc(1900, 1, 1), utc(2199, 12, 31, 23, 59, 59, 999999)])
def test_the_first_and_the_last_instant_are_in(value):
    assert instant(value, field="usage_at") == value


def test_a_period_holds_its_start_and_not_its_end():
    period = Period(utc(2024, 1, 1), utc(2024, 2, 1))
    assert period.covers(utc(2024, 1, 1))
    assert not period.covers(utc(2024, 2, 1))


def test_an_open_end_has_no_bound():
    assert Period().covers(utc(1900, 1, 1))
    assert Period(start=utc(2024, 1, 1)).covers(utc(2199, 1, 1))
    assert not Period(start=utc(2024, 1, 1)).covers(utc(2023, 12, 31))
    assert not Period(end=utc(2024, 1, 1)).covers(utc(2024, 1, 1))


@pytest.mark.parametrize("end", [utc(2024, 1, 1), utc(2023, 1, 1)])
def test_a_period_that_is_empty_or_runs_backwards_is_refused(end):
    with pytest.raises(InvalidValue):
        Period(utc(2024, 1, 1), end)


def test_the_day_that_clocks_go_forward_has_23_hours():
    assert hours(BucketSize.DAY, "Europe/Zurich", utc(2024, 3, 29, 23), utc(2024, 3, 31, 22)) == {
        "2024-03-30": 24,
        "2024-03-31": 23,
    }


def test_the_day_that_clocks_go_back_has_25_hours():
    assert hours(BucketSize.DAY, "America/New_York", utc(2024, 11, 3, 4), utc(2024, 11, 4, 5)) == {"2024-11-03": 25}


def test_a_day_whose_midnight_clocks_skip_begins_at_its_first_instant():
    made = list(buckets(utc(2018, 11, 3, 3), utc(2018, 11, 5, 2), BucketSize.DAY, time_zone("America/Sao_Paulo")))
    assert [(bucket.label, bucket.start) for bucket in made] == [
        ("2018-11-03", utc(2018, 11, 3, 3)),
        ("2018-11-04", utc(2018, 11, 4, 3)),
    ]


def test_a_day_that_a_zone_never_had_has_no_bucket():
    labels = hours(BucketSize.DAY, "Pacific/Apia", utc(2011, 12, 29, 10), utc(2011, 12, 31, 10))
    assert labels == {"2011-12-29": 24, "2011-12-31": 24}


def test_weeks_are_iso_weeks_across_the_turn_of_the_year():
    labels = list(hours(BucketSize.WEEK, "UTC", utc(2020, 12, 27), utc(2021, 1, 5)))
    assert labels == ["2020-W52", "2020-W53", "2021-W01"]


@pytest.mark.parametrize(
    ("size", "labels"),
    [
        (BucketSize.MONTH, ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"]),
        (BucketSize.QUARTER, ["2023-Q4", "2024-Q1"]),
        (BucketSize.YEAR, ["2023", "2024"]),
    ],
)
def test_months_quarters_and_years_follow_the_calendar(size, labels):
    assert list(hours(size, "UTC", utc(2023, 11, 30), utc(2024, 3, 1, 0, 0, 1))) == labels


zones = st.sampled_from(["UTC", "Europe/Zurich", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "Africa/Cairo"])
every_zone = st.sampled_from(sorted(zone_names()))
instants = st.datetimes(datetime(1900, 1, 1), datetime(2199, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


@given(instants, st.timedeltas(timedelta(microseconds=1), timedelta(days=200)), st.sampled_from(BucketSize), zones)
def test_buckets_cover_the_period_once_without_gap_or_overlap(start, length, size, zone):
    made = list(buckets(start, start + length, size, time_zone(zone)))
    assert (made[0].start, made[-1].end) == (start, start + length)
    assert all(one.end == following.start for one, following in pairwise(made))
    assert all(bucket.start < bucket.end for bucket in made)


@given(instants, st.sampled_from(BucketSize), every_zone)
def test_an_instant_lies_in_the_bucket_that_its_local_date_names(at, size, zone):
    local = at.astimezone(time_zone(zone))
    (bucket,) = buckets(at, at + timedelta(microseconds=1), size, time_zone(zone))
    if not local.fold:  # an hour that comes again may belong to the day that had begun before it
        assert bucket.label == size.label(size.first_day(local.date()))


@pytest.mark.parametrize(
    ("zone", "at", "label", "opens"),
    [
        ("America/St_Johns", utc(2010, 11, 7, 3), "2010-11-07", utc(2010, 11, 7, 2, 30)),
        ("America/Moncton", utc(2006, 10, 29, 3, 30), "2006-10-29", utc(2006, 10, 29, 3)),
        ("America/Toronto", utc(1919, 3, 31, 4, 45), "1919-03-31", utc(1919, 3, 31, 4, 30)),
        ("Pacific/Apia", utc(2011, 12, 30, 10), "2011-12-31", utc(2011, 12, 30, 10)),
    ],
)
def test_clocks_that_jump_across_midnight_lose_no_instant(zone, at, label, opens):
    whole = whole_bucket(at, BucketSize.DAY, time_zone(zone))
    assert (whole.label, whole.start) == (label, opens)
    assert whole.start <= at < whole.end


@given(instants, st.sampled_from(BucketSize), every_zone)
def test_a_whole_bucket_holds_its_instant_and_nothing_of_its_neighbours(at, size, zone):
    whole = whole_bucket(at, size, time_zone(zone))
    assert Period(whole.start, whole.end).covers(at)
    assert list(buckets(whole.start, whole.end, size, time_zone(zone))) == [whole]


@given(st.dates(date(1900, 1, 1), date(2199, 1, 1)), st.sampled_from(BucketSize))
def test_the_next_first_day_is_the_first_day_of_the_following_bucket(day, size):
    first = size.first_day(day)
    following = size.next_first_day(first)
    assert size.first_day(following) == following > day
    assert size.first_day(following - timedelta(days=1)) == first


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../etc/passwd", "europe/zurich", "localtime", "Factory", "UTC\x00", "+02:00"]
)
def test_a_name_that_the_iana_database_lacks_is_no_time_zone(name):
    with pytest.raises(InvalidValue) as refused:
        time_zone(name)
    assert refused.value.field == "time_zone"


def test_zones_come_from_the_pinned_package_and_not_from_this_machine():
    import zoneinfo  # noqa: PLC0415  # its search path after ours was imported is what is asked

    assert zoneinfo.TZPATH == ()
    assert "Europe/Zurich" in zone_names()
