"""The usage types that every installation begins with, as its customer named them."""

from datetime import UTC, datetime
from decimal import Decimal

from application.authorisation import INSTALLATION
from domain.factor import EmissionFactor
from domain.journal import JournalEntry
from domain.period import Period
from domain.units import UNITS
from domain.usage_type import UsageType, units_of_same_dimension

SOURCE = "Preloaded with Carbon Ledger"
RECORDED_AT = datetime(2026, 11, 22, tzinfo=UTC)

_ENERGY = units_of_same_dimension(UNITS["kwh"])

USAGE_TYPES = (
    UsageType(100, "electricity", "kwh", _ENERGY),
    UsageType(101, "water", "kg", ("kg", "g", "t", "l", "m3"), density_kg_per_l=Decimal(1)),
    UsageType(102, "heating", "kwh", _ENERGY),
    UsageType(103, "heating", "l", ("l", "m3", "US gal", "imp gal")),
    UsageType(104, "heating", "m3", ("m3", "ft3", "CCF")),
)
"""Litres of oil and cubic metres of gas are both volumes, yet never converted into one another: each has its type."""

FACTORS = tuple(
    EmissionFactor(id, usage_type_id, Decimal(value), Period(), SOURCE, None, RECORDED_AT)
    for id, usage_type_id, value in (
        (1, 100, "1.5"),
        (2, 101, "26.93"),
        (3, 102, "3.892"),
        (4, 103, "8.57"),
        (5, 104, "19.456"),
    )
)
"""Their factors in kg CO2e per unit, in force from the beginning of time with no end."""

ENTRIES = (
    *(JournalEntry.of_usage_type(None, it, by=INSTALLATION, at=RECORDED_AT) for it in USAGE_TYPES),
    *map(JournalEntry.of_factor, FACTORS),
)
"""What the journal of every installation begins with."""
