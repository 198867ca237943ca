"""What is shown of the journal."""

from dataclasses import dataclass
from datetime import datetime

from domain.journal import Action, Head, JournalEntry, Seal
from domain.period import Period
from domain.states import State


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
    """An entry as it lies in the storage. Of one that opened a version of a usage, ``kept`` is that version as it is
    kept, and ``expected`` what follows for it from the journal; None where there is none."""

    item: JournalItem
    kept: State | None = None
    expected: State | None = None


@dataclass(frozen=True, slots=True)
class KeptThing:
    """A usage type or a factor (``kind`` is the first word of its entries' actions) as it is kept."""

    kind: str
    id: int
    state: State


@dataclass(frozen=True, slots=True)
class JournalFault:
    """What does not hold of a chain; ``sequence`` is the number of the entry, None where it is of none that has one."""

    chain: int
    sequence: int | None
    reason: str

    def __str__(self) -> str:
        whose = f"organisation {self.chain}" if self.chain else "installation"
        which = "" if self.sequence is None else f", entry {self.sequence}"
        return f"journal of {whose}{which}: {self.reason}"


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


def is_untold(organisation_id: int, usage_id: int, version: int) -> JournalFault:
    """The fault, worded once for every storage."""
    return JournalFault(organisation_id, None, f"no entry tells of version {version} of usage {usage_id}")
