"""Whatever somebody changes in versions, types or factors by other ways than ours, the journal's check names it."""

import pytest

from adapters.sql.storage import SqlStorage
from tests.integration.sql.test_ledger import tamper
from tests.integration.sql.told_ledger import Told, faults, the_fault
from tests.integration.storages import StorageParts

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
