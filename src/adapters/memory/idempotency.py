"""Idempotency keys in memory."""

from datetime import datetime

from adapters.memory.tables import Tables
from application.ports import IdempotencyKey, IdempotencyKeyRepository, KeptAnswer
from domain.organisation import user_not_found

_AT_ONCE = 1000


class MemoryIdempotencyKeyRepository(IdempotencyKeyRepository):
    """Answers by key, each with when it expires; as units of work follow one another, nobody ever waits in here."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def claim(
        self, key: IdempotencyKey, fingerprint: str, *, at: datetime, expires_at: datetime
    ) -> KeptAnswer | None:
        if key.user_id not in self._tables.users:
            raise user_not_found(key.user_id)
        known = self._tables.answers.get(key)
        if known and known[1] > at:
            return known[0]
        self._tables.answers[key] = KeptAnswer(fingerprint, b""), expires_at
        return None

    async def keep(self, key: IdempotencyKey, answer: bytes) -> None:
        claimed, expires_at = self._tables.answers[key]
        self._tables.answers[key] = KeptAnswer(claimed.fingerprint, answer), expires_at

    async def forget_expired(self, at: datetime) -> int:
        expired = [key for key, (_, expires_at) in self._tables.answers.items() if expires_at <= at][:_AT_ONCE]
        for key in expired:
            del self._tables.answers[key]
        return len(expired)
