"""The journal: every change that concerns an organisation or everybody, in an order that is fixed once and for all.

Each organisation has a chain of entries, and the installation has one for what concerns everybody. An entry is written
with the change that it tells of. Soon after it is sealed: it gets its number in its chain, the instant from which
answers as of then hold it, and a SHA-256 that binds it to the entry before. Whoever knows the last hash of a chain
knows whether anything in it was altered since.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from domain.canonical import hash_of, instant_text
from domain.factor import EmissionFactor
from domain.states import State, acts, factor_state, superseded, usage_state, usage_type_state
from domain.text import checked_note
from domain.usage import Usage
from domain.usage_type import UsageType

INSTALLATION_CHAIN = 0
"""The chain of what concerns everybody; every other chain has the id of its organisation."""

NO_HASH = "0" * 64
"""What the first entry of a chain follows."""

TICK = timedelta(microseconds=1)
"""The smallest step between two instants."""


class Action(StrEnum):
    """What was done, to what."""

    USAGE_RECORDED = "usage.recorded"
    USAGE_CORRECTED = "usage.corrected"
    USAGE_DELETED = "usage.deleted"
    USAGE_RESTORED = "usage.restored"
    USAGE_TYPE_ADDED = "usage_type.added"
    USAGE_TYPE_CHANGED = "usage_type.changed"
    USAGE_TYPE_REMOVED = "usage_type.removed"
    FACTOR_PUBLISHED = "factor.published"
    ORGANISATION_ERASED = "organisation.erased"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """Who (``user_id``) did what to which thing, and when.

    ``subject_id`` is the id of the usage, usage type, factor or organisation; ``version`` that of the usage. There is
    no ``before`` of what was not there, and no ``after`` of what is gone. ``reason`` is why, where somebody said it.
    Raises InvalidValue.
    """

    chain: int
    recorded_at: datetime
    user_id: int
    action: Action
    subject_id: int
    version: int | None = None
    before: State | None = None
    after: State | None = None
    reason: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", checked_note(self.reason, field="reason"))

    @classmethod
    def of_usage(cls, before: Usage | None, after: Usage, reason: str | None = None) -> Self:
        """The entry that a version of a usage opens with. ``before`` is the version that it follows."""
        return cls(
            chain=after.organisation_id,
            recorded_at=after.changed_at,
            user_id=after.changed_by,
            action=Action(f"usage.{after.change}"),
            subject_id=after.id,
            version=after.version,
            before=None if before is None or before.is_deleted else usage_state(before),
            after=None if after.is_deleted else usage_state(after),
            reason=reason,
        )

    @classmethod
    def of_usage_type(cls, before: UsageType | None, after: UsageType | None, *, by: int, at: datetime) -> Self:
        """The entry of a type that is added, changed or removed."""
        action = Action.USAGE_TYPE_CHANGED
        if before is None:
            action = Action.USAGE_TYPE_ADDED
        elif after is None:
            action = Action.USAGE_TYPE_REMOVED
        either = after or before
        assert either is not None  # noqa: S101  # nothing that becomes nothing is no change
        states = [None if state is None else usage_type_state(state) for state in (before, after)]
        return cls(INSTALLATION_CHAIN, at, by, action, either.id, before=states[0], after=states[1])

    @classmethod
    def of_factor(cls, factor: EmissionFactor) -> Self:
        """The entry of a factor that is published."""
        by = factor.published_by or INSTALLATION_CHAIN
        action, state = Action.FACTOR_PUBLISHED, factor_state(factor)
        return cls(INSTALLATION_CHAIN, factor.recorded_at, by, action, factor.id, after=state)

    @classmethod
    def of_erasure(cls, organisation_id: int, head: "Head", *, by: int, at: datetime) -> Self:
        """The entry that takes the place of an organisation's whole chain: its last number and hash."""
        state = {"entries": head.sequence, "head": head.hash}
        return cls(INSTALLATION_CHAIN, at, by, Action.ORGANISATION_ERASED, organisation_id, before=state)

    def document(self) -> State:
        """All of it, as it is hashed."""
        return {
            "chain": self.chain,
            "recorded_at": instant_text(self.recorded_at),
            "user_id": self.user_id,
            "action": self.action.value,
            "subject_id": self.subject_id,
            "version": self.version,
            "before": self.before,
            "after": self.after,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Head:
    """The last sealed entry of a chain: how many there are, and its hash."""

    sequence: int = 0
    hash: str = NO_HASH


@dataclass(frozen=True, slots=True)
class Seal:
    """What an entry gets once its place is fixed. From ``settled_at`` on, answers as of then hold it."""

    sequence: int
    settled_at: datetime
    hash: str

    @property
    def head(self) -> Head:
        """The chain's head once this is its last entry."""
        return Head(self.sequence, self.hash)


def seal(entry: JournalEntry, after: Head, settled_at: datetime) -> Seal:
    """The seal of the entry that follows a head."""
    sequence = after.sequence + 1
    document = {
        "entry": entry.document(),
        "previous": after.hash,
        "sequence": sequence,
        "settled_at": instant_text(settled_at),
    }
    return Seal(sequence, settled_at, hash_of(document))


def seals(entries: Iterable[JournalEntry], heads: Mapping[int, Head], *, settled_until: datetime) -> list[Seal]:
    """The seals of entries in their order, each after the head of its chain.

    An entry counts from when it was recorded. But what was answered as of ``settled_until``, or of any instant before,
    stays as it is: one that was recorded by then, and committed too late for it, counts from just after.
    """
    heads, made = dict(heads), []
    for entry in entries:
        settled_at = max(entry.recorded_at, settled_until + TICK)
        made.append(seal(entry, heads.get(entry.chain, Head()), settled_at))
        heads[entry.chain] = made[-1].head
    return made


def expected_version(entry: JournalEntry, first: JournalEntry | None, superseded_at: datetime | None) -> State:
    """What follows for a version from the entry that opened it, from the first of its usage, and from when the next one
    was recorded."""
    first = first or entry
    change = entry.action.removeprefix("usage.")
    state = entry.after or entry.before or {}
    opened = acts(change, entry.recorded_at, entry.user_id, first.recorded_at, first.user_id)
    return state | opened | superseded(superseded_at)
