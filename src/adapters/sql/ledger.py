"""The whole ledger in SQL."""

from collections.abc import AsyncIterator

from sqlalchemy import BigInteger, bindparam, select, tuple_, union_all
from sqlalchemy.orm import InstrumentedAttribute

from adapters.sql.database import Row
from adapters.sql.rows import FACTOR, USAGE_TYPE, factor_of, usage_type_of
from adapters.sql.statements import Query
from adapters.sql.storage import SqlStorage
from adapters.sql.tables import EmissionFactorRow, UsageRow, UsageTypeRow, UsageVersionRow
from application.ports import LedgerQueries
from application.views.ledger import RecordedFigure
from domain.quantity import from_millionths

_BATCH = 1000
_COLUMNS = ("usage_type_id", "factor_id", "usage_at", "amount", "unit", "amount_in_type_unit", "emissions_mg")


class SqlLedgerQueries(LedgerQueries):
    """A batch at a time, each beginning after the last version of the one before: at any moment a version lies in one
    of the two tables, so none is missed or met twice while others write."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def figures(self) -> AsyncIterator[RecordedFigure]:
        place = (0, 0, 0)
        while True:
            organisation_id, usage_id, version = place
            rows = await self._database.fetch(
                _batch, organisation_id=organisation_id, usage_id=usage_id, version=version, limit=_BATCH
            )
            for row in rows:
                yield self._figure(tuple(row))
            if len(rows) < _BATCH:
                return
            place = rows[-1][0], rows[-1][1], rows[-1][2]

    def _figure(self, row: Row) -> RecordedFigure:
        organisation_id, usage_id, version, usage_at, amount, unit, amount_in_type_unit, emissions = row[:8]
        instant = self._database.instant
        return RecordedFigure(
            organisation_id=organisation_id,
            usage_id=usage_id,
            version=version,
            usage_at=instant(usage_at),
            amount=from_millionths(amount),
            unit=unit,
            usage_type=usage_type_of(row[8 : 8 + len(USAGE_TYPE)], instant),
            factor=factor_of(row[-len(FACTOR) :], instant),
            amount_in_type_unit=from_millionths(amount_in_type_unit),
            emissions_kg_co2e=from_millionths(emissions),
        )


def _batch() -> Query:
    version = union_all(
        _following(UsageRow, UsageRow.id), _following(UsageVersionRow, UsageVersionRow.usage_id)
    ).subquery("version")
    place = version.c.organisation_id, version.c.usage_id, version.c.version
    page = select(version).order_by(*place).limit(bindparam("limit", type_=BigInteger)).subquery("page")
    figure = (page.c.usage_at, page.c.amount, page.c.unit, page.c.amount_in_type_unit, page.c.emissions_mg)
    place = page.c.organisation_id, page.c.usage_id, page.c.version
    return (
        select(*place, *figure, *USAGE_TYPE, *FACTOR)
        .select_from(page)
        .join(UsageTypeRow, UsageTypeRow.id == page.c.usage_type_id)
        .join(EmissionFactorRow, EmissionFactorRow.id == page.c.factor_id)
        .order_by(*place)
    )


def _following(table: type[UsageRow | UsageVersionRow], id: InstrumentedAttribute[int]) -> Query:
    here = table.organisation_id, id, table.version
    there = [bindparam(name, type_=BigInteger) for name in ("organisation_id", "usage_id", "version")]
    columns = (getattr(table, name) for name in _COLUMNS)
    return select(table.organisation_id, id.label("usage_id"), table.version, *columns).where(
        tuple_(*here) > tuple_(*there)
    )
