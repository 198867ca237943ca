"""From rows of the ledger to what a check is given; nothing in them is taken for readable."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, LargeBinary, SQLColumnExpression, cast, func, literal_column, select
from sqlalchemy.orm import InstrumentedAttribute

from adapters.sql.engine.database import Row
from adapters.sql.engine.statements import Query
from adapters.sql.queries.rows import FACTOR, USAGE_TYPE, factor_of, usage_type_of
from adapters.sql.schema.column_types import Instant
from application.views.journal import JournalFault, KeptThing
from application.views.ledger import Discrepancy, RecordedFigure, is_missing, is_unreadable
from domain.errors import DomainError
from domain.factor import EmissionFactor
from domain.journal import INSTALLATION_CHAIN
from domain.quantity import from_millionths
from domain.states import State, factor_version_state, usage_type_state
from domain.usage_type import UsageType

T = TypeVar("T")

FIGURE = ("usage_type_id", "factor_id", "usage_at", "amount", "unit", "amount_in_type_unit", "emissions_mg")
"""The columns of a version that its figure is made from, or is."""

FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, DomainError)
"""What readers of values raise, whatever it is that they are given."""


_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", re.ASCII)
_POSTGRES_INSTANT = "'YYYY-MM-DD HH24:MI:SS.US\"Z\"'"


class _NoFigure(Exception):
    """Something that the figure is made from is missing or cannot be read; the message says what."""


def version_of(row: Row) -> RecordedFigure | Discrepancy:
    """From a version's place, then FIGURE, USAGE_TYPE and FACTOR, each as text (or its bytes)."""
    organisation_id, usage_id, version, *values = row
    place = organisation_id, usage_id, version
    try:
        return _figure(place, tuple(map(told, values)))
    except _NoFigure as error:
        return Discrepancy(*place, str(error))


def _figure(place: tuple[int, int, int], values: Row) -> RecordedFigure:
    organisation_id, usage_id, version = place
    usage_type_id, factor_id, usage_at, amount, unit, amount_in_type_unit, emissions = values[: len(FIGURE)]
    usage_type, factor = values[len(FIGURE) : -len(FACTOR)], values[-len(FACTOR) :]
    return RecordedFigure(
        organisation_id=organisation_id,
        usage_id=usage_id,
        version=version,
        usage_at=_read("usage_at", told_instant, usage_at),
        amount=_read("amount", _millionths, amount),
        unit=unit,
        usage_type=_read_row(f"usage type {usage_type_id}", _usage_type, USAGE_TYPE, usage_type),
        factor=_read_row(f"factor {factor_id}", _factor, FACTOR, factor),
        amount_in_type_unit=_read("amount_in_type_unit", _millionths, amount_in_type_unit),
        emissions_kg_co2e=_read("emissions_mg", _millionths, emissions),
    )


def _read(what: str, reading: Callable[[str], T], stored: str) -> T:
    try:
        return reading(stored)
    except FAULTS as error:
        raise _NoFigure(is_unreadable(what, repr(stored))) from error


def _read_row(what: str, reading: Callable[[Row], T], columns: Sequence[InstrumentedAttribute[Any]], row: Row) -> T:
    if row[0] is None:
        raise _NoFigure(is_missing(what))
    try:
        return reading(row)
    except FAULTS as error:
        stored = (f"{column.key} {value!r}" for column, value in zip(columns, row, strict=True) if value is not None)
        raise _NoFigure(is_unreadable(what, ", ".join(stored))) from error


def _usage_type(row: Row) -> UsageType:
    return usage_type_of((int(row[0]), *row[1:]), told_instant)


def _factor(row: Row) -> EmissionFactor:
    id, usage_type_id, *stated, published_by = row
    by = None if published_by is None else int(published_by)
    return factor_of((int(id), int(usage_type_id), *stated, by), told_instant)


def all_kept(columns: Sequence[InstrumentedAttribute[Any]], is_postgres: bool) -> Query:  # noqa: FBT001  # a shape
    """Every row of a table, each column as text."""
    return select(*(as_text(column, is_postgres=is_postgres) for column in columns)).order_by(columns[0])


def kept_usage_type(row: Row) -> KeptThing | JournalFault:
    """From USAGE_TYPE as text."""
    return _thing("usage_type", row, USAGE_TYPE, lambda texts: usage_type_state(_usage_type(texts)))


def kept_factor(row: Row) -> KeptThing | JournalFault:
    """From FACTOR as text."""
    return _thing("factor", row, FACTOR, lambda texts: factor_version_state(_factor(texts)))


def _thing(
    kind: str, row: Row, columns: Sequence[InstrumentedAttribute[Any]], reading: Callable[[Row], State]
) -> KeptThing | JournalFault:
    texts = tuple(map(told, row))
    try:
        return KeptThing(kind, int(texts[0]), _read_row(f"{kind} {texts[0]}", reading, columns, texts))
    except _NoFigure as error:
        return JournalFault(INSTALLATION_CHAIN, None, str(error))


def as_text(column: SQLColumnExpression[Any], *, is_postgres: bool) -> ColumnElement[Any]:
    """A column in a form that no driver can fail on: of a whole batch it would, for one text that is not UTF-8, or one
    year that Python does not know."""
    if is_postgres:
        text = func.to_json(column).op("#>>")(literal_column("'{}'"))
        if not isinstance(getattr(column, "type", None), Instant):
            return text
        written = func.to_char(func.timezone(literal_column("'UTC'"), column), literal_column(_POSTGRES_INSTANT))
        return func.coalesce(written, text)  # of what is infinite it makes nothing
    return cast(column, LargeBinary)


def told(value: Any) -> Any:
    """The text that as_text selected."""
    # Bytes that are no UTF-8 become characters that no reader takes.
    return value.decode(errors="surrogateescape") if isinstance(value, bytes) else value


def _millionths(text: str) -> Decimal:
    return from_millionths(int(text))


def told_instant(text: str) -> datetime:
    """An instant from its text, of which there is one form: SQLite compares the texts. Raises ValueError."""
    if not _INSTANT.fullmatch(text):
        raise ValueError("It is not written as instants are.")
    return datetime.fromisoformat(text).astimezone(UTC)
