"""A write that looks at many rows leaves the event loop to others."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from adapters.sql.engine.statements import Statement
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from domain.errors import UsageTypeInUse
from domain.organisation import User
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageKind, StorageParts

_MANY = """
    INSERT INTO usages
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
    SELECT organisation_id, n.i, user_id, usage_type_id, usage_at, amount, unit, note, factor_id, amount_in_type_unit,
           emissions_mg, recorded_at, version, change, changed_at, changed_by
    FROM usages, n
"""


@pytest.fixture(scope="session")
def kind(sqlite_files: StorageKind) -> StorageKind:
    """SQLite."""
    return sqlite_files


@pytest.fixture
async def ada(storage: SqlStorage, scene: Scene) -> User:
    """Somebody with 30 001 usages."""
    ada = await scene.member()
    await scene.record(ada)
    transaction = await storage.database.begin()
    await transaction.run_statement(Statement(_MANY, (), {}), [])
    await transaction.commit()
    await transaction.end()
    return ada


@asynccontextmanager
async def sharing(storage: SqlStorage) -> AsyncIterator[SqlUnitOfWork]:
    """A unit of work whose statements go on, after some thousand steps, only once the event loop had a turn."""
    loop, turns = asyncio.get_running_loop(), 0

    def another_turn() -> bool:
        nonlocal turns
        turns += 1
        passed = threading.Event()
        loop.call_soon_threadsafe(passed.set)
        return not passed.wait(2)  # true interrupts the statement

    async with SqlUnitOfWork(storage) as uow:
        driver: sqlite3.Connection = uow._transaction._driver  # type: ignore[attr-defined]  # SQLite's
        driver.set_progress_handler(another_turn, 5000)
        yield uow
        driver.set_progress_handler(None, 0)
        assert turns


async def test_erasing_a_large_organisation_leaves_the_event_loop_to_others(storage: SqlStorage, ada: User) -> None:
    async with sharing(storage) as uow:
        await uow.accounts.erase(ada.id)


async def test_removing_a_usage_type_leaves_the_event_loop_to_others(
    storage: SqlStorage, scene: Scene, ada: User
) -> None:
    """The database looks for usages of it and of its factors, and has no index to find none by."""
    without_factor = await scene.usage_type("wood")
    for usage_type_id in (104, without_factor.id):
        async with sharing(storage) as uow:
            await uow.usage_types.remove(usage_type_id)


async def test_a_refusal_passes_out_of_the_thread_by_its_name(storage: SqlStorage, ada: User) -> None:
    async with SqlUnitOfWork(storage) as uow:
        with pytest.raises(UsageTypeInUse):
            await uow.usage_types.remove(100)


async def test_a_long_write_that_is_cancelled_is_undone_and_lets_the_next_writer_in(
    storage: SqlStorage, parts: StorageParts, ada: User
) -> None:
    async with SqlUnitOfWork(storage) as uow:
        erasing = asyncio.create_task(uow.accounts.erase(ada.id))
        await asyncio.sleep(0)
        erasing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await erasing
    async with SqlUnitOfWork(storage) as uow:
        await uow.usage_types.replace(TYPES[100].rename("power"))
        await uow.commit()
    assert (await parts.accounts.account(ada.id)).on_deletion.usages == 30_001
