"""Emission factors: kg CO2e per unit of a usage type, each in force for a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from domain.errors import InvalidValue, NoFactorInForce
from domain.period import Period
from domain.quantity import decimals_of, plain
from domain.text import checked_name

FACTOR_LIMIT = 10**12
SIGNIFICANT_DIGITS = 17
DECIMALS = 24

_BEGINNING_OF_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """One version of a usage type's factor; published once, never changed.

    ``value`` is kg CO2e per unit of the type: 0 or more, below 10^12, at most 17 significant digits and 24 decimals.
    ``validity`` says which instants of usage it applies to, ``source`` who states it, ``edition`` in which of the
    publisher's editions. ``published_by`` is None for the factors that come with the installation or from its command
    line. Raises InvalidValue.
    """

    id: int
    usage_type_id: int
    value: Decimal
    validity: Period
    source: str
    edition: str | None
    recorded_at: datetime
    published_by: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", checked_factor(self.value))
        checked_name(self.source, field="source")
        if self.edition is not None:
            checked_name(self.edition, field="edition")


def checked_factor(value: Decimal) -> Decimal:
    """The factor without trailing zeros. Raises InvalidValue when it is out of bounds or too fine."""
    factor = plain(value, field="factor")
    if not 0 <= factor < FACTOR_LIMIT:
        raise InvalidValue("A factor is 0 or more and below 1 000 000 000 000.", field="factor")
    if len(factor.as_tuple().digits) > SIGNIFICANT_DIGITS or decimals_of(factor) > DECIMALS:
        reason = f"A factor has at most {SIGNIFICANT_DIGITS} significant digits and {DECIMALS} decimals."
        raise InvalidValue(reason, field="factor")
    return factor


def in_force(factors: Iterable[EmissionFactor], at: datetime) -> EmissionFactor | None:
    """The factor that applies at an instant: of those that cover it the latest to begin, then the latest recorded.

    The id breaks a tie of both, so that the choice never depends on the order of a storage.
    """
    covering = (factor for factor in factors if factor.validity.covers(at))
    return max(covering, key=_precedence, default=None)


def no_factor_in_force(usage_type_id: int, at: datetime) -> NoFactorInForce:
    """The refusal, worded once for every storage."""
    reason = f"Usage type {usage_type_id} has no emission factor in force at {at:%Y-%m-%dT%H:%M:%SZ}."
    return NoFactorInForce(reason, field="usage_at")


def _precedence(factor: EmissionFactor) -> tuple[datetime, datetime, int]:
    return factor.validity.start or _BEGINNING_OF_TIME, factor.recorded_at, factor.id
