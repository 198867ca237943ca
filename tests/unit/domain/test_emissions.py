"""The rule: entered amount x ratio x factor, exact, rounded once."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.emissions import figures
from domain.errors import FigureTooLarge, UnitNotAccepted
from domain.factor import EmissionFactor
from domain.period import Period
from domain.quantity import FIGURE_LIMIT, Quantity

TYPES = {usage_type.id: usage_type for usage_type in USAGE_TYPES}
BY_TYPE = {factor.usage_type_id: factor for factor in FACTORS}


def made(usage_type_id, amount, unit):
    return figures(Quantity.of(Decimal(amount), unit), TYPES[usage_type_id], BY_TYPE[usage_type_id])


@pytest.mark.parametrize(
    ("usage_type_id", "amount", "unit", "in_type_unit", "emissions"),
    [
        (100, "100", "kwh", "100", "150"),
        (100, "123456789012.123456", "kwh", "123456789012.123456", "185185183518.185184"),
        (101, "1", "m3", "1000", "26930"),
        (102, "0.1", "kWh", "0.1", "0.3892"),
        (102, "3", "MMBtu", "879.213211", "3421.897815"),
        (103, "1", "m3", "1000", "8570"),
        (104, "1", "m3", "1", "19.456"),
        (104, "17.25", "m3", "17.25", "335.616"),
        (104, "1", "CCF", "2.831685", "55.093257"),
        (100, "0", "GWh", "0", "0"),
    ],
)
def test_figures_by_hand(usage_type_id, amount, unit, in_type_unit, emissions):
    figure = made(usage_type_id, amount, unit)
    assert (figure.amount_in_type_unit, figure.emissions_kg_co2e) == (Decimal(in_type_unit), Decimal(emissions))


def test_a_million_tenths_of_a_kwh_of_heating_are_exactly_389_200_kg():
    assert made(102, "0.1", "kwh").emissions_kg_co2e * 1_000_000 == 389_200


def test_three_mmbtu_are_computed_from_what_was_entered_not_from_the_rounded_kwh():
    exact = Fraction(3 * 105505585262, 360_000_000) * Fraction("3.892")
    assert made(102, "3", "MMBtu").emissions_kg_co2e == Decimal(round(exact * 10**6)).scaleb(-6)
    through_rounded = Fraction("879.213211") * Fraction("3.892")
    assert round(exact * 10**6) != round(through_rounded * 10**6)


def test_a_unit_that_the_type_does_not_take_makes_no_figure():
    with pytest.raises(UnitNotAccepted):
        made(104, "1", "kwh")


@pytest.mark.parametrize(
    ("usage_type_id", "amount", "unit"), [(100, "999999999999", "MWh"), (101, "999999999999", "kg")]
)
def test_a_figure_beyond_what_a_row_holds_is_refused(usage_type_id, amount, unit):
    with pytest.raises(FigureTooLarge):
        made(usage_type_id, amount, unit)


amounts = st.decimals(0, Decimal("999999999999.999999"), places=6)
factors = st.tuples(st.integers(0, 10**17 - 1), st.integers(5, 24)).map(lambda p: Decimal(p[0]).scaleb(-p[1]))


@given(amounts, factors, st.sampled_from(sorted(TYPES)), st.data())
def test_every_figure_is_within_half_a_milligram_of_the_exact_one(amount, value, usage_type_id, data):
    usage_type = TYPES[usage_type_id]
    unit = data.draw(st.sampled_from(usage_type.accepted_units))
    entered = Quantity.of(amount, unit)
    factor = EmissionFactor(9, usage_type_id, value, Period(), "A table", None, FACTORS[0].recorded_at)
    exact = Fraction(amount) * usage_type.ratio(entered.unit) * Fraction(value)
    in_type_unit = Fraction(amount) * usage_type.ratio(entered.unit)
    if max(exact, in_type_unit) >= FIGURE_LIMIT - 1:
        return
    figure = figures(entered, usage_type, factor)
    assert abs(Fraction(figure.emissions_kg_co2e) - exact) <= Fraction(1, 2_000_000)
    assert abs(Fraction(figure.amount_in_type_unit) - in_type_unit) <= Fraction(1, 2_000_000)
