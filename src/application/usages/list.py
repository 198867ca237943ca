"""Listing usages, by page or by cursor."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.journal.history import History, all_as_named
from application.ports import UsageQueries
from application.views.selection import Position, Sort, UsageFilter
from application.views.usages import UsageSlice


@dataclass(frozen=True, slots=True)
class ListUsages:
    """The caller's organisation's usages, filtered and sorted. Raises what History.at does."""

    usages: UsageQueries
    history: History

    async def page(self, caller: Caller, selected: UsageFilter, sort: Sort, *, page: int, page_size: int) -> UsageSlice:
        """A page, counted from 1, with the totals of all that are selected."""
        offset = (page - 1) * page_size
        names = await self.history.at(selected.as_of)
        found = await self.usages.page(caller.organisation_id, selected, sort, offset=offset, limit=page_size)
        return all_as_named(found, names)

    async def walk(
        self,
        caller: Caller,
        selected: UsageFilter,
        sort: Sort,
        *,
        after: Position | None,
        page_size: int,
        with_totals: bool,
    ) -> UsageSlice:
        """What follows a position. A walk neither repeats nor skips a usage that nobody touches meanwhile."""
        names = await self.history.at(selected.as_of)
        found = await self.usages.walk(
            caller.organisation_id, selected, sort, after=after, limit=page_size, with_totals=with_totals
        )
        return all_as_named(found, names)
