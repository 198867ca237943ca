"""What one can use, and in which units it may be entered."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Self

from domain.errors import (
    InvalidValue,
    UnitNotAccepted,
    UsageTypeExists,
    UsageTypeInUse,
    UsageTypeNotFound,
    UsageTypeRetired,
)
from domain.quantity import decimals_of, plain
from domain.text import checked_name
from domain.units import UNITS, Dimension, Unit


@dataclass(frozen=True, slots=True)
class UsageType:
    """A name and a unit, such as electricity in kwh; factors are kg CO2e per this unit.

    ``accepted_units`` are the codes of the units that amounts may be entered in, the type's own among them. A type in
    kg takes volumes only through its stated ``density_kg_per_l``. Unit, accepted units and density never change:
    a usage's ratio must stay what it was. Raises InvalidValue.
    """

    id: int
    name: str
    unit: str
    accepted_units: tuple[str, ...]
    density_kg_per_l: Decimal | None = None
    retired_at: datetime | None = None

    def __post_init__(self) -> None:
        checked_name(self.name)
        if self.density_kg_per_l is not None:
            object.__setattr__(self, "density_kg_per_l", checked_density(self.density_kg_per_l))
        if self.unit not in self.accepted_units:
            raise InvalidValue("The type's own unit must be among the accepted ones.", field="accepted_units")
        for code in self.accepted_units:
            if self._ratio(UNITS[code]) is None:
                reason = f"{code} cannot be converted into {self.unit} without a density in kg per l."
                raise InvalidValue(reason, field="accepted_units")

    def ratio(self, unit: Unit) -> Fraction:
        """How many of the type's unit one of ``unit`` is, exactly. Raises UnitNotAccepted."""
        ratio = self._ratio(unit) if unit.code in self.accepted_units else None
        if ratio is None:
            choice = ", ".join(self.accepted_units)
            raise UnitNotAccepted(f"{self.name} in {self.unit} takes {choice}, not {unit.code}.", field="unit")
        return ratio

    def rename(self, name: str) -> Self:
        """The same type under another name. Raises InvalidValue."""
        return replace(self, name=name)

    def retire(self, at: datetime) -> Self:
        """Takes no new usages from now on; those recorded stay. Retiring twice changes nothing."""
        return replace(self, retired_at=self.retired_at or at)

    def reinstate(self) -> Self:
        """Takes new usages again."""
        return replace(self, retired_at=None)

    def must_take_usages(self) -> None:
        """Raises UsageTypeRetired."""
        if self.retired_at is not None:
            reason = f"{self.name} in {self.unit} is retired and takes no new usages."
            raise UsageTypeRetired(reason, field="usage_type_id")

    def _ratio(self, unit: Unit) -> Fraction | None:
        own = UNITS[self.unit]
        if unit.dimension is own.dimension:
            return unit.ratio / own.ratio
        if own.dimension is Dimension.MASS and unit.dimension is Dimension.VOLUME and self.density_kg_per_l is not None:
            return unit.ratio * Fraction(self.density_kg_per_l) / own.ratio
        return None


def checked_density(value: Decimal) -> Decimal:
    """The density in kg per l without trailing zeros. Raises InvalidValue when it is out of bounds or too fine."""
    density = plain(value, field="density_kg_per_l")
    if not 0 < density < 100 or decimals_of(density) > 6:
        reason = "A density is above 0 and below 100 kg per l, with at most 6 decimals."
        raise InvalidValue(reason, field="density_kg_per_l")
    return density


def units_of_same_dimension(unit: Unit) -> tuple[str, ...]:
    """The codes that convert into a unit with no further fact, the unit itself first."""
    return (unit.code, *(u.code for u in UNITS.values() if u.dimension is unit.dimension and u is not unit))


def usage_type_not_found(usage_type_id: int) -> UsageTypeNotFound:
    """The refusal, worded once for every storage."""
    return UsageTypeNotFound(f"There is no usage type {usage_type_id}.", field="usage_type_id")


def usage_type_exists(usage_type: UsageType) -> UsageTypeExists:
    """The refusal, worded once for every storage."""
    return UsageTypeExists(f"There is a usage type {usage_type.name} in {usage_type.unit} already.", field="name")


def usage_type_in_use(usage_type_id: int) -> UsageTypeInUse:
    """The refusal, worded once for every storage."""
    return UsageTypeInUse(f"Usage type {usage_type_id} has usages: it can be retired, not deleted.")
