"""Usage types: which units they take, and how exactly."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.errors import InvalidValue, UnitNotAccepted, UsageTypeRetired
from domain.units import UNITS, unit_of
from domain.usage_type import UsageType, units_of_same_dimension

ELECTRICITY, WATER, HEATING_KWH, HEATING_L, HEATING_M3 = USAGE_TYPES
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def test_the_preloaded_types_are_the_customers():
    pairs = list(zip(USAGE_TYPES, FACTORS, strict=True))
    rows = [(kind.id, kind.name, kind.unit, str(factor.value)) for kind, factor in pairs]
    assert rows == [
        (100, "electricity", "kwh", "1.5"),
        (101, "water", "kg", "26.93"),
        (102, "heating", "kwh", "3.892"),
        (103, "heating", "l", "8.57"),
        (104, "heating", "m3", "19.456"),
    ]
    assert all(factor.usage_type_id == kind.id for kind, factor in pairs)


@pytest.mark.parametrize(
    ("usage_type", "unit", "ratio"),
    [
        (ELECTRICITY, "MWh", Fraction(1000)),
        (ELECTRICITY, "MJ", Fraction(5, 18)),
        (HEATING_KWH, "MMBtu", Fraction(105505585262, 360_000_000)),
        (HEATING_L, "m3", Fraction(1000)),
        (HEATING_L, "US gal", Fraction(3785411784, 1_000_000_000)),
        (HEATING_M3, "CCF", Fraction(28316846592, 10_000_000_000)),
        (WATER, "t", Fraction(1000)),
        (WATER, "l", Fraction(1)),
        (WATER, "m3", Fraction(1000)),
    ],
)
def test_a_type_converts_exactly_from_the_units_listed_for_it(usage_type, unit, ratio):
    assert usage_type.ratio(unit_of(unit)) == ratio


@pytest.mark.parametrize(
    ("usage_type", "unit"),
    [
        (ELECTRICITY, "m3"),
        (HEATING_KWH, "l"),
        (HEATING_L, "CCF"),
        (HEATING_L, "kwh"),
        (HEATING_M3, "US gal"),
        (WATER, "ft3"),
    ],
)
def test_a_type_refuses_every_other_unit_and_names_its_own(usage_type, unit):
    with pytest.raises(UnitNotAccepted, match=usage_type.unit) as refused:
        usage_type.ratio(unit_of(unit))
    assert refused.value.field == "unit"


def test_kilograms_take_litres_only_through_a_stated_density():
    with pytest.raises(InvalidValue) as refused:
        UsageType(1, "oil", "kg", ("kg", "l"))
    assert refused.value.field == "accepted_units"
    oil = UsageType(1, "oil", "t", ("t", "l"), density_kg_per_l=Decimal("0.84"))
    assert oil.ratio(UNITS["l"]) == Fraction(84, 100_000)


def test_a_density_does_not_turn_volumes_or_energies_into_masses():
    with pytest.raises(InvalidValue):
        UsageType(1, "oil", "l", ("l", "kg"), density_kg_per_l=Decimal("0.84"))
    with pytest.raises(InvalidValue):
        UsageType(1, "oil", "kg", ("kg", "kwh"), density_kg_per_l=Decimal("0.84"))


@pytest.mark.parametrize("density", ["0", "-1", "100", "0.1234567", "NaN"])
def test_a_density_has_bounds(density):
    with pytest.raises(InvalidValue) as refused:
        UsageType(1, "oil", "kg", ("kg", "l"), density_kg_per_l=Decimal(density))
    assert refused.value.field == "density_kg_per_l"


def test_a_types_own_unit_is_always_accepted():
    with pytest.raises(InvalidValue):
        UsageType(1, "electricity", "kwh", ("MWh",))


def test_renaming_changes_the_name_alone_and_checks_it():
    assert ELECTRICITY.rename("power") == replace(ELECTRICITY, name="power")
    with pytest.raises(InvalidValue):
        ELECTRICITY.rename(" ")


def test_a_retired_type_takes_no_usages_until_it_is_reinstated():
    retired = ELECTRICITY.retire(NOW)
    with pytest.raises(UsageTypeRetired):
        retired.must_take_usages()
    assert retired.retire(datetime(2025, 1, 1, tzinfo=UTC)).retired_at == NOW
    retired.reinstate().must_take_usages()
    assert retired.reinstate() == ELECTRICITY


def test_units_of_the_same_dimension_begin_with_the_unit_itself():
    assert units_of_same_dimension(UNITS["g"]) == ("g", "kg", "t")
