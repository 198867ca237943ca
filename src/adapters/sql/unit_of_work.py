"""Transactions in SQL."""

from types import TracebackType
from typing import Self

from adapters.sql.accounts import SqlAccountRepository, SqlSessionRepository
from adapters.sql.attempts import SqlAttemptRepository
from adapters.sql.idempotency import SqlIdempotencyKeyRepository
from adapters.sql.journal import SqlJournalRepository
from adapters.sql.storage import SqlStorage
from adapters.sql.usage_types import SqlEmissionFactorRepository, SqlUsageTypeRepository
from adapters.sql.usages import SqlUsageRepository
from application.ports import UnitOfWork


class SqlUnitOfWork(UnitOfWork):
    """One database transaction. On SQLite one at a time (BEGIN IMMEDIATE); on PostgreSQL they run side by side and wait
    for each other's rows."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def __aenter__(self) -> Self:
        self._transaction = await self._database.begin()
        self.usages = SqlUsageRepository(self._transaction)
        self.usage_types = SqlUsageTypeRepository(self._transaction)
        self.factors = SqlEmissionFactorRepository(self._transaction)
        self.accounts = SqlAccountRepository(self._transaction)
        self.sessions = SqlSessionRepository(self._transaction)
        self.idempotency_keys = SqlIdempotencyKeyRepository(self._transaction, is_postgres=self._database.is_postgres)
        self.journal = SqlJournalRepository(self._transaction, is_postgres=self._database.is_postgres)
        self.attempts = SqlAttemptRepository(self._transaction, is_postgres=self._database.is_postgres)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._transaction.end()

    async def commit(self) -> None:
        await self._transaction.commit()
