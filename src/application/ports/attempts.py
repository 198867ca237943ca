"""How often something was tried lately."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tally:
    """The attempts in the window that is open, and when it ends."""

    count: int
    ends_at: datetime


class AttemptRepository(ABC):
    """Counts by subject, a SHA-256 in hex of what is counted. Each is for a window of time that its first attempt
    opens, and that no later one prolongs."""

    @abstractmethod
    async def add(self, subject: str, at: datetime, *, ends_at: datetime) -> Tally:
        """Counts an attempt, this one included; the first, and the first after a window's end, opens a window until
        ``ends_at``. Whoever counts the same subject waits until the unit of work has ended."""

    @abstractmethod
    async def take_back(self, subject: str) -> None:
        """Counts one attempt less; none where none is counted."""

    @abstractmethod
    async def forget(self, subject: str) -> None:
        """Counts from nothing again."""

    @abstractmethod
    async def forget_ended(self, at: datetime) -> None:
        """Removes windows that have ended, a hundred at most, but for those that another unit of work holds; it never
        waits."""
