"""Exact numbers: amounts as they were entered, and the one rounding.

Nothing here is binary floating point. A value that is finer or larger than the ledger holds is refused, never rounded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from typing import Self

from domain.errors import FigureTooLarge, InvalidValue
from domain.units import Unit, unit_of

DECIMALS = 6
"""Decimal places of amounts, and of emissions in kg: a millionth of a kilogram is one milligram."""

AMOUNT_LIMIT = 10**12
"""An entered amount is below this."""

FIGURE_LIMIT = 9 * 10**12
"""Derived figures of one usage (amount in the type's unit, kg CO2e) are below this: as millionths they fit 64 bits."""

_MILLION = 10**DECIMALS
# Wide enough that scaling any figure or total of the ledger is exact.
_EXACT = Context(prec=200, Emax=MAX_EMAX, Emin=MIN_EMIN)
_scaled, _shortest = _EXACT.scaleb, _EXACT.normalize


class PlainDecimal(Decimal):
    """A decimal that prints in plain notation at any size, never as 1E-24."""

    __slots__ = ()

    def __str__(self) -> str:
        return format(self, "f")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as somebody entered it: 0 or more, below 10^12, at most six decimals. Raises InvalidValue."""

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        object.__setattr__(self, "amount", checked_amount(self.amount))

    @classmethod
    def of(cls, amount: Decimal, unit: str) -> Self:
        """From a number and the code or alias of a unit. Raises UnknownUnit and AmbiguousUnit besides."""
        return cls(amount, unit_of(unit))


def checked_amount(value: Decimal) -> PlainDecimal:
    """The amount without trailing zeros. Raises InvalidValue when it is out of bounds or too fine."""
    amount = plain(value, field="amount")
    if not 0 <= amount < AMOUNT_LIMIT:
        raise InvalidValue("An amount is 0 or more and below 1 000 000 000 000.", field="amount")
    if decimals_of(amount) > DECIMALS:
        raise InvalidValue(f"An amount has at most {DECIMALS} decimals.", field="amount")
    return amount


def plain(value: Decimal, *, field: str | None = None) -> PlainDecimal:
    """The same number without trailing zeros or a sign on zero. Raises InvalidValue unless it is finite."""
    if not value.is_finite():
        raise InvalidValue("A number must be finite.", field=field)
    if not value:
        return PlainDecimal(0)
    if value.adjusted() > 30 or value.as_tuple().exponent < -100:  # type: ignore[operator]  # finite: an int
        raise InvalidValue("The number is far out of bounds.", field=field)
    return PlainDecimal(value.normalize(_EXACT))


def decimals_of(value: Decimal) -> int:
    """How many decimal places a finite value has."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def to_millionths(value: Decimal) -> int:
    """The value as a whole number of millionths (kg as mg). It must have at most six decimals."""
    return int(value.scaleb(DECIMALS, _EXACT))


def from_millionths(millionths: int) -> Decimal:
    """The inverse of to_millionths, without trailing zeros and in plain notation."""
    if millionths % _MILLION:
        return _shortest(_scaled(millionths, -DECIMALS))
    return Decimal(millionths // _MILLION)


def round_figure(exact: Fraction, what: str) -> Decimal:
    """A derived figure, rounded half to even to six decimals. Raises FigureTooLarge, which names ``what``."""
    millionths = round(exact * _MILLION)
    if millionths >= FIGURE_LIMIT * _MILLION:
        raise FigureTooLarge(f"{what} would be 9 000 000 000 000 or more, which no ledger row holds.", field="amount")
    return from_millionths(millionths)


def total(figures: Iterable[Decimal]) -> Decimal:
    """The exact sum of figures with at most six decimals each."""
    return from_millionths(sum(map(to_millionths, figures)))
