"""What a check is told of a ledger that somebody wrote into by other ways than ours."""

import sqlite3
from dataclasses import dataclass

import pytest

from adapters.sql import ledger
from adapters.sql.engine.sqlite import SqliteDatabase
from adapters.sql.engine.statements import Statement
from adapters.sql.storage import SqlStorage
from application.authorisation import COMMAND_LINE
from application.ledger.check import CheckLedger
from application.views.ledger import Discrepancy
from domain.usage import Usage
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageParts


async def tamper(storage: SqlStorage, *changes: str) -> None:
    """Writes what no constraint, foreign key or trigger lets through."""
    database = storage.database
    if isinstance(database, SqliteDatabase):
        connection = sqlite3.connect(database._path)
        guards = [f"DROP TRIGGER IF EXISTS journal_entries_{name}" for name in ("unchanged", "kept", "of_the_living")]
        for change in ("PRAGMA ignore_check_constraints = ON", *guards, *changes):
            connection.execute(change)
        connection.commit()
        connection.close()
        return
    transaction = await database.begin()
    for change in ("SET LOCAL session_replication_role = replica", *changes):
        await transaction.fetch_statement(Statement(change, (), {}), [])
    await transaction.commit()
    await transaction.end()


async def checked(parts: StorageParts) -> list[Discrepancy | None]:
    return [flaw async for _, flaw in CheckLedger(parts.ledger)(COMMAND_LINE)]


async def test_a_check_reads_on_to_the_end_whatever_it_meets(
    scene: Scene, storage: SqlStorage, parts: StorageParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Flaws in the first batch and in the last hide none of those between."""
    monkeypatch.setattr(ledger, "_BATCH", 10)
    ada = await scene.member()
    usages = [await scene.record(ada) for _ in range(34)]
    wood = await scene.usage_type("wood")
    usages.append(
        await scene.record(ada, usage_type=wood, factor=await scene.factor(wood.id, "1")),
    )
    await tamper(
        storage,
        f"UPDATE usages SET factor_id = 404 WHERE id = {usages[0].id}",
        f"UPDATE usages SET usage_type_id = 405 WHERE id = {usages[17].id}",
        f"UPDATE emission_factors SET value = 'abc' WHERE id = {usages[34].factor_id}",
    )
    flaws = await checked(parts)
    assert len(flaws) == 35
    first, middle, last = [flaw for flaw in flaws if flaw is not None]
    assert first == Discrepancy(ada.organisation_id, usages[0].id, 1, "factor 404 is missing")
    assert middle == Discrepancy(ada.organisation_id, usages[17].id, 1, "usage type 405 is missing")
    assert (last.usage_id, last.version) == (usages[34].id, 1)
    assert last.reason.startswith(f"factor {usages[34].factor_id} cannot be read: id ")
    assert "value 'abc'" in last.reason


@dataclass(frozen=True, slots=True)
class Scrawl:
    """Something that does not belong into a column, and how it is told of."""

    table: str
    column: str
    value: str
    told: str


ON_EITHER = (
    Scrawl("emission_factors", "value", "'1,5'", "value '1,5'"),
    Scrawl("emission_factors", "value", "'NaN'", "value 'NaN'"),
    Scrawl("emission_factors", "source", "''", "source ''"),
    Scrawl("usage_types", "density_kg_per_l", "'light'", "density_kg_per_l 'light'"),
    Scrawl("usage_types", "accepted_units", "'kwh,furlong'", "accepted_units 'kwh,furlong'"),
    Scrawl("usage_types", "unit", "'furlong'", "unit 'furlong'"),
    Scrawl("usages", "unit", "'furlong'", "Not a known unit."),
)
ON_SQLITE = (
    Scrawl("emission_factors", "source", "CAST(x'41ff' AS TEXT)", "source 'A\\udcff'"),
    Scrawl("emission_factors", "valid_to", "'soon'", "valid_to 'soon'"),
    Scrawl("emission_factors", "published_by", "'nobody'", "published_by 'nobody'"),
    Scrawl("usage_types", "retired_at", "'2027-05-17 12:00:00'", "retired_at '2027-05-17 12:00:00'"),
    Scrawl("usages", "usage_at", "'2027-05-17 12:00:00'", "usage_at cannot be read: '2027-05-17 12:00:00'"),
    Scrawl("usages", "unit", "CAST(x'ff' AS TEXT)", "Not a known unit."),
    Scrawl("usages", "amount", "1.5", "amount cannot be read: '1.5'"),
    Scrawl("usages", "amount_in_type_unit", "'one'", "amount_in_type_unit cannot be read: 'one'"),
    Scrawl("usages", "emissions_mg", "CAST(x'ff' AS TEXT)", "emissions_mg cannot be read: '\\udcff'"),
    Scrawl("usages", "factor_id", "'none'", "factor none is missing"),
)
ON_POSTGRESQL = (
    Scrawl("emission_factors", "valid_from", "'-infinity'", "valid_from '-infinity'"),
    Scrawl("usage_types", "retired_at", "'20000-01-01T00:00:00Z'", "retired_at '20000-01-01 "),
    Scrawl("usages", "usage_at", "'infinity'", "usage_at cannot be read: 'infinity'"),
)


@pytest.fixture
async def usages(scene: Scene) -> list[Usage]:
    """Three, each of a type and with a factor of its own."""
    ada, types = await scene.member(), [await scene.usage_type(name) for name in ("bark", "chips", "logs")]
    return [await scene.record(ada, usage_type=it, factor=await scene.factor(it.id, "1")) for it in types]


async def test_what_cannot_be_read_is_told_of_the_one_version_that_it_concerns(
    storage: SqlStorage, parts: StorageParts, usages: list[Usage]
) -> None:
    """Whatever lies in the column."""
    own = ON_SQLITE if isinstance(storage.database, SqliteDatabase) else ON_POSTGRESQL
    _, usage, _ = usages
    ids = {"emission_factors": usage.factor_id, "usage_types": usage.stated.usage_type_id, "usages": usage.id}
    for scrawl in (*ON_EITHER, *own):
        column, which = f"{scrawl.table}.{scrawl.column}", f"WHERE id = {ids[scrawl.table]}"
        await tamper(storage, f"CREATE TABLE before AS SELECT {column} AS it FROM {scrawl.table} {which}")
        await tamper(storage, f"UPDATE {scrawl.table} SET {scrawl.column} = {scrawl.value} {which}")
        before, flaw, after = await checked(parts)
        assert (before, after) == (None, None)
        assert flaw is not None, scrawl
        assert (flaw.usage_id, flaw.version) == (usage.id, 1)
        assert scrawl.told in flaw.reason
        await tamper(storage, f"UPDATE {scrawl.table} SET {scrawl.column} = (SELECT it FROM before) {which}")
        await tamper(storage, "DROP TABLE before")
    assert await checked(parts) == [None] * 3
