"""Transactions in memory."""

from types import TracebackType
from typing import Self

from adapters.memory.accounts import MemoryAccountRepository, MemorySessionRepository
from adapters.memory.attempts import MemoryAttemptRepository
from adapters.memory.idempotency import MemoryIdempotencyKeyRepository
from adapters.memory.journal import MemoryJournalRepository
from adapters.memory.storage import MemoryStorage
from adapters.memory.usage_types import MemoryEmissionFactorRepository, MemoryUsageTypeRepository
from adapters.memory.usages import MemoryUsageRepository
from application.ports import UnitOfWork


class MemoryUnitOfWork(UnitOfWork):
    """One at a time: whoever enters second waits. Changes lie over what is committed until they are."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._storage = storage

    async def __aenter__(self) -> Self:
        await self._storage.writing.acquire()
        self._tables = self._storage.committed.overlaid()
        self.usages = MemoryUsageRepository(self._tables)
        self.usage_types = MemoryUsageTypeRepository(self._tables)
        self.factors = MemoryEmissionFactorRepository(self._tables)
        self.accounts = MemoryAccountRepository(self._tables)
        self.sessions = MemorySessionRepository(self._tables)
        self.idempotency_keys = MemoryIdempotencyKeyRepository(self._tables)
        self.attempts = MemoryAttemptRepository(self._tables)
        self.journal = MemoryJournalRepository(self._tables)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._storage.writing.release()

    async def commit(self) -> None:
        self._tables.apply()
