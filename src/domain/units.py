"""The units that amounts may be entered in, each with an exact ratio to the first unit of its dimension.

Ratios are fractions, since MJ, therm or ft3 do not terminate, or need more than six decimals, as decimals.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from domain.errors import AmbiguousUnit, UnknownUnit


class Dimension(StrEnum):
    """What a unit measures. Ratios are to kwh, l and kg."""

    ENERGY = "energy"
    VOLUME = "volume"
    MASS = "mass"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the table. ``ratio`` is how many kwh, l or kg one of it is; ``source`` defines that ratio."""

    code: str
    name: str
    dimension: Dimension
    ratio: Fraction
    source: str
    aliases: tuple[str, ...] = ()


_SI = "SI Brochure, 9th edition (BIPM)"
# 1 Btu_IT is the 4.1868 J/(g K) of the international calorie, a pound of 453.59237 g and 5/9 K: ISO 31-4, annex A.
_BTU_IT_IN_KWH = Fraction("1055.05585262") / 3_600_000
_BTU = "Btu_IT = 1055.05585262 J (ISO 31-4); 1 kwh = 3.6 MJ"
_FOOT = "foot = 0.3048 m (international yard and pound agreement, 1959)"
_CUBIC_FOOT_IN_L = Fraction("0.3048") ** 3 * 1000

_TABLE = (
    Unit("kwh", "kilowatt hour", Dimension.ENERGY, Fraction(1), _SI, ("kWh",)),
    Unit("Wh", "watt hour", Dimension.ENERGY, Fraction(1, 1000), _SI),
    Unit("MWh", "megawatt hour", Dimension.ENERGY, Fraction(1000), _SI),
    Unit("GWh", "gigawatt hour", Dimension.ENERGY, Fraction(1_000_000), _SI),
    Unit("MJ", "megajoule", Dimension.ENERGY, Fraction(5, 18), _SI),
    Unit("GJ", "gigajoule", Dimension.ENERGY, Fraction(5000, 18), _SI),
    Unit("therm", "therm of 100 000 Btu_IT", Dimension.ENERGY, 100_000 * _BTU_IT_IN_KWH, _BTU, ("therms",)),
    Unit("MMBtu", "million Btu_IT", Dimension.ENERGY, 1_000_000 * _BTU_IT_IN_KWH, _BTU, ("MMBTU", "mmBtu")),
    Unit("l", "litre", Dimension.VOLUME, Fraction(1), _SI, ("L",)),
    Unit("m3", "cubic metre", Dimension.VOLUME, Fraction(1000), _SI, ("m³",)),
    Unit("ft3", "cubic foot", Dimension.VOLUME, _CUBIC_FOOT_IN_L, _FOOT, ("ft³",)),
    Unit("CCF", "hundred cubic feet", Dimension.VOLUME, 100 * _CUBIC_FOOT_IN_L, _FOOT, ("ccf",)),
    Unit("US gal", "US liquid gallon", Dimension.VOLUME, Fraction("3.785411784"), "231 cubic inches (NIST SP 811)"),
    Unit("imp gal", "imperial gallon", Dimension.VOLUME, Fraction("4.54609"), "Units of Measurement Regulations 1995"),
    Unit("kg", "kilogram", Dimension.MASS, Fraction(1), _SI),
    Unit("g", "gram", Dimension.MASS, Fraction(1, 1000), _SI),
    Unit("t", "tonne", Dimension.MASS, Fraction(1000), _SI, ("tonne",)),
)

UNITS: dict[str, Unit] = {unit.code: unit for unit in _TABLE}
"""Every unit by its canonical code."""

_BY_WORD = {word: unit for unit in _TABLE for word in (unit.code, *unit.aliases)}
UNIT_WORDS = tuple(_BY_WORD)
"""Every code and alias; none has a character with a meaning in patterns."""
_AMBIGUOUS = {
    "ton": "t (tonne, 1000 kg) is the one that is known here",
    "tons": "t (tonne, 1000 kg) is the one that is known here",
    "gallon": "US gal (3.785411784 l) or imp gal (4.54609 l)",
    "gallons": "US gal (3.785411784 l) or imp gal (4.54609 l)",
    "gal": "US gal (3.785411784 l) or imp gal (4.54609 l)",
}


def unit_of(word: str) -> Unit:
    """The unit that a code or listed alias names, case-exact (mWh is not MWh).

    Raises AmbiguousUnit for words that name several units, UnknownUnit for any other.
    """
    if unit := _BY_WORD.get(word):
        return unit
    if choice := _AMBIGUOUS.get(word.lower()):
        raise AmbiguousUnit(f"'{word}' names more than one unit: {choice}.", field="unit")
    raise UnknownUnit(f"Not a known unit. The units are: {', '.join(UNITS)} (case counts).", field="unit")
