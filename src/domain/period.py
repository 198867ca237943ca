"""Instants, half-open periods, and the calendar buckets of a time zone.

Bucket edges are made here, from the pinned time zone data, and never by a database's own zone functions: every
storage answers alike.
"""

import zoneinfo
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from domain.errors import InvalidValue

FIRST_YEAR = 1900
LAST_YEAR = 2199

# The operating system's zone files would win over the pinned tzdata package, and differ from host to host.
zoneinfo.reset_tzpath(())


def instant(value: datetime, *, field: str) -> datetime:
    """The same instant in UTC. Raises InvalidValue when it lacks a zone or lies outside 1900 to 2199."""
    if value.utcoffset() is None:
        raise InvalidValue("An instant needs a time zone, such as Z or +02:00.", field=field)
    try:
        in_utc = value.astimezone(UTC)
    except OverflowError:
        in_utc = None
    if in_utc is None or not FIRST_YEAR <= in_utc.year <= LAST_YEAR:
        raise InvalidValue(f"An instant lies in the years {FIRST_YEAR} to {LAST_YEAR} (UTC).", field=field)
    return in_utc


@cache
def zone_names() -> frozenset[str]:
    """Every name of the IANA time zone database."""
    # Factory is the database's word for a clock that nobody has set.
    return frozenset(zoneinfo.available_timezones() - {"Factory"})


def time_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name, such as Europe/Zurich. Raises InvalidValue."""
    if name not in zone_names():
        raise InvalidValue("Not a time zone of the IANA database; say for example Europe/Zurich.", field="time_zone")
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True)
class Period:
    """The instants from ``start`` up to, but not including, ``end``; None leaves that end open."""

    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start >= self.end:
            raise InvalidValue("A period ends after it starts.", field="to")

    def covers(self, at: datetime) -> bool:
        """Whether the instant lies in the period."""
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)


class BucketSize(StrEnum):
    """The calendar units that emissions are added up by. A week is an ISO 8601 week: it starts on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    def first_day(self, day: date) -> date:
        """The first day of the bucket that a day lies in."""
        match self:
            case BucketSize.DAY:
                return day
            case BucketSize.WEEK:
                return day - timedelta(days=day.weekday())
            case BucketSize.MONTH:
                return day.replace(day=1)
            case BucketSize.QUARTER:
                return day.replace(month=day.month - (day.month - 1) % 3, day=1)
            case BucketSize.YEAR:
                return day.replace(month=1, day=1)

    def next_first_day(self, first: date) -> date:
        """The first day of the bucket that follows; 31 or 366 days on is always inside it."""
        step = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}[self.value]
        return self.first_day(first + timedelta(days=step))

    def label(self, first: date) -> str:
        """How the bucket that begins on this day is written: 2024-02-29, 2024-W09, 2024-02, 2024-Q1 or 2024."""
        match self:
            case BucketSize.DAY:
                return first.isoformat()
            case BucketSize.WEEK:
                year, week, _ = first.isocalendar()
                return f"{year}-W{week:02}"
            case BucketSize.MONTH:
                return f"{first:%Y-%m}"
            case BucketSize.QUARTER:
                return f"{first.year}-Q{(first.month + 2) // 3}"
            case BucketSize.YEAR:
                return str(first.year)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A calendar bucket, or the part of it that lies in a period."""

    label: str
    start: datetime
    end: datetime


def buckets(start: datetime, end: datetime, size: BucketSize, zone: ZoneInfo) -> Iterator[Bucket]:
    """The buckets of a zone's calendar that cover [start, end), in order, without gap or overlap.

    Days of 23 or 25 hours come out right; a day that a zone skipped (Samoa, 30 December 2011) has no bucket. Where
    clocks go back across midnight, the day has begun at the first midnight.
    """
    for bucket in _calendar(start, size, zone):
        if bucket.start >= end:
            return
        yield Bucket(bucket.label, max(bucket.start, start), min(bucket.end, end))


def whole_bucket(at: datetime, size: BucketSize, zone: ZoneInfo) -> Bucket:
    """The bucket that an instant lies in, from end to end."""
    return next(_calendar(at, size, zone))


def _calendar(at: datetime, size: BucketSize, zone: ZoneInfo) -> Iterator[Bucket]:
    """Whole buckets, from the one that an instant lies in on."""
    first = size.first_day(at.astimezone(zone).date())
    opens = _first_instant(first, zone)
    while True:
        following = size.next_first_day(first)
        closes = _first_instant(following, zone)
        if opens < closes and at < closes:
            yield Bucket(size.label(first), opens, closes)
        first, opens = following, closes


def _first_instant(day: date, zone: ZoneInfo) -> datetime:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    opens = midnight.astimezone(UTC)
    if opens.astimezone(zone).replace(tzinfo=None) == midnight.replace(tzinfo=None):
        return opens
    # Clocks skip this midnight: the day begins where they jump, on a whole second between the two readings of it.
    earliest = midnight.replace(fold=1).astimezone(UTC)
    seconds = range(int((opens - earliest).total_seconds()))
    jump = bisect_left(seconds, day, key=lambda later: (earliest + timedelta(seconds=later)).astimezone(zone).date())
    return earliest + timedelta(seconds=jump)
