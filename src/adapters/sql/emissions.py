"""Sums of emissions in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, func, select, true

from adapters.sql.lists import periods, periods_as_text
from adapters.sql.statements import Query
from adapters.sql.storage import SqlStorage
from adapters.sql.sums import exact_sum, limbs
from adapters.sql.tables import UsageRow
from application.ports import EmissionCell, EmissionQueries
from domain.period import Bucket

_ORGANISATION = bindparam("organisation_id", type_=BigInteger)


class SqlEmissionQueries(EmissionQueries):
    """Sums over an index that holds all they need."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def span(self, organisation_id: int) -> tuple[datetime, datetime] | None:
        ((first, last),) = await self._database.fetch(_span, organisation_id=organisation_id)
        if first is None:
            return None
        instant = self._database.instant
        return instant(first), instant(last)

    async def cells(self, organisation_id: int, buckets: Sequence[Bucket]) -> tuple[EmissionCell, ...]:
        bounds = periods_as_text((bucket.start, bucket.end) for bucket in buckets)
        rows = await self._database.fetch(
            _cells, self._database.is_postgres, organisation_id=organisation_id, buckets=bounds
        )
        return tuple(
            EmissionCell(
                bucket=number,
                usage_type_id=usage_type_id,
                emissions_kg_co2e=exact_sum(emissions_upper, emissions_lower),
                amount_in_type_unit=exact_sum(amount_upper, amount_lower),
                usages=usages,
            )
            for number, usage_type_id, usages, emissions_upper, emissions_lower, amount_upper, amount_lower in rows
        )


def _span() -> Query:
    # Two subqueries: SQLite reads each end off the index, but scans for both at once.
    return select(
        *(
            select(end(UsageRow.usage_at)).where(UsageRow.organisation_id == _ORGANISATION).scalar_subquery()
            for end in (func.min, func.max)
        )
    )


def _cells(is_postgres: bool) -> Query:  # noqa: FBT001  # the shape of a statement
    period = periods("buckets", is_postgres=is_postgres)
    is_inside = (
        (UsageRow.organisation_id == _ORGANISATION)
        & (UsageRow.usage_at >= period.c.opens)
        & (UsageRow.usage_at < period.c.closes)
    )
    sums = (*limbs(UsageRow.emissions_mg), *limbs(UsageRow.amount_in_type_unit))
    if is_postgres:
        # A lateral join leaves the planner no choice but a look into the index for each period.
        cell = select(UsageRow.usage_type_id, func.count(), *sums).where(is_inside).group_by(UsageRow.usage_type_id)
        each = cell.lateral("cell")
        found = select(period.c.number, *each.c).select_from(period.join(each, true()))
        return found.order_by(period.c.number, each.c.usage_type_id)
    keys = (period.c.number, UsageRow.usage_type_id)
    found = select(*keys, func.count(), *sums).select_from(period.join(UsageRow, is_inside))
    return found.group_by(*keys).order_by(*keys)
