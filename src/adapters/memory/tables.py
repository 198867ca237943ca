"""What is kept, and how a unit of work lays its changes over it."""

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Self, TypeVar

from application.ports import IdempotencyKey, KeptAnswer, Tally
from application.views.journal import JournalItem
from domain.factor import EmissionFactor
from domain.journal import Head
from domain.organisation import Organisation, User
from domain.session import RefreshToken, Session
from domain.usage import Usage
from domain.usage_type import UsageType

ONLY = "the one there is"
"""The key of a table of one row."""

K = TypeVar("K")
V = TypeVar("V")


class Overlay(MutableMapping[K, V]):
    """A table with changes on top. Applying them costs what was changed, not what is kept."""

    def __init__(self, kept: MutableMapping[K, V]) -> None:
        self._kept = kept
        self._written: dict[K, V] = {}
        self._removed: set[K] = set()

    def __getitem__(self, key: K) -> V:
        if key in self._written:
            return self._written[key]
        if key in self._removed:
            raise KeyError(key)
        return self._kept[key]

    def __setitem__(self, key: K, value: V) -> None:
        self._removed.discard(key)
        self._written[key] = value

    def __delitem__(self, key: K) -> None:
        if key not in self:
            raise KeyError(key)
        self._written.pop(key, None)
        self._removed.add(key)

    def __iter__(self) -> Iterator[K]:
        yield from (key for key in self._kept if key not in self._written and key not in self._removed)
        yield from self._written

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def apply(self) -> None:
        """Makes the changes in the table beneath."""
        self._kept.update(self._written)
        for key in self._removed:
            self._kept.pop(key, None)


@dataclass(frozen=True, slots=True)
class JournalState:
    """The position of the last entry, and of the last one up to which all are sealed; answers as of ``settled_until``
    are fixed."""

    last: int = 0
    sealed: int = 0
    settled_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """Rows by key. ``usages`` holds every version of a usage, oldest first, by organisation and id; ``answers`` when
    each expires; ``journal`` entries by position, ``heads`` those of each chain, ``journal_state`` one row."""

    usage_types: MutableMapping[int, UsageType] = field(default_factory=dict)
    factors: MutableMapping[int, EmissionFactor] = field(default_factory=dict)
    organisations: MutableMapping[int, Organisation] = field(default_factory=dict)
    users: MutableMapping[int, User] = field(default_factory=dict)
    password_hashes: MutableMapping[int, str] = field(default_factory=dict)
    sessions: MutableMapping[int, Session] = field(default_factory=dict)
    tokens: MutableMapping[str, RefreshToken] = field(default_factory=dict)
    answers: MutableMapping[IdempotencyKey, tuple[KeptAnswer, datetime]] = field(default_factory=dict)
    attempts: MutableMapping[str, Tally] = field(default_factory=dict)
    usages: MutableMapping[tuple[int, int], tuple[Usage, ...]] = field(default_factory=dict)
    journal: MutableMapping[int, JournalItem] = field(default_factory=dict)
    heads: MutableMapping[int, Head] = field(default_factory=dict)
    journal_state: MutableMapping[str, JournalState] = field(default_factory=dict)

    def overlaid(self) -> Self:
        """The same tables, to change without effect on these until applied."""
        return type(self)(*(Overlay(getattr(self, table.name)) for table in fields(self)))

    def apply(self) -> None:
        """Makes the changes of overlaid tables in those beneath."""
        for table in fields(self):
            getattr(self, table.name).apply()
