"""What is shown of usage types and factors."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self

from domain.factor import EmissionFactor
from domain.units import UNITS
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class FactorView:
    """A factor version: kg CO2e per unit of its type, when it applies, who states it, when it was recorded."""

    id: int
    usage_type_id: int
    factor: Decimal
    valid_from: datetime | None
    valid_to: datetime | None
    source: str
    edition: str | None
    recorded_at: datetime
    published_by: int | None

    @classmethod
    def of(cls, factor: EmissionFactor) -> Self:
        """What is shown of a factor."""
        return cls(
            id=factor.id,
            usage_type_id=factor.usage_type_id,
            factor=factor.value,
            valid_from=factor.validity.start,
            valid_to=factor.validity.end,
            source=factor.source,
            edition=factor.edition,
            recorded_at=factor.recorded_at,
            published_by=factor.published_by,
        )


@dataclass(frozen=True, slots=True)
class AcceptedUnit:
    """A unit that amounts of a type may be entered in; ``ratio`` is how many of the type's unit one is, as an exact
    fraction in text ("5/18"), ``ratio_source`` where that comes from."""

    unit: str
    name: str
    ratio: str
    ratio_source: str


@dataclass(frozen=True, slots=True)
class UsageTypeView:
    """A usage type with the factor in force at a moment; both are None when none is in force."""

    id: int
    name: str
    unit: str
    accepted_units: tuple[AcceptedUnit, ...]
    density_kg_per_l: Decimal | None
    retired_at: datetime | None
    factor: Decimal | None
    factor_version: FactorView | None

    @classmethod
    def of(cls, usage_type: UsageType, factor: EmissionFactor | None) -> Self:
        """What is shown of a type."""
        return cls(
            id=usage_type.id,
            name=usage_type.name,
            unit=usage_type.unit,
            accepted_units=tuple(_accepted(usage_type, code) for code in usage_type.accepted_units),
            density_kg_per_l=usage_type.density_kg_per_l,
            retired_at=usage_type.retired_at,
            factor=factor.value if factor else None,
            factor_version=FactorView.of(factor) if factor else None,
        )


def _accepted(usage_type: UsageType, code: str) -> AcceptedUnit:
    unit, own = UNITS[code], UNITS[usage_type.unit]
    source = unit.source
    if unit.dimension is not own.dimension:
        source = f"density of {usage_type.density_kg_per_l!s} kg/l; {source}"
    return AcceptedUnit(code, unit.name, str(usage_type.ratio(unit)), source)
