"""The journal in memory."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import ONLY, JournalState, Tables
from application.ports import JournalQueries, JournalRepository, Unsealed
from application.views.journal import (
    JournalFault,
    JournalFilter,
    JournalItem,
    JournalSlice,
    KeptThing,
    WalkedEntry,
    is_untold,
)
from domain.journal import INSTALLATION_CHAIN, Action, Head, JournalEntry, Seal, expected_version
from domain.states import State, factor_version_state, usage_type_state, version_state


class MemoryJournalRepository(JournalRepository):
    """Entries by position; as units of work follow one another, nobody ever waits in here."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, entry: JournalEntry) -> None:
        position = self._state.last + 1
        self._tables.journal[position] = JournalItem(position, entry, None)
        self._state = replace(self._state, last=position)

    async def unsealed(self, limit: int, *, chain: int | None = None) -> Sequence[Unsealed]:
        return [
            Unsealed(item.position, item.entry)
            for item in map(self._tables.journal.get, range(self._state.sealed + 1, self._state.last + 1))
            if item and item.seal is None and chain in {None, item.entry.chain}
        ][:limit]

    async def head(self, chain: int) -> Head:
        return self._tables.heads.get(chain, Head())

    async def seal(self, sealed: Sequence[tuple[Unsealed, Seal]]) -> None:
        for unsealed, seal in sealed:
            self._tables.journal[unsealed.position] = JournalItem(unsealed.position, unsealed.entry, seal)
            self._tables.heads[unsealed.entry.chain] = seal.head
        first, *_ = [unsealed.position for unsealed in await self.unsealed(1)] or [self._state.last + 1]
        self._state = replace(self._state, sealed=first - 1)

    async def settled_until(self) -> datetime | None:
        return self._state.settled_until

    async def settle(self, until: datetime) -> None:
        self._state = replace(self._state, settled_until=until)

    @property
    def _state(self) -> JournalState:
        return state_of(self._tables)

    @_state.setter
    def _state(self, state: JournalState) -> None:
        self._tables.journal_state[ONLY] = state


class MemoryJournalQueries(JournalQueries):
    """What is committed of the journal."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def entries(
        self, organisation_id: int, selected: JournalFilter, *, before: int | None, limit: int
    ) -> JournalSlice:
        items = (item for item in self._tables.journal.values() if _is_selected(item, organisation_id, selected))
        found = sorted(items, key=lambda item: item.position, reverse=True)
        following = [item for item in found if before is None or item.position < before]
        return JournalSlice(tuple(following[:limit]), has_more=len(following) > limit)

    async def head(self, chain: int) -> Head:
        return self._tables.heads.get(chain, Head())

    async def settled_until(self) -> datetime | None:
        return state_of(self._tables).settled_until

    async def walk(self) -> AsyncIterator[WalkedEntry | JournalFault]:
        # Keys first: the journal may grow while the reader takes its time.
        for position in [item.position for item in sorted(self._tables.journal.values(), key=_place)]:
            if item := self._tables.journal.get(position):
                yield self._walked(item)

    def _walked(self, item: JournalItem) -> WalkedEntry:
        entry = item.entry
        if entry.version is None:
            return WalkedEntry(item)
        versions = self._tables.usages.get((entry.chain, entry.subject_id), ())
        ends = (*(version.changed_at for version in versions[1:]), None)
        states = (version_state(*one) for one in zip(versions, ends, strict=False) if one[0].version == entry.version)
        first, following = (self._entry_of(entry, version) for version in (1, entry.version + 1))
        expected = expected_version(entry, first, None if following is None else following.recorded_at)
        return WalkedEntry(item, next(states, None), expected)

    async def things(self) -> Sequence[KeptThing | JournalFault]:
        types = [KeptThing("usage_type", it.id, usage_type_state(it)) for it in self._tables.usage_types.values()]
        return [*types, *(KeptThing("factor", it.id, factor_version_state(it)) for it in self._tables.factors.values())]

    async def untold(self, limit: int) -> Sequence[JournalFault]:
        told = {(it.entry.chain, it.entry.subject_id, it.entry.version) for it in self._tables.journal.values()}
        kept = ((*key, usage.version) for key, usages in self._tables.usages.items() for usage in usages)
        return [is_untold(*place) for place in sorted(kept) if place not in told][:limit]

    def _entry_of(self, other: JournalEntry, version: int) -> JournalEntry | None:
        entries = (item.entry for item in self._tables.journal.values())
        place = other.chain, other.subject_id, version
        return next((it for it in entries if (it.chain, it.subject_id, it.version) == place), None)


def state_of(tables: Tables) -> JournalState:
    """How far the journal has come."""
    return tables.journal_state.get(ONLY, JournalState())


def counting(tables: Tables, organisation_id: int, as_of: datetime) -> frozenset[tuple[int, int]]:
    """The usages and versions that count as of an instant."""
    entries = (item.entry for item in _settled(tables, organisation_id, as_of))
    return frozenset((entry.subject_id, entry.version) for entry in entries if entry.version is not None)


def usage_types_at(tables: Tables, as_of: datetime) -> dict[int, State]:
    """Each usage type as the journal knew it by an instant, or last; else as it was added."""
    settled = {item.position for item in _settled(tables, INSTALLATION_CHAIN, as_of)}
    entries = (
        item.entry
        for item in sorted(tables.journal.values(), key=_place)
        if item.position in settled or item.entry.action is Action.USAGE_TYPE_ADDED
    )
    of_types = (entry for entry in entries if entry.action.startswith("usage_type."))
    return {entry.subject_id: state for entry in of_types if (state := entry.after or entry.before)}


def _settled(tables: Tables, chain: int, as_of: datetime) -> Iterator[JournalItem]:
    kept = (item for item in tables.journal.values() if item.entry.chain == chain)
    return (item for item in sorted(kept, key=_place) if item.seal and item.seal.settled_at <= as_of)


def _is_selected(item: JournalItem, organisation_id: int, selected: JournalFilter) -> bool:
    entry = item.entry
    if selected.usage_id is not None and (entry.chain, entry.subject_id) != (organisation_id, selected.usage_id):
        return False
    return (
        entry.chain in {organisation_id, INSTALLATION_CHAIN}
        and selected.period.covers(entry.recorded_at)
        and (not selected.actions or entry.action in selected.actions)
    )


def _place(item: JournalItem) -> tuple[bool, int, int]:
    seal = item.seal
    return (True, item.position, 0) if seal is None else (False, item.entry.chain, seal.sequence)
