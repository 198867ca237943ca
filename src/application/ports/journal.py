"""Where the journal is kept, sealed and read."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from application.views.journal import JournalFault, JournalFilter, JournalSlice, KeptThing, WalkedEntry
from domain.journal import Head, JournalEntry, Seal


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An entry that has no seal yet; ``position`` is its place among the entries of all chains."""

    position: int
    entry: JournalEntry


class JournalRepository(ABC):
    """The entries of every chain; append-only. Nothing ever changes or removes one, but for the erasure of a whole
    organisation."""

    @abstractmethod
    async def add(self, entry: JournalEntry) -> None:
        """An entry whose position follows those of all that were committed before this unit of work began. Nobody waits
        for anybody to add one."""

    @abstractmethod
    async def unsealed(self, limit: int, *, chain: int | None = None) -> Sequence[Unsealed]:
        """The first entries that are committed, or this unit of work's own, and not sealed: of one chain, or of all, by
        position. Whoever asks waits until others who asked have ended; those who add do not wait for them, where units
        of work run side by side."""

    @abstractmethod
    async def head(self, chain: int) -> Head:
        """The last sealed entry of a chain."""

    @abstractmethod
    async def seal(self, sealed: Sequence[tuple[Unsealed, Seal]]) -> None:
        """Keeps the seals of entries that were unsealed."""

    @abstractmethod
    async def settled_until(self) -> datetime | None:
        """The last instant as of which answers are fixed; None where nothing was ever settled."""

    @abstractmethod
    async def settle(self, until: datetime) -> None:
        """Keeps that answers as of an instant, and of all before, are fixed."""


class JournalQueries(ABC):
    """What is shown of the journal."""

    @abstractmethod
    async def entries(
        self, organisation_id: int, selected: JournalFilter, *, before: int | None, limit: int
    ) -> JournalSlice:
        """The latest entries of an organisation's chain and of the installation's, by position, the last first; or
        those before a position. Where a usage is selected, of that alone."""

    @abstractmethod
    async def head(self, chain: int) -> Head:
        """The last sealed entry of a chain."""

    @abstractmethod
    async def settled_until(self) -> datetime | None:
        """The last instant as of which answers are fixed; None where nothing was ever settled."""

    @abstractmethod
    def walk(self) -> AsyncIterator[WalkedEntry | JournalFault]:
        """Every entry of every chain, for the installation's operator alone: those with a number by chain and number,
        then the others by position; at no time are all of them in memory. One that cannot be read, or whose version
        cannot, ends nothing: a JournalFault stands in its place."""

    @abstractmethod
    async def things(self) -> Sequence[KeptThing | JournalFault]:
        """Every usage type and every factor; one that cannot be read is a JournalFault that names it."""

    @abstractmethod
    async def untold(self, limit: int) -> Sequence[JournalFault]:
        """Versions of usages that no entry tells of."""
