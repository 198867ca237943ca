"""The rule that makes a figure: entered amount x ratio x factor, computed exactly and rounded once."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from domain.factor import EmissionFactor
from domain.quantity import Quantity, round_figure
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class Figures:
    """What is derived from an entered quantity.

    ``amount_in_type_unit`` serves display and sorting and is never calculated with: the emissions come from what was
    entered. Both have at most six decimals, so emissions are exact to the milligram.
    """

    amount_in_type_unit: Decimal
    emissions_kg_co2e: Decimal


def figures(entered: Quantity, usage_type: UsageType, factor: EmissionFactor) -> Figures:
    """The figures of one usage, rounded half to even.

    Raises UnitNotAccepted, and FigureTooLarge where a figure is beyond what the ledger holds.
    """
    in_type_unit = Fraction(entered.amount) * usage_type.ratio(entered.unit)
    return Figures(
        round_figure(in_type_unit, f"The amount in {usage_type.unit}"),
        round_figure(in_type_unit * Fraction(factor.value), "The emissions in kg CO2e"),
    )
