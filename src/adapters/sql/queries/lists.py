"""A list of values as one bind, so that a statement's text does not depend on how many there are."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Dialect,
    String,
    Subquery,
    TypeDecorator,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import TypeEngine

from adapters.sql.schema.column_types import Instant, instant_text


class _Integers(TypeDecorator[Collection[int]]):
    """An array on PostgreSQL, JSON on SQLite."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The bind's type by database."""
        return ARRAY(BigInteger) if dialect.name == "postgresql" else String()

    def process_bind_param(self, value: Collection[int] | None, dialect: Dialect) -> Any:
        """What the driver is given."""
        return sorted(value or ()) if dialect.name == "postgresql" else json.dumps(sorted(value or ()))


def is_one_of(column: Any, name: str, *, is_postgres: bool) -> ColumnElement[bool]:
    """Whether an integer column is in the list that is bound under a name."""
    listed = bindparam(name, type_=_Integers)
    if is_postgres:
        return column == func.any(listed)  # type: ignore[no-any-return]  # of any column
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))  # type: ignore[no-any-return]


def periods_as_text(periods: Iterable[tuple[datetime, datetime]]) -> str:
    """For ``periods``: JSON, which either database takes apart, with instants as SQLite stores them."""
    return json.dumps([[instant_text(start), instant_text(end)] for start, end in periods])


def periods(name: str, *, is_postgres: bool) -> Subquery:
    """The periods bound under a name, as rows of ``number`` (from 0), ``opens`` and ``closes``."""
    bound = bindparam(name, type_=String)
    if is_postgres:
        listed = func.jsonb_array_elements(cast(bound, JSONB)).table_valued("value", with_ordinality="position")
        listed = listed.render_derived(name="listed")
        ends: list[ColumnElement[Any]] = [
            cast(listed.c.value.op("->>")(literal_column(end)), Instant) for end in ("0", "1")
        ]
        number = listed.c.position - literal_column("1")
    else:
        listed = func.json_each(bound).table_valued("key", "value", name="listed")
        ends = [func.json_extract(listed.c.value, literal_column(f"'$[{end}]'")) for end in ("0", "1")]
        number = listed.c.key
    return select(number.label("number"), ends[0].label("opens"), ends[1].label("closes")).subquery("period")
