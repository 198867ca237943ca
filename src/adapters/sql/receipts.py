"""What receipts are made from, in SQL."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CompoundSelect, bindparam, literal_column, select, union_all

from adapters.sql.engine.database import Row
from adapters.sql.engine.statements import Query
from adapters.sql.queries.as_of import usages_as_of
from adapters.sql.queries.rows import (
    FACTOR,
    USAGE,
    USAGE_TYPE,
    USAGE_VERSION,
    columns_of_usages,
    factor_of,
    usage_of,
    usage_type_of,
)
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import EmissionFactorRow, UsageRow, UsageTypeRow, UsageVersionRow
from adapters.sql.storage import SqlStorage
from application.ports import ReceiptQueries
from application.views.receipts import PinnedVersion
from domain.period import Period
from domain.usage import usage_not_found

_ORGANISATION = bindparam("organisation_id", type_=BigInteger)
_USAGE = bindparam("usage_id", type_=BigInteger)


class SqlReceiptQueries(ReceiptQueries):
    """One statement a question."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def version(self, organisation_id: int, usage_id: int, version: int | None = None) -> PinnedVersion:
        which = {"organisation_id": organisation_id, "usage_id": usage_id}
        for row in await self._database.fetch(_versions, **which):
            pinned = self._pinned(organisation_id, tuple(row))
            if version in {None, pinned.usage.version}:
                return pinned
        raise usage_not_found(usage_id, version)

    async def as_of(
        self, organisation_id: int, period: Period, as_of: datetime, *, limit: int
    ) -> AsyncIterator[PinnedVersion]:
        ends = {"start": period.start, "end": period.end}
        which = {"organisation_id": organisation_id, "as_of": as_of, **ends, "limit": limit}
        rows = await self._database.fetch(_as_of, period.start is not None, period.end is not None, **which)
        for row in rows:
            yield self._pinned(organisation_id, tuple(row))

    def _pinned(self, organisation_id: int, row: Row) -> PinnedVersion:
        instant, of_type = self._database.instant, len(USAGE)
        of_factor = of_type + len(USAGE_TYPE)
        return PinnedVersion(
            usage_of(organisation_id, row[:of_type], instant),
            usage_type_of(row[of_type:of_factor], instant),
            factor_of(row[of_factor:], instant),
        )


def _versions() -> CompoundSelect[*tuple[Any, ...]]:
    """Every version of a usage, the latest first."""
    of_current = (UsageRow.organisation_id == _ORGANISATION) & (UsageRow.id == _USAGE)
    of_closed = (UsageVersionRow.organisation_id == _ORGANISATION) & (UsageVersionRow.usage_id == _USAGE)
    return union_all(
        _pinned(USAGE, UsageRow).where(of_current), _pinned(USAGE_VERSION, UsageVersionRow).where(of_closed)
    ).order_by(literal_column("version").desc())


def _as_of(has_start: bool, has_end: bool) -> Query:  # noqa: FBT001  # the shape of a statement
    usages = usages_as_of()
    found = _pinned(columns_of_usages(usages), usages)
    if has_start:
        found = found.where(usages.usage_at >= bindparam("start", type_=Instant))
    if has_end:
        found = found.where(usages.usage_at < bindparam("end", type_=Instant))
    return found.order_by(usages.usage_at, usages.id).limit(bindparam("limit", type_=BigInteger))


def _pinned(columns: Sequence[Any], usages: Any) -> Query:
    return (
        select(*columns, *USAGE_TYPE, *FACTOR)
        .select_from(usages)
        .join(UsageTypeRow, UsageTypeRow.id == usages.usage_type_id)
        .join(EmissionFactorRow, EmissionFactorRow.id == usages.factor_id)
    )
