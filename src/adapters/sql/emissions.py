"""Sums of emissions in SQL."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import BigInteger, bindparam, func, select, true

from adapters.sql.engine.database import Row
from adapters.sql.engine.statements import Query
from adapters.sql.queries.as_of import usages_as_of
from adapters.sql.queries.lists import periods, periods_as_text
from adapters.sql.queries.rows import ReadInstant
from adapters.sql.queries.sums import exact_sum, limbs
from adapters.sql.schema.tables import UsageRow
from adapters.sql.storage import SqlStorage
from application.ports import EmissionCell, EmissionQueries
from domain.period import Bucket
from domain.quantity import from_millionths

_ORGANISATION = bindparam("organisation_id", type_=BigInteger)


class SqlEmissionQueries(EmissionQueries):
    """Sums over an index that holds all they need."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def span(self, organisation_id: int, as_of: datetime | None = None) -> tuple[datetime, datetime] | None:
        which = {"organisation_id": organisation_id, "as_of": as_of}
        ((first, last),) = await self._database.fetch(_span, as_of is not None, **which)
        if first is None:
            return None
        instant = self._database.instant
        return instant(first), instant(last)

    async def cells(
        self, organisation_id: int, buckets: Sequence[Bucket], as_of: datetime | None = None
    ) -> tuple[EmissionCell, ...]:
        if as_of is not None:
            ends = {"start": buckets[0].start, "end": buckets[-1].end}
            found = await self._database.fetch(_figures, organisation_id=organisation_id, as_of=as_of, **ends)
            return cells_of(found, buckets, self._database.instant)
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


def _span(is_as_of: bool) -> Query:  # noqa: FBT001  # the shape of a statement
    usages = usages_as_of() if is_as_of else UsageRow
    # Two subqueries: SQLite reads each end off the index, but scans for both at once.
    return select(
        *(
            select(end(usages.usage_at)).where(usages.organisation_id == _ORGANISATION).scalar_subquery()
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


def _figures() -> Query:
    """What is added up as of an instant. No index knows what stood then, so it is read once, not once a bucket."""
    usages = usages_as_of()
    its_time = usages.usage_at.type
    return select(usages.usage_at, usages.usage_type_id, usages.emissions_mg, usages.amount_in_type_unit).where(
        usages.usage_at >= bindparam("start", type_=its_time), usages.usage_at < bindparam("end", type_=its_time)
    )


def cells_of(rows: Sequence[Row], buckets: Sequence[Bucket], instant: ReadInstant) -> tuple[EmissionCell, ...]:
    """The cells of figures that all lie in one of the buckets, which follow one another without a gap."""
    starts = [bucket.start for bucket in buckets]
    sums = defaultdict[tuple[int, int], list[int]](lambda: [0, 0, 0])
    for usage_at, usage_type_id, emissions, amount in rows:
        cell = sums[bisect_right(starts, instant(usage_at)) - 1, usage_type_id]
        cell[0] += emissions
        cell[1] += amount
        cell[2] += 1
    return tuple(
        EmissionCell(*place, from_millionths(emissions), from_millionths(amount), usages)
        for place, (emissions, amount, usages) in sorted(sums.items())
    )
