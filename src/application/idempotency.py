"""Requests that are carried out once, however often they are sent (draft-ietf-httpapi-idempotency-key-header)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from application.ports import IdempotencyKey, UnitOfWork
from domain.errors import DomainError

V = TypeVar("V")

KEY_LIFETIME = timedelta(hours=24)
"""Who missed an answer asks again within minutes, or next morning; to keep answers for longer helps nobody."""


class IdempotencyKeyReused(DomainError):
    """The key stands for a request with another content."""


class AlreadyAnswered(Exception):
    """The request was carried out before; ``answer`` is what was kept then. Nothing is done again."""

    def __init__(self, answer: bytes) -> None:
        super().__init__()
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Once(Generic[V]):
    """A request that bears an idempotency key. ``fingerprint`` tells its content from any other; ``answer`` turns what
    is shown of the outcome into what is kept."""

    key: IdempotencyKey
    fingerprint: str
    answer: Callable[[V], bytes]

    async def begin(self, uow: UnitOfWork, at: datetime) -> None:
        """To be called first. Raises AlreadyAnswered, IdempotencyKeyReused, and UserNotFound when the user is gone."""
        kept = await uow.idempotency_keys.claim(self.key, self.fingerprint, at=at, expires_at=at + KEY_LIFETIME)
        if kept is None:
            return
        if kept.fingerprint != self.fingerprint:
            raise IdempotencyKeyReused("This key was used before, with another content; take a new key.")
        raise AlreadyAnswered(kept.answer)

    async def finish(self, uow: UnitOfWork, view: V) -> None:
        """To be called last before the commit, so that answer and outcome are kept together or not at all."""
        await uow.idempotency_keys.keep(self.key, self.answer(view))
