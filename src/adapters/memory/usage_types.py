"""Usage types and emission factors in memory."""

import builtins
from datetime import datetime

from adapters.memory.journal import usage_types_at
from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import Tables
from application.ports import EmissionFactorRepository, UsageTypeQueries, UsageTypeRepository
from application.views.usage_types import FactorView, UsageTypeView
from application.views.usages import UsageTypeReference
from domain.factor import EmissionFactor, in_force, no_factor_in_force
from domain.usage_type import UsageType, usage_type_exists, usage_type_in_use, usage_type_not_found


class MemoryUsageTypeRepository(UsageTypeRepository):
    """Usage types by id."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, usage_type_id: int) -> UsageType:
        return _usage_type(self._tables, usage_type_id)

    async def get_to_change(self, usage_type_id: int) -> UsageType:
        return _usage_type(self._tables, usage_type_id)

    async def add(self, usage_type: UsageType) -> None:
        named = (usage_type.name, usage_type.unit)
        others = (other for other in self._tables.usage_types.values() if other.id != usage_type.id)
        if any((other.name, other.unit) == named for other in others):
            raise usage_type_exists(usage_type)
        self._tables.usage_types[usage_type.id] = usage_type

    async def replace(self, usage_type: UsageType) -> None:
        _usage_type(self._tables, usage_type.id)
        await self.add(usage_type)

    async def remove(self, usage_type_id: int) -> None:
        _usage_type(self._tables, usage_type_id)
        if any(usage.stated.usage_type_id == usage_type_id for kept in self._tables.usages.values() for usage in kept):
            raise usage_type_in_use(usage_type_id)
        del self._tables.usage_types[usage_type_id]
        for factor in _factors(self._tables, usage_type_id):
            del self._tables.factors[factor.id]


class MemoryEmissionFactorRepository(EmissionFactorRepository):
    """Factor versions by id."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, factor_id: int) -> EmissionFactor:
        return self._tables.factors[factor_id]

    async def in_force(self, usage_type_id: int, at: datetime) -> EmissionFactor:
        if factor := in_force(_factors(self._tables, usage_type_id), at):
            return factor
        raise no_factor_in_force(usage_type_id, at)

    async def add(self, factor: EmissionFactor) -> None:
        _usage_type(self._tables, factor.usage_type_id)
        self._tables.factors[factor.id] = factor


class MemoryUsageTypeQueries(UsageTypeQueries):
    """What is committed of usage types and factors."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def list(self, at: datetime) -> tuple[UsageTypeView, ...]:
        return tuple([await self.get(usage_type_id, at) for usage_type_id in sorted(self._tables.usage_types)])

    async def get(self, usage_type_id: int, at: datetime) -> UsageTypeView:
        usage_type = _usage_type(self._tables, usage_type_id)
        return UsageTypeView.of(usage_type, in_force(_factors(self._tables, usage_type_id), at))

    async def references(self, as_of: datetime) -> dict[int, UsageTypeReference]:
        states = usage_types_at(self._tables, as_of)
        return {id: UsageTypeReference(id, state["name"], state["unit"]) for id, state in states.items()}

    async def factors(self, usage_type_id: int) -> tuple[FactorView, ...]:
        _usage_type(self._tables, usage_type_id)
        recorded = sorted(_factors(self._tables, usage_type_id), key=lambda it: (it.recorded_at, it.id), reverse=True)
        return tuple(map(FactorView.of, recorded))


def _usage_type(tables: Tables, usage_type_id: int) -> UsageType:
    if usage_type := tables.usage_types.get(usage_type_id):
        return usage_type
    raise usage_type_not_found(usage_type_id)


def _factors(tables: Tables, usage_type_id: int) -> builtins.list[EmissionFactor]:
    return [factor for factor in tables.factors.values() if factor.usage_type_id == usage_type_id]
