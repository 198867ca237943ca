"""The database itself refuses changes and removals of the journal's entries, and any seal but one that is whole."""

from collections.abc import Iterator

import pytest
from sqlalchemy import BigInteger, Integer

from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.schema.column_types import Instant
from adapters.sql.storage import SqlStorage
from application.journal.seal import SealJournal
from domain.journal import Head, JournalEntry
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.sql.journal_rows import (
    A_SEAL,
    ADA,
    BOB,
    COLUMNS,
    CONTENT,
    FIRST_SEAL,
    GUARD,
    SEAL,
    add,
    entry,
    kept,
    run,
)
from tests.integration.storages import StorageParts


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
