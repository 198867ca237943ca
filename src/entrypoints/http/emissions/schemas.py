"""Emissions over time on the wire."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType

from application.views.emissions import BucketEmissions, EmissionReport, ReportRequest, TypeEmissions
from domain.errors import InvalidValue
from domain.period import BucketSize, Period, time_zone
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import AsOf, Instant, Rule, given

ZoneName = Annotated[
    str,
    Meta(
        description="IANA name of the zone whose calendar it is.",
        examples=["Europe/Zurich"],
        extra_json_schema={"format": "iana-time-zone"},
    ),
    Rule(time_zone),
]


class EmissionsQuestion(Struct, frozen=True, rename={"from_": "from"}):
    """Which emissions, in which buckets."""

    from_: (
        Annotated[Instant, Meta(description="Used at this instant or later; else from the first bucket with a usage.")]
        | UnsetType
    ) = UNSET
    to: (
        Annotated[Instant, Meta(description="Used before this instant; else to the last bucket with a usage.")]
        | UnsetType
    ) = UNSET
    bucket: Annotated[
        Literal["day", "week", "month", "quarter", "year"],
        Meta(description="A week is an ISO 8601 week. At most 5000 buckets are made."),
    ] = "month"
    time_zone: ZoneName = "UTC"
    group_by: Annotated[Literal["usage_type"], Meta(description="Split each bucket.")] | UnsetType = UNSET
    as_of: AsOf | UnsetType = UNSET

    def request(self) -> ReportRequest:
        """What the use case is asked."""
        period = Period(given(self.from_), given(self.to))
        is_split, as_of = self.group_by is not UNSET, given(self.as_of)
        return ReportRequest(period, BucketSize(self.bucket), time_zone(self.time_zone), is_split, as_of)

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """A period that would end before it starts."""
        return sent.tested(Period, "from", "to")


class BucketOfEmissions(Struct, frozen=True, rename={"label": "bucket", "start": "from", "end": "to"}):
    """One calendar bucket, clipped to the period; by_usage_type is there on group_by=usage_type."""

    label: str
    start: datetime
    end: datetime
    total: int
    total_emissions_kg_co2e: Decimal
    by_usage_type: tuple[TypeEmissions, ...] | UnsetType = UNSET

    @classmethod
    def of(cls, view: BucketEmissions) -> Self:
        """The bucket as it is shown."""
        split = UNSET if view.by_usage_type is None else view.by_usage_type
        return cls(view.label, view.start, view.end, view.total, view.emissions_kg_co2e, split)


class EmissionsOverTime(Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """Emissions by bucket and by type; the parts of either add up to the total exactly. Empty buckets are there, with
    0; without usages and without bounds there are no buckets."""

    start: datetime | None
    end: datetime | None
    bucket: str
    time_zone: str
    group_by: str | None
    total: int
    total_emissions_kg_co2e: Decimal
    by_usage_type: tuple[TypeEmissions, ...]
    buckets: tuple[BucketOfEmissions, ...]

    @classmethod
    def of(cls, report: EmissionReport, group_by: str | None) -> Self:
        """The report as it is shown."""
        return cls(
            start=report.start,
            end=report.end,
            bucket=report.bucket,
            time_zone=report.time_zone,
            group_by=group_by,
            total=report.total,
            total_emissions_kg_co2e=report.total_emissions_kg_co2e,
            by_usage_type=report.by_usage_type,
            buckets=tuple(map(BucketOfEmissions.of, report.buckets)),
        )
