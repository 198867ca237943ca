"""Usages in SQL."""

from collections.abc import Sequence
from datetime import datetime

from adapters.sql.engine.database import Row, Transaction
from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.queries import usages as sql
from adapters.sql.queries.listing import listing
from adapters.sql.queries.rows import usage_of, view_of
from adapters.sql.queries.shapes import shape_of, values_of
from adapters.sql.queries.sums import exact_sum
from adapters.sql.storage import SqlStorage
from application.ports import UsageQueries, UsageRepository
from application.views.selection import Position, Sort, UsageFilter
from application.views.usages import UsageSlice, UsageTotals, UsageVersionView, UsageView
from domain.errors import DomainError
from domain.organisation import user_not_found
from domain.usage import Change, Usage, usage_changed_in_between, usage_not_found
from domain.usage_type import usage_type_not_found


class SqlUsageRepository(UsageRepository):
    """Current versions in `usages`; closed ones, and the mark of a deletion, in `usage_versions`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, organisation_id: int, usage_id: int) -> Usage:
        which = {"organisation_id": organisation_id, "usage_id": usage_id}
        while True:
            for statement in (sql.current, sql.deletion):
                if rows := await self._transaction.fetch(statement, **which):
                    return usage_of(organisation_id, rows[0], self._transaction.instant)
            # On PostgreSQL others may delete and restore it between the two looks: then look again.
            if not await self._transaction.fetch(sql.any_version, **which):
                raise usage_not_found(usage_id)

    async def add(self, usage: Usage) -> None:
        try:
            await self._transaction.run(sql.insert_current, **sql.columns_of(usage), id=usage.id)
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise await self._missing(usage, broken) from broken
            raise

    async def _missing(self, usage: Usage, broken: BrokenConstraint) -> DomainError:
        if broken.name is None:  # SQLite: the transaction lives on and can be asked
            known = await self._transaction.fetch(sql.organisation, organisation_id=usage.organisation_id)
        else:
            known = [] if "organisation_id" in broken.name else [(usage.organisation_id,)]
        return usage_type_not_found(usage.stated.usage_type_id) if known else user_not_found(usage.user_id)

    async def append(self, usage: Usage) -> None:
        try:
            if usage.change is Change.RESTORED:
                await self._reopen(usage)
            else:
                await self._supersede(usage)
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise usage_type_not_found(usage.stated.usage_type_id) from broken
            raise usage_changed_in_between(usage.id) from broken

    async def _supersede(self, usage: Usage) -> None:
        await self._change_one(sql.keep_closed, usage)
        if usage.is_deleted:
            await self._change_one(sql.remove_current, usage)
            await self._transaction.run(
                sql.insert_version, **sql.columns_of(usage), usage_id=usage.id, superseded_at=None
            )
        else:
            await self._transaction.run(sql.replace_current, **sql.columns_of(usage), **sql.before(usage))

    async def _reopen(self, usage: Usage) -> None:
        await self._change_one(sql.close_deletion, usage)
        await self._transaction.run(sql.insert_current, **sql.columns_of(usage), id=usage.id)

    async def _change_one(self, statement: sql.Change, usage: Usage) -> None:
        if await self._transaction.run(statement, **sql.before(usage)) != 1:
            raise usage_changed_in_between(usage.id)


class SqlUsageQueries(UsageQueries):
    """One statement a question."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def get(self, organisation_id: int, usage_id: int, as_of: datetime | None = None) -> UsageView:
        which = {"organisation_id": organisation_id, "usage_id": usage_id, "as_of": as_of}
        rows = await self._database.fetch(sql.view, as_of is not None, **which)
        if not rows:
            raise usage_not_found(usage_id)
        return view_of(rows[0], self._database.instant)

    async def versions(self, organisation_id: int, usage_id: int) -> tuple[UsageVersionView, ...]:
        rows = await self._database.fetch(sql.versions, organisation_id=organisation_id, usage_id=usage_id)
        if not rows:
            raise usage_not_found(usage_id)
        instant = self._database.instant
        return tuple(
            UsageVersionView(view_of(row, instant), None if superseded_at is None else instant(superseded_at))
            for *row, superseded_at in rows
        )

    async def page(
        self, organisation_id: int, selected: UsageFilter, sort: Sort, *, offset: int, limit: int
    ) -> UsageSlice:
        shape = shape_of(
            selected, sort, after=None, has_offset=True, has_totals=True, is_postgres=self._database.is_postgres
        )
        values = values_of(organisation_id, selected, None)
        rows = await self._database.fetch(listing, *shape, **values, limit=limit + 1, offset=offset)
        return self._slice(rows, limit, has_totals=True)

    async def walk(
        self,
        organisation_id: int,
        selected: UsageFilter,
        sort: Sort,
        *,
        after: Position | None,
        limit: int,
        with_totals: bool,
    ) -> UsageSlice:
        shape = shape_of(
            selected,
            sort,
            after=after,
            has_offset=False,
            has_totals=with_totals,
            is_postgres=self._database.is_postgres,
        )
        values = values_of(organisation_id, selected, after)
        rows = await self._database.fetch(listing, *shape, **values, limit=limit + 1)
        return self._slice(rows, limit, has_totals=with_totals)

    def _slice(self, rows: Sequence[Row], limit: int, *, has_totals: bool) -> UsageSlice:
        totals = None
        if has_totals:
            usages, upper, lower = rows[0][-3:]
            totals = UsageTotals(usages, exact_sum(upper, lower))
            rows = [row[:-3] for row in map(tuple, rows) if row[0] is not None]
        instant = self._database.instant
        return UsageSlice(tuple([view_of(row, instant) for row in rows[:limit]]), totals, has_more=len(rows) > limit)
