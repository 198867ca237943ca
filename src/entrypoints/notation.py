"""How instants and numbers are written, read alike from HTTP and from the command line."""

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation

from domain.errors import InvalidValue

# RFC 3339, 5.6, without its leap second; Python's own parser takes much more, and drops a seventh digit.
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII
)
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"-?(0|[1-9]\d*)", re.ASCII)
LONGEST_NUMBER = 60


def instant_of(text: str) -> datetime:
    """An instant from its RFC 3339 notation. Raises InvalidValue."""
    try:
        if _INSTANT.fullmatch(text):
            return datetime.fromisoformat(text.upper())
    except ValueError:
        pass
    raise InvalidValue("Must be a date and time with a zone by RFC 3339, such as 2026-03-01T12:00:00Z.")


def integer_of(text: str) -> int:
    """A whole number in JSON's notation. Raises InvalidValue."""
    if not _INTEGER.fullmatch(text):
        raise InvalidValue("Must be a whole number.")
    # No bound lies anywhere near 60 digits; what follows them cannot matter, and Python refuses to read thousands.
    return int(text[:LONGEST_NUMBER])


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
