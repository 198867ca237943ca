"""Counts of attempts in SQL."""

from datetime import datetime

from adapters.sql.engine.database import Transaction
from adapters.sql.queries import attempts as sql
from application.ports import AttemptRepository, Tally


class SqlAttemptRepository(AttemptRepository):
    """One statement a question; the database adds, so that nothing is counted twice or not at all."""

    def __init__(self, transaction: Transaction, *, is_postgres: bool) -> None:
        self._transaction = transaction
        self._is_postgres = is_postgres

    async def add(self, subject: str, at: datetime, *, ends_at: datetime) -> Tally:
        row = {"subject": subject, "count": 1, "ends_at": ends_at}
        ((count, kept_until),) = await self._transaction.fetch(sql.add, self._is_postgres, **row, at=at)
        return Tally(count, self._transaction.instant(kept_until))

    async def take_back(self, subject: str) -> None:
        await self._transaction.run(sql.take_back, its_subject=subject)

    async def forget(self, subject: str) -> None:
        await self._transaction.run(sql.forget, its_subject=subject)

    async def forget_ended(self, at: datetime) -> None:
        await self._transaction.run(sql.forget_ended, at=at)
