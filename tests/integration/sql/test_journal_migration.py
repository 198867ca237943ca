"""What was there before there was a journal begins it."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.sql.migrations import commands
from adapters.sql.storage import SqlStorage
from application.journal.seal import SealJournal
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter, JournalItem, WalkedEntry
from application.views.selection import Sort, UsageFilter
from domain.factor import EmissionFactor
from domain.journal import Head, JournalEntry, seal
from domain.organisation import User
from domain.period import Bucket, Period
from domain.quantity import Quantity
from domain.usage import Usage
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND, TYPES, Scene
from tests.integration.storages import StorageParts


def of_schema(revision: str) -> Any:
    return lambda connection, engine: commands(connection, engine).upgrade(revision)


@pytest.fixture
async def before(open_unmigrated: Opener, clock: FixedClock) -> Scene:
    """Writes into a database that knows no journal yet."""
    parts = open_unmigrated()
    assert isinstance(parts.storage, SqlStorage)
    database = parts.storage.database
    transaction = await database.begin()
    await transaction.connection.run_sync(of_schema("0004"), database.engine)
    await transaction.commit()
    await transaction.end()
    return Scene(parts, clock)


async def walked(parts: StorageParts) -> list[JournalItem]:
    """Every entry, in the order in which it was written."""
    items = [one.item async for one in parts.journal.walk() if isinstance(one, WalkedEntry)]
    return sorted(items, key=lambda item: item.position)


async def written_before(scene: Scene, ada: User) -> list[tuple[Usage | None, Usage]]:
    """Versions, each with the one before, of everything that can happen to a usage."""
    made: list[tuple[Usage | None, Usage]] = []

    def keep(before: Usage | None, after: Usage) -> Usage:
        made.append((before, after))
        return after

    odd = 'Zürich "7"\\\n\t\u2003😀'
    plain = keep(None, await scene.record(ada, "17.25", unit="MJ", note=odd))
    scene.clock.advance(seconds=1)
    gone = keep(None, await scene.record(ada, "0", usage_type=TYPES[101], at=NOON + MICROSECOND))
    back = keep(None, await scene.record(ada, "999999999999.999999", usage_type=TYPES[100]))
    twice = keep(None, await scene.record(ada, "0.000001", usage_type=TYPES[103], note="Meter 4"))
    scene.clock.advance(seconds=1)
    plain = keep(plain, await scene.correct(plain, "100"))
    gone = keep(gone, await scene.delete(gone))
    deleted = keep(back, await scene.delete(back))
    back = deleted.restore(by=ada.id + 1, at=scene.clock.advance(seconds=1))
    await scene.append(back)
    keep(deleted, back)
    # By a clock that was set back: at the very instant of the version before.
    stated = replace(twice.stated, entered=Quantity.of(Decimal(3), "m3"), note=None)
    factor = await scene.factor(103, "8.1", edition="2027")
    corrected = twice.correct(stated, TYPES[103], factor, by=ada.id, at=NOON - timedelta(days=1))
    assert corrected.changed_at == twice.changed_at
    await scene.append(corrected)
    keep(twice, corrected)
    keep(plain, await scene.correct(plain, "100.5"))
    return made


async def test_a_database_that_knew_no_journal_gets_the_entries_that_would_have_been_written(before: Scene) -> None:
    """Of every version of every usage, in their order; each organisation's in its own chain."""
    ada, bob = await before.member(), await before.member()
    versions = await written_before(before, ada)
    theirs = await before.record(bob, "5")
    expected = [JournalEntry.of_usage(*pair) for pair in [*versions, (None, theirs)]]
    await before.parts.storage.migrate()
    for user in (ada, bob):
        found = [item for item in await walked(before.parts) if item.entry.chain == user.organisation_id]
        own = [entry for entry in expected if entry.chain == user.organisation_id]
        assert [item.entry for item in found] == sorted(own, key=lambda entry: entry.recorded_at)
        assert {item.seal for item in found} == {None}
    assert await before.parts.journal.settled_until() is None


async def test_so_it_does_of_every_type_and_factor(before: Scene) -> None:
    """Each type as it is now, added when its first factor was published, by whoever did."""
    ada, ids = await before.member(), before.parts.ids
    retired = UsageType(await ids.new_id(), "diesel", "l", ("l", "US gal", "m3"), None, NOON + MICROSECOND)
    lead = UsageType(await ids.new_id(), 'Blei "rot"', "kg", ("kg", "l"), Decimal("11.34"))
    async with before.parts.new_unit_of_work() as uow:
        await uow.usage_types.add(retired)
        await uow.usage_types.add(lead)
        await uow.commit()
    factors = []
    for usage_type, value, validity in (
        (retired, "2.51", Period()),
        (lead, "1E-24", Period(NOON, NOON + MICROSECOND)),
        (retired, "0.0000000123456789012345", Period(start=NOON)),
    ):
        at, by = before.clock.advance(seconds=1), ada.id if usage_type is retired else None
        factors.append(
            await before.factor(usage_type.id, value, validity, published_by=by, recorded_at=at, edition="2027 v1.1")
        )
    await before.parts.storage.migrate()
    entries = [item.entry for item in await walked(before.parts)]

    def added(usage_type: UsageType, first: EmissionFactor) -> JournalEntry:
        return JournalEntry.of_usage_type(None, usage_type, by=first.published_by or 0, at=first.recorded_at)

    own = (added(retired, factors[0]), added(lead, factors[1]), *map(JournalEntry.of_factor, factors))
    assert len(entries) == len(ENTRIES) + len(own)
    assert all(entry in entries for entry in (*ENTRIES, *own))
    for factor in factors:
        its_type = next(entry for entry in entries if entry.subject_id == factor.usage_type_id)
        assert entries.index(its_type) < entries.index(JournalEntry.of_factor(factor))


async def test_a_type_without_any_factor_is_told_too(before: Scene) -> None:
    wood = await before.usage_type("wood", "kg")
    await before.parts.storage.migrate()
    (entry,) = [it.entry for it in await walked(before.parts) if it.entry.subject_id == wood.id]
    assert entry == JournalEntry.of_usage_type(None, wood, by=0, at=entry.recorded_at)
    assert before.clock.now() != entry.recorded_at


async def test_an_empty_database_gets_what_every_journal_begins_with(before: Scene) -> None:
    await before.parts.storage.migrate()
    assert [item.entry for item in await walked(before.parts)] == list(ENTRIES)


async def test_what_was_answered_before_there_was_a_journal_is_answered_as_of_then(before: Scene) -> None:
    """And new entries follow those that the migration made."""
    ada, parts = await before.member(), before.parts
    bucket = [Bucket("all", NOON - timedelta(days=9), NOON + timedelta(days=9))]
    wood = await before.usage_type("wood", "kg")  # of no use, and without a factor: nobody knows since when it is there

    async def answered(as_of: datetime | None) -> tuple[object, ...]:
        selected = UsageFilter(as_of=as_of)
        page = await parts.usages.page(ada.organisation_id, selected, Sort(), offset=0, limit=9)
        return page, await parts.emissions.cells(ada.organisation_id, bucket, as_of)

    given = [(before.clock.now(), await answered(None))]
    usage = None
    for amount in ("1", "2"):
        before.clock.advance(seconds=1)
        usage = await before.record(ada, amount)
        given.append((before.clock.now(), await answered(None)))
    assert usage is not None
    for act in (before.delete(usage), before.factor(wood.id, "2"), before.record(ada, "7")):
        before.clock.advance(seconds=1)
        await act
        given.append((before.clock.now(), await answered(None)))
    await parts.storage.migrate()
    before.clock.advance(seconds=1)
    last = await before.draft(ada, "9")
    async with parts.new_unit_of_work() as uow:
        await uow.usages.add(last)
        await uow.journal.add(JournalEntry.of_usage(None, last))
        await uow.commit()
    given.append((before.clock.now(), await answered(None)))
    before.clock.advance(seconds=1)
    await SealJournal(before.clock, parts.new_unit_of_work)(settle=True)
    for at, answer in given:
        assert await answered(at) == answer, at
    items = [item for item in await walked(parts) if item.entry.chain == ada.organisation_id]
    assert [item.entry.subject_id for item in items][-1] == last.id
    head = Head()
    for item in items:
        assert item.seal == seal(item.entry, head, item.entry.recorded_at)
        head = item.seal.head
    listed = await parts.journal.entries(ada.organisation_id, JournalFilter(usage_id=last.id), before=None, limit=9)
    assert [item.entry for item in listed.items] == [JournalEntry.of_usage(None, last)]
