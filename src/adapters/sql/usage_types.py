"""Usage types and emission factors in SQL."""

import builtins
import json
from datetime import datetime

from adapters.sql.engine.database import Row, Transaction
from adapters.sql.engine.errors import BrokenConstraint, named_errors
from adapters.sql.engine.statements import Build
from adapters.sql.queries import usage_types as sql
from adapters.sql.queries.as_of import usage_types_as_of
from adapters.sql.queries.rows import FACTOR, USAGE_TYPE, factor_of, usage_type_of
from adapters.sql.schema.tables import EmissionFactorRow
from adapters.sql.storage import SqlStorage
from application.ports import EmissionFactorRepository, UsageTypeQueries, UsageTypeRepository
from application.views.usage_types import FactorView, UsageTypeView
from application.views.usages import UsageTypeReference
from domain.factor import EmissionFactor, no_factor_in_force
from domain.usage_type import UsageType, usage_type_exists, usage_type_in_use, usage_type_not_found


class SqlUsageTypeRepository(UsageTypeRepository):
    """Usage types by id."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, usage_type_id: int) -> UsageType:
        return await self._get(sql.usage_type, usage_type_id)

    async def get_to_change(self, usage_type_id: int) -> UsageType:
        return await self._get(sql.usage_type_to_change, usage_type_id)

    async def _get(self, query: Build, usage_type_id: int) -> UsageType:
        rows = await self._transaction.fetch(query, usage_type_id=usage_type_id)
        if not rows:
            raise usage_type_not_found(usage_type_id)
        return usage_type_of(rows[0], self._transaction.instant)

    async def add(self, usage_type: UsageType) -> None:
        await self._keep(sql.insert_usage_type, usage_type)

    async def replace(self, usage_type: UsageType) -> None:
        if not await self._keep(sql.replace_usage_type, usage_type):
            raise usage_type_not_found(usage_type.id)

    async def _keep(self, change: Build, usage_type: UsageType) -> int:
        try:
            return await self._transaction.run(change, usage_type_id=usage_type.id, **sql.columns_of(usage_type))
        except BrokenConstraint as broken:
            if broken.name == "uq_usage_types_name_unit":
                raise usage_type_exists(usage_type) from broken
            raise

    async def remove(self, usage_type_id: int) -> None:
        try:
            await self._transaction.run_long(sql.remove_factors, usage_type_id=usage_type_id)
            removed = await self._transaction.run_long(sql.remove_usage_type, usage_type_id=usage_type_id)
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise usage_type_in_use(usage_type_id) from broken
            raise
        if not removed:
            raise usage_type_not_found(usage_type_id)


class SqlEmissionFactorRepository(EmissionFactorRepository):
    """Factor versions by id."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def get(self, factor_id: int) -> EmissionFactor:
        rows = await self._transaction.fetch(sql.factor, factor_id=factor_id)
        if not rows:
            raise LookupError(factor_id)
        return factor_of(rows[0], self._transaction.instant)

    async def in_force(self, usage_type_id: int, at: datetime) -> EmissionFactor:
        rows = await self._transaction.fetch(sql.factor_in_force, usage_type_id=usage_type_id, at=at)
        if not rows:
            raise no_factor_in_force(usage_type_id, at)
        return factor_of(rows[0], self._transaction.instant)

    async def add(self, factor: EmissionFactor) -> None:
        self._transaction.session.add(
            EmissionFactorRow(
                id=factor.id,
                usage_type_id=factor.usage_type_id,
                value=factor.value,
                valid_from=factor.validity.start,
                valid_to=factor.validity.end,
                source=factor.source,
                edition=factor.edition,
                recorded_at=factor.recorded_at,
                published_by=factor.published_by,
            )
        )
        try:
            with named_errors:
                await self._transaction.session.flush()
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise usage_type_not_found(factor.usage_type_id) from broken
            raise


class SqlUsageTypeQueries(UsageTypeQueries):
    """One statement a question."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def list(self, at: datetime) -> tuple[UsageTypeView, ...]:
        return tuple(map(self._view, await self._database.fetch(sql.types_with_factor_in_force, at=at)))

    async def get(self, usage_type_id: int, at: datetime) -> UsageTypeView:
        rows = await self._database.fetch(sql.type_with_factor_in_force, at=at, usage_type_id=usage_type_id)
        if not rows:
            raise usage_type_not_found(usage_type_id)
        return self._view(rows[0])

    async def references(self, as_of: datetime) -> dict[int, UsageTypeReference]:
        rows = await self._database.fetch(usage_types_as_of, as_of=as_of)
        states = {id: json.loads(after or before) for id, before, after in rows}
        return {id: UsageTypeReference(id, state["name"], state["unit"]) for id, state in states.items()}

    async def factors(self, usage_type_id: int) -> tuple[FactorView, ...]:
        rows = await self._database.fetch(sql.factors_of_type, usage_type_id=usage_type_id)
        if not rows:
            raise usage_type_not_found(usage_type_id)
        known: builtins.list[Row] = [row for row in map(tuple, rows) if row[0] is not None]
        return tuple(FactorView.of(factor_of(row, self._database.instant)) for row in known)

    def _view(self, row: Row) -> UsageTypeView:
        instant, columns = self._database.instant, tuple(row)
        usage_type, factor = columns[: len(USAGE_TYPE)], columns[-len(FACTOR) :]
        return UsageTypeView.of(
            usage_type_of(usage_type, instant), None if factor[0] is None else factor_of(factor, instant)
        )
