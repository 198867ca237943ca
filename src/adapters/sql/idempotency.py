"""Idempotency keys in SQL."""

from datetime import datetime

from adapters.sql.engine.database import Transaction
from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.queries import idempotency as sql
from application.ports import IdempotencyKey, IdempotencyKeyRepository, KeptAnswer
from domain.organisation import user_not_found


class SqlIdempotencyKeyRepository(IdempotencyKeyRepository):
    """Two short statements for a request that is new, two for one that was answered before."""

    def __init__(self, transaction: Transaction, *, is_postgres: bool) -> None:
        self._transaction = transaction
        self._is_postgres = is_postgres

    async def claim(
        self, key: IdempotencyKey, fingerprint: str, *, at: datetime, expires_at: datetime
    ) -> KeptAnswer | None:
        row = {"user_id": key.user_id, "key": key.key, "resource": key.resource, "expires_at": expires_at}
        try:
            if await self._transaction.run(
                sql.claim, self._is_postgres, **row, fingerprint=fingerprint, answer=b"", at=at
            ):
                return None
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise user_not_found(key.user_id) from broken
            raise
        ((known, answer),) = await self._transaction.fetch(sql.kept, **sql.which(key))
        return KeptAnswer(known, answer)

    async def keep(self, key: IdempotencyKey, answer: bytes) -> None:
        await self._transaction.run(sql.keep, **sql.which(key), answer=answer)

    async def forget_expired(self, at: datetime) -> int:
        return await self._transaction.run_long(sql.forget_expired, at=at)
