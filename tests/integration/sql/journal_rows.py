"""Entries written into the journal's table, by its port or by hand, and what it then holds."""

from typing import Any

from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.engine.statements import Statement
from adapters.sql.schema.tables import JournalEntryRow
from adapters.sql.storage import SqlStorage
from domain.journal import Action, JournalEntry
from tests.clocks import NOON
from tests.integration.storages import StorageParts

ADA, BOB = 2**52, 2**52 + 1
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
