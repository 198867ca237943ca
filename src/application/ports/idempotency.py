"""What requests were answered with that may be sent again (draft-ietf-httpapi-idempotency-key-header)."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class IdempotencyKey:
    """What a client calls one of its requests: up to 255 characters of ASCII. It counts for one user and one
    ``resource``, up to 100 characters that say what is asked of what."""

    user_id: int
    resource: str
    key: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What a request was answered with, in the entrypoint's own form; ``fingerprint`` is the SHA-256 in hex of what the
    request held."""

    fingerprint: str
    answer: bytes


class IdempotencyKeyRepository(ABC):
    """The answers of each user's requests, until their keys expire. With the user, they are erased."""

    @abstractmethod
    async def claim(
        self, key: IdempotencyKey, fingerprint: str, *, at: datetime, expires_at: datetime
    ) -> KeptAnswer | None:
        """Takes a key that is new, or has expired at the instant: then None, and the caller must ``keep`` an answer
        before the commit. Otherwise what is kept under it, unchanged. Whoever claims the key of a unit of work that has
        not ended waits until it has. Raises UserNotFound when the user is gone."""

    @abstractmethod
    async def keep(self, key: IdempotencyKey, answer: bytes) -> None:
        """The answer under a key that this unit of work has claimed."""

    @abstractmethod
    async def forget_expired(self, at: datetime) -> int:
        """Removes the answers whose keys have expired, a thousand at most, but for those that another unit of work
        holds; says how many. It never waits."""
