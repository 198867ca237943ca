"""Where usages and their versions are kept, and how they are read."""

from abc import ABC, abstractmethod
from datetime import datetime

from application.views.selection import Position, Sort, UsageFilter
from application.views.usages import UsageSlice, UsageVersionView, UsageView
from domain.usage import Usage


class UsageRepository(ABC):
    """The usages of all organisations, each reached only through its own."""

    @abstractmethod
    async def get(self, organisation_id: int, usage_id: int) -> Usage:
        """The latest version, also when that is the mark of a deletion.

        Raises UsageNotFound when the organisation has never had it.
        """

    @abstractmethod
    async def add(self, usage: Usage) -> None:
        """Keeps a first version. Raises UsageTypeNotFound when its type is gone, UserNotFound when its owner is."""

    @abstractmethod
    async def append(self, usage: Usage) -> None:
        """Closes the version before at ``usage.changed_at`` and opens this one.

        Raises ConcurrentChange when the latest version kept is not ``usage.version - 1``.
        """


class UsageQueries(ABC):
    """What is shown of usages; a deleted usage appears in ``versions`` alone.

    What is asked as of an instant is answered from the versions that the journal had counted by then, and from nothing
    that came later; types bear the names that they have now.

    A list is in the order of ``sort``, ids breaking ties in the same direction. Items and totals of one answer are of
    one moment.
    """

    @abstractmethod
    async def get(self, organisation_id: int, usage_id: int, as_of: datetime | None = None) -> UsageView:
        """One usage as it is now, or as it was. Raises UsageNotFound."""

    @abstractmethod
    async def versions(self, organisation_id: int, usage_id: int) -> tuple[UsageVersionView, ...]:
        """Every version, the latest first. Raises UsageNotFound when the organisation has never had it."""

    @abstractmethod
    async def page(
        self, organisation_id: int, selected: UsageFilter, sort: Sort, *, offset: int, limit: int
    ) -> UsageSlice:
        """``limit`` usages from ``offset`` on, with the totals of all that are selected."""

    @abstractmethod
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
        """The ``limit`` usages that follow a position, at a cost that does not grow with how far in it lies."""
