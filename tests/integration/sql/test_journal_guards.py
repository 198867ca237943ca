"""The journal is guarded by the database itself, against whoever writes into it; and what was there before it begins
it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import BigInteger, Integer

from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.engine.statements import Statement
from adapters.sql.migrations import commands
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import JournalEntryRow
from adapters.sql.storage import SqlStorage
from application.journal.seal import SealJournal
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter, JournalItem, WalkedEntry
from application.views.selection import Sort, UsageFilter
from domain.factor import EmissionFactor
from domain.journal import INSTALLATION_CHAIN, Action, Head, JournalEntry, seal
from domain.organisation import User
from domain.period import Bucket, Period
from domain.quantity import Quantity
from domain.usage import Usage
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND, TYPES, Scene
from tests.integration.storages import StorageParts

ADA, BOB = 2**52, 2**52 + 1
SECOND = timedelta(seconds=1)
GUARD = "append-only"
COLUMNS = JournalEntryRow.__table__.c
SEAL = ("sequence", "settled_at", "hash")
CONTENT = tuple(column.name for column in COLUMNS if column.name not in SEAL)
A_SEAL = f"sequence = 2, settled_at = '2027-05-18 12:00:00.000000Z', hash = '{'a' * 64}'"
FIRST_SEAL = A_SEAL.replace("sequence = 2", "sequence = 1")


def entry(subject_id: int, chain: int = ADA, **rest: Any) -> JournalEntry:
    stated: dict[str, Any] = {"version": 1, "before": {"a": 1}, "after": {"a": 2}, "reason": "so"} | rest
    return JournalEntry(chain, NOON, 5, Action.USAGE_RECORDED, subject_id, **stated)


async def add(parts: StorageParts, *entries: JournalEntry) -> None:
    async with parts.new_unit_of_work() as uow:
        for one in entries:
            await uow.journal.add(one)
        await uow.commit()


async def run(storage: SqlStorage, *changes: str) -> str | None:
    """What the database says to changes in one transaction; None where it lets them."""
    transaction = await storage.database.begin()
    try:
        for change in changes:
            await transaction.fetch_statement(Statement(change, (), {}), [])
        await transaction.commit()
    except BrokenConstraint as refused:
        return str(refused.__cause__)
    finally:
        await transaction.end()
    return None


async def kept(storage: SqlStorage) -> list[tuple[Any, ...]]:
    """Every row, whole."""
    transaction = await storage.database.begin()
    try:
        rows = await transaction.fetch_statement(
            Statement("SELECT * FROM journal_entries ORDER BY chain, position", (), {}), []
        )
        return [tuple(row) for row in rows]
    finally:
        await transaction.end()


@pytest.fixture
async def sealed(parts: StorageParts, clock: FixedClock) -> None:
    """Ada's chain has an entry with a seal and one without; Bob's one with."""
    await add(parts, entry(1), entry(1, BOB))
    await SealJournal(clock, parts.new_unit_of_work)()
    await add(parts, entry(2))


def others(column: str) -> Iterator[str]:
    """Values that a column has in no row."""
    kind = COLUMNS[column].type
    if isinstance(kind, BigInteger | Integer):
        yield "999"
    elif isinstance(kind, Instant):
        yield "'2027-05-18 12:00:00.000001Z'"
    else:
        yield "'{}'"
    if COLUMNS[column].nullable:
        yield "NULL"


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("column", [column.name for column in COLUMNS])
async def test_no_column_of_any_entry_is_changed(storage: SqlStorage, column: str) -> None:
    """Sealed or not; not even where it would stay the same. A part of a seal is none."""
    before = await kept(storage)
    for value in (column, *others(column)):
        for which in ("hash IS NOT NULL", "hash IS NULL", "1 = 1"):
            said = await run(storage, f"UPDATE journal_entries SET {column} = {value} WHERE {which}")
            assert GUARD in (said or ""), (value, which)
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("column", CONTENT)
async def test_nothing_is_changed_along_with_a_seal(storage: SqlStorage, column: str) -> None:
    before = await kept(storage)
    for value in others(column):
        said = await run(storage, f"UPDATE journal_entries SET {column} = {value}, {A_SEAL} WHERE hash IS NULL")
        assert GUARD in (said or "")
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
async def test_a_seal_is_set_once(storage: SqlStorage, parts: StorageParts) -> None:
    """And never anew or taken away."""
    setting = f"UPDATE journal_entries SET {A_SEAL} WHERE chain = {ADA} AND hash IS NULL"
    assert await run(storage, setting) is None
    assert (await parts.journal.head(ADA)) == Head(2, "a" * 64)
    before = await kept(storage)
    for again in (
        A_SEAL,
        A_SEAL.replace("sequence = 2", "sequence = 3"),
        "hash = NULL",
        "sequence = NULL, settled_at = NULL, hash = NULL",
    ):
        said = await run(storage, f"UPDATE journal_entries SET {again} WHERE chain = {ADA} AND sequence = 2")
        assert GUARD in (said or ""), again
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize("missing", SEAL)
async def test_a_seal_is_set_whole(storage: SqlStorage, missing: str) -> None:
    before = await kept(storage)
    parts = ", ".join(part for part in A_SEAL.split(", ") if not part.startswith(missing))
    said = await run(storage, f"UPDATE journal_entries SET {parts} WHERE hash IS NULL AND chain = {ADA}")
    assert GUARD in (said or "")
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
async def test_a_number_is_given_to_one_entry_of_a_chain(storage: SqlStorage) -> None:
    before = await kept(storage)
    assert await run(storage, f"UPDATE journal_entries SET {FIRST_SEAL} WHERE hash IS NULL")
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
async def test_a_version_has_one_entry(storage: SqlStorage, parts: StorageParts) -> None:
    """A usage type or an organisation, which have no versions, as many as there are changes."""
    before = await kept(storage)
    with pytest.raises(BrokenConstraint):
        await add(parts, entry(1))
    assert await kept(storage) == before
    await add(parts, entry(1, version=2), entry(3, version=None), entry(3, version=None))


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    "which", ["1 = 1", "hash IS NULL", f"chain = {ADA}", f"chain = {BOB}", "chain = 0", "chain = 0 AND sequence = 1"]
)
async def test_no_entry_is_deleted(storage: SqlStorage, which: str) -> None:
    before = await kept(storage)
    said = await run(storage, f"DELETE FROM journal_entries WHERE {which}")
    assert GUARD in (said or "")
    assert await kept(storage) == before


def row(chain: int, position: str, subject_id: int, sequence: str = "NULL") -> str:
    """The values of an entry that somebody would have in another's place."""
    digest = "NULL" if sequence == "NULL" else f"'{'f' * 64}'"
    at = "'2027-05-18 12:00:00.000000Z'"
    content = f"{chain}, {position}, {at}, 5, 'usage.deleted', {subject_id}, 1, NULL, NULL, 'forged'"
    return f"({', '.join(CONTENT)}, {', '.join(SEAL)}) VALUES ({content}, {sequence}, {at}, {digest})"


def of_ada(what: str, sequence: str = "= 1") -> str:
    return f"(SELECT {what} FROM journal_entries WHERE chain = {ADA} AND sequence {sequence})"


@pytest.mark.usefixtures("sealed")
@pytest.mark.parametrize(
    ("position", "subject_id", "sequence"),
    [(of_ada("position"), 9, "NULL"), (of_ada("position", "IS NULL"), 9, "NULL"), (of_ada("position"), 1, "1")],
    ids=["a sealed one", "one without a seal", "number and all"],
)
async def test_no_entry_is_put_in_the_place_of_another(
    storage: SqlStorage, position: str, subject_id: int, sequence: str
) -> None:
    before = await kept(storage)
    values = row(ADA, position, subject_id, sequence)
    for conflict in ("DO NOTHING", "(chain, position) DO UPDATE SET reason = 'forged'"):
        await run(storage, f"INSERT INTO journal_entries {values} ON CONFLICT {conflict}")
        assert await kept(storage) == before, conflict
    assert await run(storage, f"INSERT INTO journal_entries {values}")
    assert await kept(storage) == before


ON_SQLITE = {
    "its place": f"INSERT OR REPLACE INTO journal_entries {row(ADA, of_ada('position'), 9)}",
    "the place of an unsealed one": f"REPLACE INTO journal_entries {row(ADA, of_ada('position', 'IS NULL'), 9)}",
    "its number": f"REPLACE INTO journal_entries {row(ADA, '900', 9, '1')}",
    "its version": f"REPLACE INTO journal_entries {row(ADA, '900', 1)}",
    "its version, under a new number": f"REPLACE INTO journal_entries {row(ADA, '900', 1, '7')}",
    "its number, by a seal": f"UPDATE OR REPLACE journal_entries SET {FIRST_SEAL} WHERE hash IS NULL",
    "its place, by a move": f"UPDATE OR REPLACE journal_entries SET position = {of_ada('position')} WHERE hash IS NULL",
}
"""REPLACE removes whatever is in the way, without a word to triggers of deletion."""
ON_POSTGRESQL = {
    "all": "TRUNCATE journal_entries",
    "all, with others": "TRUNCATE usages, journal_entries CASCADE",
}


@pytest.mark.usefixtures("sealed")
async def test_no_word_of_the_databases_own_gets_round_the_guards(storage: SqlStorage) -> None:
    before = await kept(storage)
    said = {}
    for what, change in (ON_POSTGRESQL if storage.database.is_postgres else ON_SQLITE).items():
        said[what] = await run(storage, change) or "nothing"
        if await kept(storage) != before:
            said[what] = "nothing, and did it"
            break
    assert {what: answer for what, answer in said.items() if GUARD not in answer} == {}


async def test_what_is_in_the_way_does_not_hinder_those_who_write_and_seal(
    scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """The guards let through what the service does."""
    ada = await scene.member()
    usage = await scene.draft(ada)
    async with parts.new_unit_of_work() as uow:
        await uow.usages.add(usage)
        await uow.journal.add(JournalEntry.of_usage(None, usage))
        await uow.commit()
    await SealJournal(clock, parts.new_unit_of_work)()
    assert (await parts.journal.head(ada.organisation_id)).sequence == 1


async def told_of_erasure(parts: StorageParts, organisation_id: int) -> None:
    await add(parts, JournalEntry.of_erasure(organisation_id, Head(), by=5, at=NOON))


@pytest.mark.usefixtures("sealed")
async def test_with_its_erasure_told_a_chain_goes_and_only_that_one(storage: SqlStorage, parts: StorageParts) -> None:
    """Sealed entries and others."""
    await told_of_erasure(parts, ADA)
    before = [one for one in await kept(storage) if one[0] != ADA]
    for which in (f"chain = {BOB}", "chain = 0", "1 = 1"):
        assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE {which}") or ""), which
    assert await run(storage, f"DELETE FROM journal_entries WHERE chain = {ADA}") is None
    assert await kept(storage) == before


@pytest.mark.usefixtures("sealed")
async def test_everybodys_chain_is_erased_by_nothing(storage: SqlStorage, parts: StorageParts) -> None:
    """It is no organisation's, whatever an entry says."""
    await told_of_erasure(parts, INSTALLATION_CHAIN)
    before = await kept(storage)
    for which in ("chain = 0", "chain = 0 AND sequence IS NOT NULL"):
        assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE {which}") or "")
    assert await kept(storage) == before


async def test_of_an_organisation_that_is_there_nothing_goes(
    storage: SqlStorage, scene: Scene, parts: StorageParts
) -> None:
    """Though somebody made up its erasure."""
    ada = await scene.member()
    await add(parts, entry(1, ada.organisation_id))
    await told_of_erasure(parts, ada.organisation_id)
    before = await kept(storage)
    said = await run(storage, f"DELETE FROM journal_entries WHERE chain = {ada.organisation_id}")
    assert GUARD in (said or "")
    assert await kept(storage) == before


async def test_what_another_chain_says_of_an_erasure_erases_nothing(storage: SqlStorage, parts: StorageParts) -> None:
    await add(parts, entry(1), replace(JournalEntry.of_erasure(ADA, Head(), by=5, at=NOON), chain=BOB))
    assert GUARD in (await run(storage, f"DELETE FROM journal_entries WHERE chain = {ADA}") or "")


async def erase(parts: StorageParts, user: User) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(user.id)
        await uow.commit()


async def test_an_account_is_erased_with_its_organisations_chain_or_not_at_all(
    storage: SqlStorage, scene: Scene, parts: StorageParts
) -> None:
    ada, bob = await scene.member(), await scene.member()
    await add(parts, entry(1, ada.organisation_id), entry(1, bob.organisation_id))
    with pytest.raises(BrokenConstraint):
        await erase(parts, ada)
    assert (await parts.accounts.account(ada.id)).on_deletion.journal_entries == 1
    await told_of_erasure(parts, ada.organisation_id)
    await erase(parts, ada)
    assert {one[0] for one in await kept(storage)} == {INSTALLATION_CHAIN, bob.organisation_id}


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
