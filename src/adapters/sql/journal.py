"""The journal in SQL."""

import json
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from adapters.sql.engine.database import Row, Transaction
from adapters.sql.queries import journal as sql
from adapters.sql.queries.journal_walk import PHASES, untold, walked
from adapters.sql.queries.ledger_rows import all_kept, kept_factor, kept_usage_type
from adapters.sql.queries.rows import FACTOR, USAGE_TYPE, ReadInstant
from adapters.sql.storage import SqlStorage
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
from domain.journal import Action, Head, JournalEntry, Seal

_BATCH = 1000


class SqlJournalRepository(JournalRepository):
    """Entries by chain and position."""

    def __init__(self, transaction: Transaction, *, is_postgres: bool) -> None:
        self._transaction = transaction
        self._is_postgres = is_postgres

    async def add(self, entry: JournalEntry) -> None:
        await self._transaction.run(
            sql.add,
            self._is_postgres,
            chain=entry.chain,
            recorded_at=entry.recorded_at,
            user_id=entry.user_id,
            action=entry.action.value,
            subject_id=entry.subject_id,
            version=entry.version,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )

    async def unsealed(self, limit: int, *, chain: int | None = None) -> Sequence[Unsealed]:
        if self._is_postgres:
            await self._transaction.fetch(sql.hold_sealing)
        which = {} if chain is None else {"chain": chain}
        rows = await self._transaction.fetch(sql.unsealed, chain is not None, **which, limit=limit)
        instant = self._transaction.instant
        return [Unsealed(position, _entry_of(entry, instant)) for position, *entry in map(tuple, rows)]

    async def head(self, chain: int) -> Head:
        return _head(await self._transaction.fetch(sql.head, chain=chain))

    async def seal(self, sealed: Sequence[tuple[Unsealed, Seal]]) -> None:
        for unsealed, seal in sealed:
            await self._transaction.run(
                sql.seal,
                its_chain=unsealed.entry.chain,
                its_position=unsealed.position,
                sequence=seal.sequence,
                settled_at=seal.settled_at,
                hash=seal.hash,
            )

    async def settled_until(self) -> datetime | None:
        return _instant_of(await self._transaction.fetch(sql.settled_until), self._transaction.instant)

    async def settle(self, until: datetime) -> None:
        await self._transaction.run(sql.settle, until=until)


class SqlJournalQueries(JournalQueries):
    """One statement a question."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def entries(
        self, organisation_id: int, selected: JournalFilter, *, before: int | None, limit: int
    ) -> JournalSlice:
        start, end = selected.period.start, selected.period.end
        actions = tuple(sorted(action.value for action in selected.actions))
        shape = (before is not None, start is not None, end is not None, actions, selected.usage_id is not None)
        bounds = {"before": before, "start": start, "end": end, "usage_id": selected.usage_id}
        rows = await self._database.fetch(sql.entries, *shape, chain=organisation_id, **bounds, limit=limit + 1)
        instant = self._database.instant
        return JournalSlice(tuple([_item_of(tuple(row), instant) for row in rows[:limit]]), has_more=len(rows) > limit)

    async def head(self, chain: int) -> Head:
        return _head(await self._database.fetch(sql.head, chain=chain))

    async def settled_until(self) -> datetime | None:
        return _instant_of(await self._database.fetch(sql.settled_until), self._database.instant)

    async def walk(self) -> AsyncIterator[WalkedEntry | JournalFault]:
        for build, first in PHASES:
            place = first
            while rows := await self._database.fetch(build, self._database.is_postgres, **place, limit=_BATCH):
                for row in rows:
                    yield walked(tuple(row)[len(place) :])
                place = dict(zip(first, rows[-1], strict=False))

    async def things(self) -> Sequence[KeptThing | JournalFault]:
        is_postgres = self._database.is_postgres
        types, factors = [await self._database.fetch(all_kept, of, is_postgres) for of in (USAGE_TYPE, FACTOR)]
        return [*map(kept_usage_type, types), *map(kept_factor, factors)]

    async def untold(self, limit: int) -> Sequence[JournalFault]:
        return [is_untold(*row) for row in await self._database.fetch(untold, limit=limit)]


def _item_of(row: Row, instant: ReadInstant) -> JournalItem:
    position, *content = row
    entry, (sequence, settled_at, digest) = content[: len(sql.CONTENT)], content[len(sql.CONTENT) :]
    seal = None if digest is None else Seal(sequence, instant(settled_at), digest)
    return JournalItem(position, _entry_of(entry, instant), seal)


def _entry_of(row: Row, instant: ReadInstant) -> JournalEntry:
    chain, recorded_at, user_id, action, subject_id, version, before, after, reason = row
    return JournalEntry(
        chain, instant(recorded_at), user_id, Action(action), subject_id, version, _state(before), _state(after), reason
    )


def _state(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def _head(rows: Sequence[Row]) -> Head:
    return Head(*rows[0]) if rows else Head()


def _instant_of(rows: Sequence[Row], instant: ReadInstant) -> datetime | None:
    settled_until = rows[0][0] if rows else None  # without its row nothing is known to be settled
    return None if settled_until is None else instant(settled_until)
