"""Whatever somebody changes in the database by other ways than ours, the check names it."""

from dataclasses import dataclass, replace

import pytest

from adapters.sql.storage import SqlStorage
from application.authorisation import COMMAND_LINE
from application.journal.seal import SealJournal
from application.ledger.check_journal import CheckJournal
from application.usage_types.change import ChangeUsageType, UsageTypeChange
from application.usage_types.preloaded import ENTRIES
from domain.journal import JournalEntry
from domain.usage import Usage
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.sql.test_ledger import tamper
from tests.integration.storages import StorageParts


@dataclass(frozen=True, slots=True)
class Told:
    """Three usages, the second corrected and deleted, all told of and sealed but for the last."""

    first: Usage
    corrected: Usage
    last: Usage

    @property
    def chain(self) -> int:
        return self.first.organisation_id


@pytest.fixture
async def told(scene: Scene, parts: StorageParts, clock: FixedClock) -> Told:
    ada = await scene.member()
    first, recorded = await scene.record(ada, "1"), await scene.record(ada, "2")
    clock.advance(seconds=1)
    corrected = await scene.correct(recorded, "3")
    deleted = await scene.delete(corrected)
    pairs = [(None, first), (None, recorded), (recorded, corrected), (corrected, deleted)]
    await add(parts, *pairs)
    await SealJournal(clock, parts.new_unit_of_work)()
    last = await scene.record(ada, "4")
    await add(parts, (None, last))
    return Told(first, corrected, last)


async def add(parts: StorageParts, *pairs: tuple[Usage | None, Usage]) -> None:
    async with parts.new_unit_of_work() as uow:
        for before, after in pairs:
            await uow.journal.add(JournalEntry.of_usage(before, after))
        await uow.commit()


async def faults(parts: StorageParts) -> list[str]:
    return [str(fault) async for _, found in CheckJournal(FixedClock(), parts.journal)(COMMAND_LINE) for fault in found]


async def the_fault(parts: StorageParts) -> str:
    (fault,) = await faults(parts)
    return fault


async def test_what_was_written_by_the_rules_holds(told: Told, parts: StorageParts) -> None:
    assert await faults(parts) == []
    walked = [one async for one, _ in CheckJournal(FixedClock(), parts.journal)(COMMAND_LINE)]
    assert len(walked) == 15


# Each by the version that it is done to, and what the check says of it.
_OF_FIRST = {
    "amount = amount + 1": "amount is '1.000001', the journal says '1'",
    "emissions_mg = emissions_mg + 1": "emissions_kg_co2e is '1.500001', the journal says '1.5'",
    "amount_in_type_unit = amount_in_type_unit + 1": "amount_in_type_unit is '1.000001', the journal says '1'",
    "note = 'x'": "note is 'x', the journal says None",
    "unit = 'MJ'": "unit is 'MJ', the journal says 'kwh'",
    "factor_id = 3": "factor_id is 3, the journal says 1",
    "usage_type_id = 102": "usage_type_id is 102, the journal says 100",
    "changed_by = 5": "changed_by is 5, the journal says",
    "user_id = 5": "user_id is 5, the journal says",
    "change = 'corrected'": "change is 'corrected', the journal says 'recorded'",
}


@pytest.mark.parametrize("change", _OF_FIRST)
async def test_a_row_that_was_altered_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, change: str
) -> None:
    await tamper(storage, f"UPDATE usages SET {change} WHERE id = {told.first.id}")
    fault = await the_fault(parts)
    assert fault.startswith(f"journal of organisation {told.chain}, entry 1: version 1 of usage {told.first.id}")
    assert _OF_FIRST[change] in fault


async def test_an_earlier_version_and_a_mark_of_deletion_that_were_altered_are_named(
    told: Told, parts: StorageParts, storage: SqlStorage
) -> None:
    await tamper(storage, f"UPDATE usage_versions SET amount = amount + 1 WHERE usage_id = {told.corrected.id}")
    assert [fault.partition(": ")[0].rpartition(", ")[2] for fault in await faults(parts)] == [
        *("entry 2", "entry 3", "entry 4")
    ]


LATER = "'2027-05-18 12:00:00.000000Z'"


@pytest.mark.parametrize(
    ("version", "at", "said"),
    [
        (1, LATER, "superseded_at is '2027-05-18T12:00:00.000000Z', the journal says '2027-05-17T12:00:02.000000Z'"),
        (1, "NULL", "superseded_at is None, the journal says '2027-05-17T12:00:02.000000Z'"),
        (3, LATER, "superseded_at is '2027-05-18T12:00:00.000000Z', the journal says None"),
    ],
)
async def test_another_end_of_a_version_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, version: int, at: str, said: str
) -> None:
    """When the next version took its place is what the next entry says."""
    where = f"WHERE usage_id = {told.corrected.id} AND version = {version}"
    await tamper(storage, f"UPDATE usage_versions SET superseded_at = {at} {where}")
    assert said in await the_fault(parts)


async def test_a_row_that_is_gone_is_named(told: Told, parts: StorageParts, storage: SqlStorage) -> None:
    await tamper(storage, f"DELETE FROM usages WHERE id = {told.last.id}")
    assert await the_fault(parts) == (
        f"journal of organisation {told.chain}: version 1 of usage {told.last.id}, which it opened, is missing"
    )


@pytest.mark.parametrize(
    "change",
    [
        'after = replace(after, \'"amount":"1"\', \'"amount":"2"\')',
        "reason = 'x'",
        "user_id = user_id + 1",
        "subject_id = subject_id + 1000",
        "action = 'usage.restored'",
        "hash = substr(hash, 1, 62) || 'xx'",
    ],
)
async def test_an_entry_that_was_altered_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, change: str
) -> None:
    """By its number."""
    await tamper(storage, f"UPDATE journal_entries SET {change} WHERE chain = {told.chain} AND sequence = 1")
    first, *_ = await faults(parts)
    assert first.startswith(f"journal of organisation {told.chain}, entry 1: it was altered, or is not in its place")


async def test_an_entry_that_cannot_be_read_is_named_and_ends_nothing(
    told: Told, parts: StorageParts, storage: SqlStorage
) -> None:
    await tamper(storage, f"UPDATE journal_entries SET after = '{{' WHERE chain = {told.chain} AND sequence = 1")
    found = await faults(parts)
    assert (
        f"journal of organisation {told.chain}, entry 1: it, or the version that it opened, cannot be read" in found[0]
    )


async def test_an_entry_that_is_missing_is_named(told: Told, parts: StorageParts, storage: SqlStorage) -> None:
    await tamper(storage, f"DELETE FROM journal_entries WHERE chain = {told.chain} AND sequence = 2")
    assert f"journal of organisation {told.chain}, entry 3: it follows entry 1: what was between is missing" in (
        await faults(parts)
    )


async def test_the_last_entries_that_are_missing_are_named(
    told: Told, parts: StorageParts, storage: SqlStorage
) -> None:
    """A chain that ends early has no gap, but the versions of its end are there."""
    await tamper(storage, f"DELETE FROM journal_entries WHERE chain = {told.chain} AND sequence = 4")
    before, untold = await faults(parts)
    assert before.startswith(f"journal of organisation {told.chain}, entry 3: version 2 of usage {told.corrected.id}")
    assert untold == f"journal of organisation {told.chain}: no entry tells of version 3 of usage {told.corrected.id}"


async def test_entries_that_changed_places_are_named(told: Told, parts: StorageParts, storage: SqlStorage) -> None:
    where = f"WHERE chain = {told.chain} AND sequence"
    await tamper(
        storage,
        f"UPDATE journal_entries SET sequence = 1000 {where} = 1",
        f"UPDATE journal_entries SET sequence = 1 {where} = 2",
        f"UPDATE journal_entries SET sequence = 2 {where} = 1000",
    )
    first, *_ = await faults(parts)
    assert first.startswith(f"journal of organisation {told.chain}, entry 1: it was altered, or is not in its place")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE emission_factors SET value = '1.6' WHERE id = 1", "factor 1 is kept otherwise: factor is '1.6'"),
        ("UPDATE emission_factors SET source = 'x' WHERE id = 5", "factor 5 is kept otherwise: source is 'x'"),
        ("UPDATE usage_types SET name = 'x' WHERE id = 100", "usage_type 100 is kept otherwise: name is 'x'"),
        ("DELETE FROM emission_factors WHERE id = 5", "factor 5 is missing"),
        ("UPDATE emission_factors SET value = 'x' WHERE id = 5", "factor 5 cannot be read: id '5'"),
    ],
)
async def test_a_type_or_factor_that_was_altered_is_named(
    parts: StorageParts, storage: SqlStorage, change: str, said: str
) -> None:
    """Pinned by a usage or not."""
    await tamper(storage, change)
    first, *_ = await faults(parts)
    assert first.startswith(f"journal of installation: {said}")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("'2027-05-16 12:00:00.000000Z'", "2027-05-16 12:00:00+00:00, while an entry counts from 2027-05-17 12:00:03"),
        ("NULL", "None, while an entry counts from 2027-05-17 12:00:03+00:00"),
        ("'2037-05-17 12:00:00.000000Z'", "2037-05-17 12:00:00+00:00, and it is 2027-05-17"),
    ],
)
async def test_an_end_of_what_is_settled_that_was_moved_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, until: str, said: str
) -> None:
    await tamper(storage, f"UPDATE journal_state SET settled_until = {until}")
    *_, fault = await faults(parts)
    assert fault.startswith(f"journal of installation: answers are said to be settled until {said}")


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE journal_entries SET settled_at = replace(settled_at, ' ', 'T') WHERE sequence = 1 AND chain <> 0",
        "UPDATE journal_entries SET recorded_at = replace(recorded_at, ' ', 'T') WHERE sequence = 1 AND chain <> 0",
        "UPDATE usages SET usage_at = replace(usage_at, 'Z', '+00:00')",
        "UPDATE emission_factors SET recorded_at = replace(recorded_at, 'Z', 'z') WHERE id = 5",
    ],
)
async def test_an_instant_in_another_form_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, change: str
) -> None:
    """SQLite compares texts, so one that means the same would count from another instant."""
    if storage.database.is_postgres:
        return  # it has a type for instants, and no text to alter
    await tamper(storage, change)
    first, *_ = await faults(parts)
    assert "cannot be read" in first


async def test_an_entry_whose_seal_was_taken_away_is_named(
    told: Told, parts: StorageParts, storage: SqlStorage, clock: FixedClock
) -> None:
    """At the end of its chain it would pass for one that is not sealed yet, if answers of later were not settled."""
    clock.advance(seconds=2 * 60 * 60)
    await SealJournal(clock, parts.new_unit_of_work)(settle=True)
    assert await faults_at(parts, clock) == []
    away = "sequence = NULL, settled_at = NULL, hash = NULL"
    await tamper(storage, f"UPDATE journal_entries SET {away} WHERE chain = {told.chain} AND sequence = 5")
    (fault,) = await faults_at(parts, clock)
    assert fault == f"journal of organisation {told.chain}: it has no seal, though answers of long after it are settled"


async def faults_at(parts: StorageParts, clock: FixedClock) -> list[str]:
    return [str(fault) async for _, found in CheckJournal(clock, parts.journal)(COMMAND_LINE) for fault in found]


async def test_an_entry_of_a_usage_that_tells_of_no_version_is_named(told: Told, parts: StorageParts) -> None:
    entry = replace(JournalEntry.of_usage(None, told.first), version=None)
    async with parts.new_unit_of_work() as uow:
        await uow.journal.add(entry)
        await uow.commit()
    fault = await the_fault(parts)
    assert fault == f"journal of organisation {told.chain}: it tells of a usage, and of none of its versions"


async def test_a_state_that_is_gone_is_named(told: Told, parts: StorageParts, storage: SqlStorage) -> None:
    await tamper(storage, "DELETE FROM journal_state")
    assert "answers are said to be settled until None" in await the_fault(parts)


async def test_places_among_all_chains_change_no_answer(
    parts: StorageParts, storage: SqlStorage, clock: FixedClock
) -> None:
    """They only put pages in order: what types were called then follows from the numbers in the chain."""
    types = parts.usage_types
    for name in ("power", "current"):
        clock.advance(seconds=1)
        await ChangeUsageType(clock, parts.ids, parts.new_unit_of_work)(COMMAND_LINE, 100, UsageTypeChange(name=name))
        await SealJournal(clock, parts.new_unit_of_work)(settle=True)
    named = (await types.references(clock.now()))[100].name
    assert named == "current"
    first = f"(SELECT min(position) FROM journal_entries WHERE sequence > {len(ENTRIES)})"
    await tamper(storage, f"UPDATE journal_entries SET position = position + 500 WHERE position = {first}")
    assert (await types.references(clock.now()))[100].name == "current"
