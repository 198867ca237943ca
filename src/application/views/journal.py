"""What is shown of the journal."""

from dataclasses import dataclass
from datetime import datetime

from domain.journal import Action, Head, JournalEntry, Seal
from domain.period import Period


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """``period`` bounds when an entry was recorded; no actions are all. A ``usage_id`` selects its entries alone."""

    period: Period = Period()  # noqa: RUF009  # frozen
    actions: frozenset[Action] = frozenset()
    usage_id: int | None = None


@dataclass(frozen=True, slots=True)
class JournalItem:
    """An entry in its place; ``seal`` is None for the seconds until it has one."""

    position: int
    entry: JournalEntry
    seal: Seal | None


@dataclass(frozen=True, slots=True)
class WalkedEntry:
    """An entry as it lies in the storage. ``is_found`` tells whether the version of the usage that it opened is there;
    of other entries it is true."""

    item: JournalItem
    is_found: bool


@dataclass(frozen=True, slots=True)
class JournalFault:
    """What does not hold of an entry; ``sequence`` is its number, None for one without a seal."""

    chain: int
    sequence: int | None
    reason: str

    def __str__(self) -> str:
        whose = f"organisation {self.chain}" if self.chain else "installation"
        which = "an entry without a seal" if self.sequence is None else f"entry {self.sequence}"
        return f"journal of {whose}, {which}: {self.reason}"


@dataclass(frozen=True, slots=True)
class JournalHeads:
    """The last sealed entries of an organisation's chain and of the installation's. Answers as of ``settled_until``,
    and of any instant before, are fixed."""

    organisation_id: int
    organisation: Head
    installation: Head
    settled_until: datetime | None


@dataclass(frozen=True, slots=True)
class JournalSlice:
    """A run of entries."""

    items: tuple[JournalItem, ...]
    has_more: bool
