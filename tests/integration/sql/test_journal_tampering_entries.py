"""Whatever somebody changes in the journal by other ways than ours, its check names it."""

from dataclasses import replace

import pytest

from adapters.sql.storage import SqlStorage
from application.authorisation import COMMAND_LINE
from application.journal.seal import SealJournal
from application.ledger.check_journal import CheckJournal
from application.usage_types.change import ChangeUsageType, UsageTypeChange
from application.usage_types.preloaded import ENTRIES
from domain.journal import JournalEntry
from tests.clocks import FixedClock
from tests.integration.sql.test_ledger import tamper
from tests.integration.sql.told_ledger import Told, faults, the_fault
from tests.integration.storages import StorageParts


async def test_what_was_written_by_the_rules_holds(told: Told, parts: StorageParts) -> None:
    assert await faults(parts) == []
    walked = [one async for one, _ in CheckJournal(FixedClock(), parts.journal)(COMMAND_LINE)]
    assert len(walked) == 15


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
