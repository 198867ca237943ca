"""Showing one usage, or its history."""

from dataclasses import dataclass
from datetime import datetime

from application.authorisation import Caller
from application.journal.history import History, as_named
from application.ports import UsageQueries
from application.views.usages import UsageVersionView, UsageView


@dataclass(frozen=True, slots=True)
class GetUsage:
    """One usage as it is now, or as it was."""

    usages: UsageQueries
    history: History

    async def __call__(self, caller: Caller, usage_id: int, as_of: datetime | None = None) -> UsageView:
        """Raises UsageNotFound, and what History.at does."""
        names = await self.history.at(as_of)
        return as_named(await self.usages.get(caller.organisation_id, usage_id, as_of), names)


@dataclass(frozen=True, slots=True)
class ListUsageVersions:
    """Every version of a usage, the latest first, also of a deleted one."""

    usages: UsageQueries

    async def __call__(self, caller: Caller, usage_id: int) -> tuple[UsageVersionView, ...]:
        """Raises UsageNotFound."""
        return await self.usages.versions(caller.organisation_id, usage_id)
