"""The journal in memory."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import ONLY, JournalState, Tables
from application.ports import JournalQueries, JournalRepository, Unsealed
from application.views.journal import JournalFault, JournalFilter, JournalItem, JournalSlice, WalkedEntry
from domain.journal import INSTALLATION_CHAIN, Head, JournalEntry, Seal, State


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
                yield WalkedEntry(item, self._is_found(item.entry))

    def _is_found(self, entry: JournalEntry) -> bool:
        versions = self._tables.usages.get((entry.chain, entry.subject_id), ())
        return entry.version is None or any(usage.version == entry.version for usage in versions)


def state_of(tables: Tables) -> JournalState:
    """How far the journal has come."""
    return tables.journal_state.get(ONLY, JournalState())


def counting(tables: Tables, organisation_id: int, as_of: datetime) -> frozenset[tuple[int, int]]:
    """The usages and versions that count as of an instant."""
    entries = (item.entry for item in _settled(tables, organisation_id, as_of))
    return frozenset((entry.subject_id, entry.version) for entry in entries if entry.version is not None)


def usage_types_at(tables: Tables, as_of: datetime) -> dict[int, State]:
    """Each usage type that the journal knew by an instant, as it was then, or last."""
    entries = (item.entry for item in _settled(tables, INSTALLATION_CHAIN, as_of))
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
