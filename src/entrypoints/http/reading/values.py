"""The values that cross the wire: how strictly each is read, and how the API's description shows it.

A type says it all: its Python type, ``Meta`` with bounds and words, and a ``Rule`` where the domain has one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from msgspec import Meta, UnsetType

from domain.errors import InvalidValue
from domain.factor import DECIMALS as FACTOR_DECIMALS
from domain.factor import FACTOR_LIMIT, checked_factor
from domain.organisation import EMAIL_LENGTH, EMAIL_PATTERN, PASSWORD_LENGTHS, checked_email, checked_password
from domain.period import instant
from domain.quantity import AMOUNT_LIMIT, DECIMALS, FIGURE_LIMIT, checked_amount, decimals_of, plain
from domain.text import NAME_LENGTH, NAME_PATTERN, NOTE_LENGTH, NOTE_PATTERN, checked_name, checked_note
from domain.units import UNIT_WORDS, unit_of

T = TypeVar("T")

LARGEST_ID = 2**53 - 1
LARGEST_VERSION = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A check of the domain's own, run on what already has the right type. It raises InvalidValue."""

    check: Callable[[Any], object]


_WITHOUT_NUL = r"[^\u0000]*"
"""What every text is held to before anything else is asked of it, where nothing narrower is said."""
_EXAMPLE_PASSWORD = "seven umbrellas at the harbour"  # noqa: S105  # what the document shows; nobody's
_INSTANT_PATTERN = (
    "(?:19|20|21)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    "[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


def _number(maximum: int, decimals: int) -> dict[str, Any]:
    step = Decimal(1).scaleb(-decimals)
    return {"type": "number", "minimum": 0, "exclusiveMaximum": maximum, "multipleOf": step}


def _formed(pattern: str, **more: Any) -> dict[str, Any]:
    return {"pattern": f"^(?:{pattern})$", **more}


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
        extra_json_schema=_formed(_INSTANT_PATTERN, format="date-time"),
    ),
    Rule(lambda value: instant(value, field="")),
]
AsOf = Annotated[
    Instant,
    Meta(
        description="As the ledger stood at this instant, which must have passed, with the names that types had then. "
        "Such an answer never changes."
    ),
]
Amount = Annotated[
    Decimal,
    Meta(
        description="An amount as entered: 0 or more, below 10^12, at most 6 decimals.",
        examples=[Decimal("17.25")],
        extra_json_schema=_number(AMOUNT_LIMIT, DECIMALS),
    ),
    Rule(checked_amount),
]
Figure = Annotated[
    Decimal,
    Meta(
        description="A derived figure: 0 or more, below 9 × 10^12, at most 6 decimals.",
        examples=[Decimal("0.5")],
        extra_json_schema=_number(FIGURE_LIMIT, DECIMALS),
    ),
    Rule(checked_figure),
]
Factor = Annotated[
    Decimal,
    Meta(
        description="kg CO2e per unit of the usage type: 0 or more, below 10^12, at most 17 significant digits and 24 "
        "decimals.",
        examples=[Decimal("1.5")],
        extra_json_schema=_number(FACTOR_LIMIT, FACTOR_DECIMALS),
    ),
    Rule(checked_factor),
]
UnitCode = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=20,
        description="Code or alias of a unit; case counts.",
        examples=["kwh"],
        extra_json_schema=_formed("|".join(UNIT_WORDS)),
    ),
    Rule(unit_of),
]
Name = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=NAME_LENGTH,
        description="One line without outer spaces.",
        examples=["Ada Lovelace"],
        extra_json_schema=_formed(NAME_PATTERN),
    ),
    Rule(checked_name),
]
Note = Annotated[
    str,
    Meta(
        max_length=NOTE_LENGTH,
        description="Free text; an empty one is none.",
        examples=["Meter 4, basement"],
        extra_json_schema=_formed(NOTE_PATTERN),
    ),
    Rule(checked_note),
]
Email = Annotated[
    str,
    Meta(
        max_length=EMAIL_LENGTH,
        description="An e-mail address.",
        examples=["ada@example.org"],
        extra_json_schema=_formed(EMAIL_PATTERN),
    ),
    Rule(checked_email),
]
LogInEmail = Annotated[
    str,
    Meta(
        max_length=EMAIL_LENGTH,
        description="The account's e-mail address.",
        examples=["ada@example.org"],
        extra_json_schema=_formed(_WITHOUT_NUL),
    ),
]
NewPassword = Annotated[
    str,
    Meta(
        min_length=PASSWORD_LENGTHS[0],
        max_length=PASSWORD_LENGTHS[1],
        description="Any characters but NUL; one that many people have is refused.",
        examples=[_EXAMPLE_PASSWORD],
        extra_json_schema=_formed(_WITHOUT_NUL, format="password"),
    ),
    Rule(checked_password),
]
Password = Annotated[
    str,
    Meta(
        max_length=PASSWORD_LENGTHS[1],
        description="The present password.",
        examples=[_EXAMPLE_PASSWORD],
        extra_json_schema=_formed(_WITHOUT_NUL),
    ),
]
RefreshToken = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=1000,
        description="The refresh token; it works once.",
        extra_json_schema=_formed(_WITHOUT_NUL),
    ),
]
