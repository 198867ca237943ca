"""Time, ids, randomness, passwords and access tokens."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime


class Clock(ABC):
    """The time of day."""

    @abstractmethod
    def now(self) -> datetime:
        """This instant, in UTC."""


class IdGenerator(ABC):
    """Ids that are positive, below 2^53 (JavaScript reads them exactly), roughly ordered by time, and never given
    twice, whichever of the processes on the same storage asks."""

    @abstractmethod
    async def new_id(self) -> int:
        """An id that was never given before. Not to be called inside a unit of work."""


class SecretGenerator(ABC):
    """Randomness for secrets."""

    @abstractmethod
    def new_secret(self) -> str:
        """At least 256 random bits from a cryptographic source, as URL-safe text."""


class PasswordHasher(ABC):
    """Slow, salted hashes of passwords; neither method blocks the event loop."""

    @abstractmethod
    async def hash(self, password: str) -> str:
        """A new salted hash, with its parameters in it."""

    @abstractmethod
    async def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is the one hashed. With no hash the answer is False, after as much work."""


class CommonPasswords(ABC):
    """What is tried first by whoever guesses passwords."""

    @abstractmethod
    async def includes(self, password: str) -> bool:
        """Whether a password is one of lists of leaked ones, however its letters are cased, or as easily come by. It
        does not block the event loop."""


@dataclass(frozen=True, slots=True)
class AccessClaims:
    """What an access token says once it is verified."""

    user_id: int
    session_id: int


class AccessTokens(ABC):
    """Short-lived signed tokens (JWT, RFC 7519; profile RFC 9068) that stand for a session."""

    lifetime_seconds: int

    @abstractmethod
    def issue(self, claims: AccessClaims, at: datetime) -> str:
        """A token that is valid for ``lifetime_seconds`` from the instant on."""

    @abstractmethod
    def verify(self, token: str, at: datetime) -> AccessClaims:
        """Raises NotAuthenticated unless signature, algorithm, type, issuer, audience and times are all right."""
