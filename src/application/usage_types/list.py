"""Showing usage types."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UsageTypeQueries
from application.views.usage_types import UsageTypeView


@dataclass(frozen=True, slots=True)
class ListUsageTypes:
    """Every usage type, retired ones too, with the factor in force now."""

    clock: Clock
    usage_types: UsageTypeQueries

    async def __call__(self, caller: Caller) -> tuple[UsageTypeView, ...]:
        """By id."""
        return await self.usage_types.list(self.clock.now())


@dataclass(frozen=True, slots=True)
class GetUsageType:
    """One usage type, with the factor in force now."""

    clock: Clock
    usage_types: UsageTypeQueries

    async def __call__(self, caller: Caller, usage_type_id: int) -> UsageTypeView:
        """Raises UsageTypeNotFound."""
        return await self.usage_types.get(usage_type_id, self.clock.now())
