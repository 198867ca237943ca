"""Units: exact ratios, exact names."""

from fractions import Fraction

import pytest

from domain.errors import AmbiguousUnit, UnknownUnit
from domain.units import UNITS, unit_of


@pytest.mark.parametrize(
    ("code", "ratio"),
    [
        ("kwh", Fraction(1)),
        ("Wh", Fraction(1, 1000)),
        ("MWh", Fraction(1000)),
        ("GWh", Fraction(1_000_000)),
        ("MJ", Fraction(10, 36)),
        ("GJ", Fraction(10_000, 36)),
        ("therm", Fraction(105505585262, 3_600_000_000)),
        ("MMBtu", Fraction(105505585262, 360_000_000)),
        ("l", Fraction(1)),
        ("m3", Fraction(1000)),
        ("ft3", Fraction(28316846592, 1_000_000_000)),
        ("CCF", Fraction(28316846592, 10_000_000)),
        ("US gal", Fraction(3785411784, 1_000_000_000)),
        ("imp gal", Fraction(454609, 100_000)),
        ("kg", Fraction(1)),
        ("g", Fraction(1, 1000)),
        ("t", Fraction(1000)),
    ],
)
def test_every_unit_has_its_exact_ratio(code, ratio):
    assert UNITS[code].ratio == ratio


def test_the_table_holds_no_other_units():
    assert len(UNITS) == 17


@pytest.mark.parametrize(
    ("alias", "code"), [("kWh", "kwh"), ("m³", "m3"), ("ft³", "ft3"), ("L", "l"), ("ccf", "CCF"), ("tonne", "t")]
)
def test_a_listed_alias_means_its_unit(alias, code):
    assert unit_of(alias) is UNITS[code]


@pytest.mark.parametrize("word", ["ton", "tons", "gallon", "Gallon", "gal", "TON"])
def test_a_word_for_several_units_is_refused_with_the_choice(word):
    with pytest.raises(AmbiguousUnit, match=r"names more than one unit: \w"):
        unit_of(word)


@pytest.mark.parametrize("word", ["mwh", "KWH", "mj", "M3", "", " kwh", "kwh ", "stone", "k\x00wh"])
def test_codes_are_case_exact_and_anything_else_is_unknown(word):
    with pytest.raises(UnknownUnit) as refused:
        unit_of(word)
    assert refused.value.field == "unit"


def test_every_unit_names_the_source_of_its_ratio():
    assert all(unit.source and unit.name for unit in UNITS.values())
