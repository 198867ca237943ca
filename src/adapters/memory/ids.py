"""Ids in memory."""

from datetime import UTC, datetime, timedelta

from adapters.memory.storage import MemoryStorage
from application.ports import Clock, IdGenerator

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
# 1024 ids a millisecond before they run ahead of the clock; below 2^53 until the year 2298.
_BITS = 10


class MemoryIdGenerator(IdGenerator):
    """Milliseconds since 2020 and a count; never backwards, even when the clock is set back."""

    def __init__(self, storage: MemoryStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def new_id(self) -> int:
        by_clock = (self._clock.now() - _EPOCH) // _MILLISECOND << _BITS
        self._storage.last_id = max(self._storage.last_id + 1, by_clock)
        return self._storage.last_id
