"""The whole ledger in SQL."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    bindparam,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute

from adapters.sql.engine.statements import Query
from adapters.sql.queries.ledger_rows import FIGURE, as_text, version_of
from adapters.sql.queries.rows import FACTOR, USAGE_TYPE
from adapters.sql.schema.tables import EmissionFactorRow, UsageRow, UsageTypeRow, UsageVersionRow
from adapters.sql.storage import SqlStorage
from application.ports import LedgerQueries
from application.views.ledger import Discrepancy, RecordedFigure

_BATCH = 1000


class SqlLedgerQueries(LedgerQueries):
    """A batch at a time, each beginning after the last version of the one before: at any moment a version lies in one
    of the two tables, so none is missed or met twice while others write."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def figures(self) -> AsyncIterator[RecordedFigure | Discrepancy]:
        place: tuple[Any, ...] = (0, 0, 0)
        while True:
            values = dict(zip(("organisation_id", "usage_id", "version"), place, strict=True))
            rows = await self._database.fetch(_batch, self._database.is_postgres, **values, limit=_BATCH)
            if not rows:
                return
            for row in rows:
                yield version_of(tuple(row))
            place = tuple(rows[-1])[:3]


def _batch(is_postgres: bool) -> Query:  # noqa: FBT001  # a part of the statement's shape
    version = union_all(
        _following(UsageRow, UsageRow.id), _following(UsageVersionRow, UsageVersionRow.usage_id)
    ).subquery("version")
    place = version.c.organisation_id, version.c.usage_id, version.c.version
    page = select(version).order_by(*place).limit(bindparam("limit", type_=BigInteger)).subquery("page")
    place = page.c.organisation_id, page.c.usage_id, page.c.version
    told = (*(page.c[name] for name in FIGURE), *USAGE_TYPE, *FACTOR)
    return (
        select(*place, *(as_text(column, is_postgres=is_postgres) for column in told))
        .select_from(page)
        # Outer: a version whose type or factor is gone is what a check looks for.
        .outerjoin(UsageTypeRow, UsageTypeRow.id == page.c.usage_type_id)
        .outerjoin(EmissionFactorRow, EmissionFactorRow.id == page.c.factor_id)
        .order_by(*place)
    )


def _following(table: type[UsageRow | UsageVersionRow], id: InstrumentedAttribute[int]) -> Query:
    here = table.organisation_id, id, table.version
    there = [bindparam(name, type_=BigInteger) for name in ("organisation_id", "usage_id", "version")]
    columns = (getattr(table, name) for name in FIGURE)
    return select(table.organisation_id, id.label("usage_id"), table.version, *columns).where(
        tuple_(*here) > tuple_(*there)
    )
