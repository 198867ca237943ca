"""Showing one usage, or its history."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import UsageQueries
from application.views.usages import UsageVersionView, UsageView


@dataclass(frozen=True, slots=True)
class GetUsage:
    """One usage as it is now."""

    usages: UsageQueries

    async def __call__(self, caller: Caller, usage_id: int) -> UsageView:
        """Raises UsageNotFound."""
        return await self.usages.get(caller.organisation_id, usage_id)


@dataclass(frozen=True, slots=True)
class ListUsageVersions:
    """Every version of a usage, the latest first, also of a deleted one."""

    usages: UsageQueries

    async def __call__(self, caller: Caller, usage_id: int) -> tuple[UsageVersionView, ...]:
        """Raises UsageNotFound."""
        return await self.usages.versions(caller.organisation_id, usage_id)
