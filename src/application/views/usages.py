"""What is shown of usages. Amounts are decimals, emissions kg CO2e, instants UTC."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self

from domain.factor import EmissionFactor
from domain.usage import Usage
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class UsageTypeReference:
    """A usage type as it is named now."""

    id: int
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class FactorVersion:
    """Which version of a factor is pinned: where it comes from and when it applies."""

    id: int
    valid_from: datetime | None
    valid_to: datetime | None
    source: str
    edition: str | None


# Not frozen, as all else here is: making one would take six times as long, and a list has up to a hundred.
@dataclass(slots=True)
class UsageView:
    """A usage with its type and its pinned factor (kg CO2e per unit of the type)."""

    id: int
    usage_type_id: int
    usage_type: UsageTypeReference
    usage_at: datetime
    amount: Decimal
    unit: str
    amount_in_type_unit: Decimal
    factor: Decimal
    factor_version: FactorVersion
    emissions_kg_co2e: Decimal
    note: str | None
    user_id: int
    recorded_at: datetime
    version: int
    change: str
    changed_by: int
    changed_at: datetime

    @classmethod
    def of(cls, usage: Usage, usage_type: UsageType, factor: EmissionFactor) -> Self:
        """What is shown of a usage that was just written."""
        return cls(
            id=usage.id,
            usage_type_id=usage_type.id,
            usage_type=UsageTypeReference(usage_type.id, usage_type.name, usage_type.unit),
            usage_at=usage.stated.usage_at,
            amount=usage.stated.entered.amount,
            unit=usage.stated.entered.unit.code,
            amount_in_type_unit=usage.amount_in_type_unit,
            factor=factor.value,
            factor_version=FactorVersion(
                factor.id, factor.validity.start, factor.validity.end, factor.source, factor.edition
            ),
            emissions_kg_co2e=usage.emissions_kg_co2e,
            note=usage.stated.note,
            user_id=usage.user_id,
            recorded_at=usage.recorded_at,
            version=usage.version,
            change=usage.change.value,
            changed_by=usage.changed_by,
            changed_at=usage.changed_at,
        )


@dataclass(frozen=True, slots=True)
class UsageVersionView:
    """One version of a usage; ``superseded_at`` is when the next one took its place, None for the latest."""

    usage: UsageView
    superseded_at: datetime | None


@dataclass(frozen=True, slots=True)
class UsageTotals:
    """How many usages are selected, and the exact sum of their emissions."""

    total: int
    total_emissions_kg_co2e: Decimal


@dataclass(frozen=True, slots=True)
class UsageSlice:
    """A run of a sorted list; ``totals`` are of all that is selected, None where nobody asked for them."""

    items: tuple[UsageView, ...]
    totals: UsageTotals | None
    has_more: bool
