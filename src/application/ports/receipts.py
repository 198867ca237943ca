"""Versions of usages with all that their figures were made from."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from datetime import datetime

from application.views.receipts import PinnedVersion
from domain.period import Period


class ReceiptQueries(ABC):
    """What receipts are made from."""

    @abstractmethod
    async def version(self, organisation_id: int, usage_id: int, version: int | None = None) -> PinnedVersion:
        """A version of a usage by its number, or the latest; the mark of a deletion is one too. Raises
        UsageNotFound."""

    @abstractmethod
    def as_of(
        self, organisation_id: int, period: Period, as_of: datetime, *, limit: int
    ) -> AsyncIterator[PinnedVersion]:
        """The first usages of a period, as UsageQueries shows them as of an instant, by instant of usage and id, all of
        one moment."""
