"""The values that cross the wire: how strictly each is read, and how the API's description shows it.

A type says it all: its Python type, ``Meta`` with bounds and words, and a ``Rule`` where the domain has one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, TypeVar

from msgspec import Meta, UnsetType

from domain.errors import InvalidValue
from domain.factor import FACTOR_LIMIT, checked_factor
from domain.organisation import EMAIL_LENGTH, PASSWORD_LENGTHS, checked_email, checked_password
from domain.period import instant
from domain.quantity import AMOUNT_LIMIT, DECIMALS, FIGURE_LIMIT, checked_amount, decimals_of, plain
from domain.text import NAME_LENGTH, NOTE_LENGTH, checked_name, checked_note
from domain.units import unit_of

T = TypeVar("T")

LARGEST_ID = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the domain's own, run on what already has the right type. It raises InvalidValue."""

    check: Callable[[Any], object]


def _number(maximum: int, **more: Any) -> dict[str, Any]:
    return {"type": "number", "minimum": 0, "exclusiveMaximum": maximum} | more


def checked_figure(value: Decimal) -> Decimal:
    """A derived figure, as lists are filtered and sorted by. Raises InvalidValue."""
    figure = plain(value)
    if not 0 <= figure < FIGURE_LIMIT or decimals_of(figure) > DECIMALS:
        raise InvalidValue("Must be 0 or more and below 9 000 000 000 000, with at most 6 decimals.")
    return figure


def given(value: T | UnsetType) -> T | None:
    """The value of an optional field; None where it was left out."""
    return None if isinstance(value, UnsetType) else value


Id = Annotated[int, Meta(ge=1, le=LARGEST_ID, description="An id: positive and below 2^53.", examples=[100])]
Instant = Annotated[
    datetime,
    Meta(
        description="An instant by RFC 3339 with a zone, in the years 1900 to 2199 (UTC), with at most 6 decimals of a "
        "second and no leap second.",
        examples=["2026-03-01T12:00:00Z"],
        extra_json_schema={"format": "date-time"},
    ),
    Rule(lambda value: instant(value, field="")),
]
Amount = Annotated[
    Decimal,
    Meta(
        description="An amount as entered: 0 or more, below 10^12, at most 6 decimals.",
        examples=[Decimal("17.25")],
        extra_json_schema=_number(AMOUNT_LIMIT),
    ),
    Rule(checked_amount),
]
Figure = Annotated[
    Decimal,
    Meta(
        description="A derived figure: 0 or more, below 9 × 10^12, at most 6 decimals.",
        examples=[Decimal("0.5")],
        extra_json_schema=_number(FIGURE_LIMIT),
    ),
    Rule(checked_figure),
]
Factor = Annotated[
    Decimal,
    Meta(
        description="kg CO2e per unit of the usage type: 0 or more, below 10^12, at most 17 significant digits and 24 "
        "decimals.",
        examples=[Decimal("1.5")],
        extra_json_schema=_number(FACTOR_LIMIT),
    ),
    Rule(checked_factor),
]
UnitCode = Annotated[
    str,
    Meta(min_length=1, max_length=20, description="Code or alias of a unit; case counts.", examples=["kwh"]),
    Rule(unit_of),
]
Name = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=NAME_LENGTH,
        description="One line without outer spaces.",
        examples=["Ada Lovelace"],
    ),
    Rule(checked_name),
]
Note = Annotated[
    str,
    Meta(max_length=NOTE_LENGTH, description="Free text; an empty one is none.", examples=["Meter 4, basement"]),
    Rule(checked_note),
]
Email = Annotated[
    str,
    Meta(max_length=EMAIL_LENGTH, description="An e-mail address.", examples=["ada@example.org"]),
    Rule(checked_email),
]
NewPassword = Annotated[
    str,
    Meta(
        min_length=PASSWORD_LENGTHS[0],
        max_length=PASSWORD_LENGTHS[1],
        description="Any characters.",
        examples=["correct horse battery staple"],
    ),
    Rule(checked_password),
]
Password = Annotated[
    str,
    Meta(
        max_length=PASSWORD_LENGTHS[1], description="The present password.", examples=["correct horse battery staple"]
    ),
]

# RFC 3339, 5.6, without its leap second; Python's own parser takes much more, and drops a seventh digit.
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"-?\d+", re.ASCII)
_LONGEST_NUMBER = 60


def instant_of(text: str) -> datetime:
    """An instant from its RFC 3339 notation. Raises InvalidValue."""
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    raise InvalidValue("Must be a date and time with a zone by RFC 3339, such as 2026-03-01T12:00:00Z.")


def integer_of(text: str) -> int:
    """A whole number in ASCII digits. Raises InvalidValue."""
    if not _INTEGER.fullmatch(text):
        raise InvalidValue("Must be a whole number.")
    # No bound lies anywhere near 60 digits; what follows them cannot matter, and Python refuses to read thousands.
    return int(text[:_LONGEST_NUMBER])


def decimal_of(text: str) -> Decimal:
    """A number in JSON's notation, exactly. Raises InvalidValue."""
    if not _NUMBER.fullmatch(text):
        raise InvalidValue("Must be a number.")
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("Infinity")  # an exponent beyond what Decimal holds; no bound allows it


def text_of(value: str) -> str:
    """Text that every storage can keep. Raises InvalidValue on NUL and on halves of a surrogate pair."""
    if "\0" in value:
        raise InvalidValue("Must not hold the NUL character.")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidValue("Must not hold half of a surrogate pair.") from None
    return value
