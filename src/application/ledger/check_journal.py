"""Walking the journal."""

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from application.authorisation import Caller
from application.ports import Clock, JournalQueries
from application.views.journal import JournalFault, KeptThing, WalkedEntry
from domain.journal import INSTALLATION_CHAIN, Action, Head, JournalEntry, seal
from domain.states import State, published

_MOST_TOLD = 100
_MOST_APART = timedelta(hours=1)
"""By how much the clocks of the hosts that record and seal may differ."""


@dataclass(frozen=True, slots=True)
class CheckJournal:
    """Holds every entry against the one before, and what is kept against the entries that tell of it."""

    clock: Clock
    journal: JournalQueries

    async def __call__(self, caller: Caller) -> AsyncIterator[tuple[WalkedEntry | JournalFault, list[JournalFault]]]:
        """Every entry, each with what does not hold of it; last, what holds of none. Raises NotAllowed."""
        caller.must_be_operator()
        walk = _Walk(await self.journal.settled_until())
        async for walked in self.journal.walk():
            yield walked, [walked] if isinstance(walked, JournalFault) else list(walk.faults(walked))
        settled_until = await self.journal.settled_until()
        for fault in (
            *_faults_of_settling(walk.settled_at, settled_until, self.clock.now()),
            *await self._faults_of_things(walk),
            *await self.journal.untold(_MOST_TOLD),
        ):
            yield fault, [fault]

    async def _faults_of_things(self, walk: "_Walk") -> list[JournalFault]:
        """Compared once more before they are told: a type or a factor may have changed while the journal was walked."""
        faults = list(_faults_of_things(await self.journal.things(), walk.latest))
        if not faults:
            return []
        again = _Walk()
        async for walked in self.journal.walk():
            if isinstance(walked, WalkedEntry):
                again.remember(walked)
        return list(_faults_of_things(await self.journal.things(), again.latest))


@dataclass(slots=True)
class _Walk:
    """What is known before: up to when answers were settled. And what is remembered from entry to entry: the head of
    the chain, the last entry of each type and factor, which organisations are said to be erased, and the last instant
    from which an entry counts."""

    settled_until: datetime | None = None
    chain: int = INSTALLATION_CHAIN
    head: Head = field(default_factory=Head)
    latest: dict[tuple[str, int], JournalEntry] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)
    settled_at: datetime | None = None

    def faults(self, walked: WalkedEntry) -> Iterator[JournalFault]:
        entry, sealed = walked.item.entry, walked.item.seal
        number = None if sealed is None else sealed.sequence
        reasons = [*self._of_place(walked), *_of_version(walked)]
        if entry.chain in self.erased:
            reasons.append("the installation's chain says that this organisation was erased")
        yield from (JournalFault(entry.chain, number, reason) for reason in reasons)
        self.remember(walked)

    def remember(self, walked: WalkedEntry) -> None:
        """What later entries, and what is kept, are held against."""
        entry, sealed = walked.item.entry, walked.item.seal
        if entry.chain == INSTALLATION_CHAIN:
            self.latest[entry.action.partition(".")[0], entry.subject_id] = entry
        if entry.action is Action.ORGANISATION_ERASED:
            self.erased.add(entry.subject_id)
        if sealed:
            self.settled_at = max(sealed.settled_at, self.settled_at or sealed.settled_at)

    def _of_place(self, walked: WalkedEntry) -> Iterator[str]:
        entry, sealed = walked.item.entry, walked.item.seal
        if sealed is None:
            if self.settled_until and entry.recorded_at < self.settled_until - _MOST_APART:
                yield "it has no seal, though answers of long after it are settled"
            return
        if entry.chain != self.chain:
            self.chain, self.head = entry.chain, Head()
        if sealed.sequence != self.head.sequence + 1:
            yield f"it follows entry {self.head.sequence}: what was between is missing"
        elif seal(entry, self.head, sealed.settled_at) != sealed:
            yield "it was altered, or is not in its place: its hash is not that of its content after the one before"
        self.head = sealed.head


def _of_version(walked: WalkedEntry) -> Iterator[str]:
    entry = walked.item.entry
    what = f"version {entry.version} of usage {entry.subject_id}"
    if entry.version is None and entry.action.startswith("usage."):
        yield "it tells of a usage, and of none of its versions"
    if walked.expected is None:
        return
    if walked.kept is None:
        yield f"{what}, which it opened, is missing"
    elif walked.kept != walked.expected:
        yield f"{what} is kept otherwise: {_difference(walked.kept, walked.expected)}"


def _difference(kept: State, told: State) -> str:
    names = sorted(name for name in {*kept, *told} if kept.get(name) != told.get(name))
    return ", ".join(f"{name} is {kept.get(name)!r}, the journal says {told.get(name)!r}" for name in names)


def _faults_of_settling(
    settled_at: datetime | None, settled_until: datetime | None, now: datetime
) -> Iterator[JournalFault]:
    is_late = settled_at and (settled_until is None or settled_until < settled_at - _MOST_APART)
    if is_late or (settled_until and settled_until > now + _MOST_APART):
        than = f"while an entry counts from {settled_at}" if is_late else f"and it is {now}"
        yield JournalFault(INSTALLATION_CHAIN, None, f"answers are said to be settled until {settled_until}, {than}")


def _told_of_thing(entry: JournalEntry) -> State | None:
    if entry.after is None or entry.action is not Action.FACTOR_PUBLISHED:
        return entry.after
    return entry.after | published(entry.recorded_at, entry.user_id)


def _faults_of_things(
    things: Iterable[KeptThing | JournalFault], latest: dict[tuple[str, int], JournalEntry]
) -> Iterator[JournalFault]:
    told = {place: state for place, entry in latest.items() if (state := _told_of_thing(entry)) is not None}
    for thing in things:
        if isinstance(thing, JournalFault):
            yield thing
            continue
        what, state = f"{thing.kind} {thing.id}", told.get((thing.kind, thing.id))
        if state is None:
            yield JournalFault(INSTALLATION_CHAIN, None, f"no entry tells of {what}")
        elif state != thing.state:
            yield JournalFault(INSTALLATION_CHAIN, None, f"{what} is kept otherwise: {_difference(thing.state, state)}")
    gone = told.keys() - {(thing.kind, thing.id) for thing in things if isinstance(thing, KeptThing)}
    removed = {id for (_, id), entry in latest.items() if entry.action is Action.USAGE_TYPE_REMOVED}
    for kind, id in sorted(gone):
        if told[kind, id].get("usage_type_id") not in removed:
            yield JournalFault(INSTALLATION_CHAIN, None, f"{kind} {id} is missing, or cannot be read")
