"""What receipts are made from, in memory."""

from collections.abc import AsyncIterator
from datetime import datetime

from adapters.memory.storage import MemoryStorage
from adapters.memory.usages import present
from application.ports import ReceiptQueries
from application.views.receipts import PinnedVersion
from domain.period import Period
from domain.usage import Usage, usage_not_found


class MemoryReceiptQueries(ReceiptQueries):
    """What is committed of usages."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def version(self, organisation_id: int, usage_id: int, version: int | None = None) -> PinnedVersion:
        kept = self._tables.usages.get((organisation_id, usage_id), ())
        for usage in reversed(kept):
            if version in {None, usage.version}:
                return self._pinned(usage)
        raise usage_not_found(usage_id, version)

    async def as_of(
        self, organisation_id: int, period: Period, as_of: datetime, *, limit: int
    ) -> AsyncIterator[PinnedVersion]:
        there = present(self._tables, organisation_id, as_of)
        inside = [usage for usage in there if period.covers(usage.stated.usage_at)]
        inside.sort(key=lambda usage: (usage.stated.usage_at, usage.id))
        for usage in inside[:limit]:
            yield self._pinned(usage)

    def _pinned(self, usage: Usage) -> PinnedVersion:
        usage_type = self._tables.usage_types[usage.stated.usage_type_id]
        return PinnedVersion(usage, usage_type, self._tables.factors[usage.factor_id])
