"""What is asked and shown of emissions over time. Sums are exact to the milligram."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from application.views.usages import UsageTypeReference
from domain.period import BucketSize, Period


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """Which period, in which buckets of which zone's calendar, and whether each bucket is split by usage type;
    ``as_of`` as UsageFilter has it."""

    period: Period
    bucket: BucketSize
    time_zone: ZoneInfo
    by_usage_type: bool
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class TypeEmissions:
    """The part of one usage type; ``total`` counts its usages."""

    usage_type: UsageTypeReference
    total: int
    amount_in_type_unit: Decimal
    emissions_kg_co2e: Decimal


@dataclass(frozen=True, slots=True)
class BucketEmissions:
    """One calendar bucket, clipped to the period; types with no usage in it are left out of the split."""

    label: str
    start: datetime
    end: datetime
    total: int
    emissions_kg_co2e: Decimal
    by_usage_type: tuple[TypeEmissions, ...] | None


@dataclass(frozen=True, slots=True)
class EmissionReport:
    """Emissions by bucket and by type; the parts of either add up to the total exactly."""

    start: datetime | None
    end: datetime | None
    bucket: str
    time_zone: str
    total: int
    total_emissions_kg_co2e: Decimal
    by_usage_type: tuple[TypeEmissions, ...]
    buckets: tuple[BucketEmissions, ...]
