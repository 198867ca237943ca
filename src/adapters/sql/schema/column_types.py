"""How the ledger's values lie in columns."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Dialect, String, Text, TypeDecorator
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.types import TypeEngine

from domain.canonical import canonical
from domain.quantity import PlainDecimal, from_millionths, to_millionths


class Instant(TypeDecorator[datetime]):
    """A UTC instant to the microsecond.

    timestamptz on PostgreSQL. On SQLite text of one width that sorts as time and names its zone
    (2024-02-29 12:00:00.000000Z), which Python reads ten times faster than it adds a count of microseconds to a date.
    """

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type by database."""
        return TIMESTAMP(timezone=True) if dialect.name == "postgresql" else String(27)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """What the driver is given."""
        if value is None or dialect.name == "postgresql":
            return value
        return instant_text(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """What a session is given."""
        return None if value is None else instant_reader(dialect)(value)


def instant_text(value: datetime) -> str:
    """An instant as SQLite keeps it."""
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:26] + "Z"


def instant_reader(dialect: Dialect) -> Callable[[Any], datetime]:
    """Turns what the driver answers for an Instant into one."""
    return _as_it_is if dialect.name == "postgresql" else datetime.fromisoformat


def _as_it_is(value: datetime) -> datetime:
    return value


class Millionths(TypeDecorator[Decimal]):
    """A decimal with at most six places as a whole number of millionths: sums are exact on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """What the driver is given."""
        return None if value is None else to_millionths(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """What a session is given."""
        return None if value is None else from_millionths(value)


class DecimalText(TypeDecorator[Decimal]):
    """An exact decimal of up to 12 + 24 digits in plain notation; it is never summed or compared by the database."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """What the driver is given."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """What a session is given."""
        return None if value is None else PlainDecimal(value)


class CanonicalJson(TypeDecorator[dict[str, Any]]):
    """A part of a document that is hashed, in its canonical form."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """What the driver is given."""
        return None if value is None else canonical(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """What a session is given."""
        return None if value is None else json.loads(value)


class UnitCodes(TypeDecorator[tuple[str, ...]]):
    """Unit codes in their order, with commas between; no code has one."""

    impl = String(250)
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """What the driver is given."""
        return None if value is None else ",".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """What a session is given."""
        return None if value is None else tuple(value.split(","))
