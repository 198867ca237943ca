"""Exact numbers."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import AmbiguousUnit, FigureTooLarge, InvalidValue
from domain.quantity import (
    FIGURE_LIMIT,
    PlainDecimal,
    Quantity,
    decimals_of,
    from_millionths,
    plain,
    round_figure,
    to_millionths,
    total,
)

figures = st.integers(0, FIGURE_LIMIT * 10**6 - 1).map(from_millionths)


@pytest.mark.parametrize(
    ("written", "plainly"),
    [("1E+2", "100"), ("1E-24", "0.000000000000000000000001"), ("1.500", "1.5"), ("-0.00", "0"), ("0E+9", "0")],
)
def test_numbers_are_written_plainly(written, plainly):
    assert str(plain(Decimal(written))) == plainly


@pytest.mark.parametrize("written", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+31", "1E-101", "1E+999999"])
def test_numbers_that_are_none_or_far_out_are_refused(written):
    with pytest.raises(InvalidValue) as refused:
        plain(Decimal(written), field="amount")
    assert refused.value.field == "amount"


@given(st.decimals(-(10**30), 10**30, allow_nan=False, places=40))
def test_plain_never_changes_the_value(value):
    assert plain(value) == value


@pytest.mark.parametrize("amount", ["0", "0.000001", "999999999999.999999", "100", "1E+2", "17.250000000"])
def test_an_amount_up_to_its_bounds_is_kept_exactly(amount):
    assert Quantity.of(Decimal(amount), "kwh").amount == Decimal(amount)


@pytest.mark.parametrize("amount", ["-0.000001", "1000000000000", "0.0000001", "1.1234567", "NaN", "Infinity", "-5"])
def test_an_amount_out_of_bounds_or_too_fine_is_refused_never_rounded(amount):
    with pytest.raises(InvalidValue) as refused:
        Quantity.of(Decimal(amount), "kwh")
    assert refused.value.field == "amount"


def test_a_quantity_refuses_an_ambiguous_unit():
    with pytest.raises(AmbiguousUnit):
        Quantity.of(Decimal(1), "gallon")


def test_equal_quantities_are_equal_however_they_are_written():
    assert Quantity.of(Decimal("1.50"), "kWh") == Quantity.of(Decimal("1.5"), "kwh")


@pytest.mark.parametrize(
    ("exact", "rounded"), [("0.0000005", "0"), ("0.0000015", "0.000002"), ("0.0000025", "0.000002")]
)
def test_half_a_milligram_goes_to_the_even_one(exact, rounded):
    assert round_figure(Fraction(exact), "It") == Decimal(rounded)


@given(st.fractions(0, FIGURE_LIMIT - 1))
def test_rounding_is_off_by_half_a_millionth_at_most(exact):
    assert abs(Fraction(round_figure(exact, "It")) - exact) <= Fraction(1, 2_000_000)


def test_a_figure_at_the_limit_is_refused_also_when_only_rounding_takes_it_there():
    assert round_figure(FIGURE_LIMIT - Fraction(1, 10**6), "It") == Decimal("8999999999999.999999")
    with pytest.raises(FigureTooLarge, match="The amount in kwh"):
        round_figure(FIGURE_LIMIT - Fraction(1, 10**7), "The amount in kwh")


@given(figures)
def test_millionths_and_decimals_are_the_same_number(figure):
    assert from_millionths(to_millionths(figure)) == figure
    assert str(figure) == format(figure, "f")
    assert str(figure) == "0" or not (str(figure).endswith("0") and "." in str(figure))


@given(st.lists(figures, max_size=50))
def test_a_total_is_exact_beyond_64_bits(summands):
    assert Fraction(total(summands)) == sum(map(Fraction, summands))


def test_a_million_usages_of_a_tenth_add_up_exactly():
    assert total([Decimal("0.3892")] * 1_000_000) == Decimal(389_200)


@pytest.mark.parametrize(("value", "decimals"), [("1.250", 3), ("1E+3", 0), ("7", 0), ("NaN", 0)])
def test_decimals_are_counted_as_written(value, decimals):
    assert decimals_of(Decimal(value)) == decimals


def test_a_plain_decimal_is_still_a_decimal():
    assert PlainDecimal("1E-7") == Decimal("1E-7")
    assert str(PlainDecimal("1E-7")) == "0.0000001"
