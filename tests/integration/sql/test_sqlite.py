"""What is special to SQLite: it lives in this process, and nothing may hold up the event loop."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Integer, Select, column, literal_column, select, text

from adapters.sql.accounts import SqlAccountQueries
from adapters.sql.engine import sqlite
from adapters.sql.engine.errors import named_errors
from adapters.sql.engine.sqlite import SqliteDatabase
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from application.ports import StorageUnavailable
from application.usage_types.preloaded import USAGE_TYPES
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.storages import sql_parts

RENAMED = USAGE_TYPES[0].rename("power")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "in" / "a new folder" / "ledger.db"


@pytest.fixture
async def storage(path: Path) -> AsyncIterator[SqlStorage]:
    storage = SqlStorage(f"sqlite:///{path}")
    await storage.migrate()
    yield storage
    await storage.close()


@pytest.fixture
def database(storage: SqlStorage) -> SqliteDatabase:
    assert isinstance(storage.database, SqliteDatabase)
    return storage.database


def pragma(name: str) -> Select[int]:
    return select(column(name)).select_from(text(f"pragma_{name}"))


def counted(steps: int) -> Select[int]:
    """A query that takes as many steps as it is told to."""
    numbers = text(
        f"(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {steps}) SELECT i FROM n)"
    )
    return select(literal_column("count(*)", Integer)).select_from(numbers)


async def rename(storage: SqlStorage) -> None:
    async with SqlUnitOfWork(storage) as uow:
        await uow.usage_types.replace(RENAMED)
        await uow.commit()


async def name_of_electricity(storage: SqlStorage) -> str:
    async with SqlUnitOfWork(storage) as uow:
        return (await uow.usage_types.get(100)).name


@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 0)]
)
async def test_every_connection_is_set_up_for_durable_and_checked_writes(
    database: SqliteDatabase, name: str, value: object
) -> None:
    """synchronous 2 is FULL: a commit survives a power cut."""
    transaction = await database.begin()
    for fetch in (database.fetch, transaction.fetch):
        assert [tuple(row) for row in await fetch(pragma, name)] == [(value,)]
    await transaction.end()


async def test_reading_connections_cannot_write(database: SqliteDatabase) -> None:
    for steps in (1, 1_000_000):
        await database.fetch(counted, steps)
    readers = [database._reader, *database._readers]
    assert len(readers) == 2
    for reader in readers:
        assert reader is not None
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            reader.execute("DELETE FROM usage_types")


async def test_a_long_read_leaves_the_event_loop_to_others(database: SqliteDatabase) -> None:
    reading = asyncio.create_task(database.fetch(counted, 3_000_000))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 100
    assert await reading == [(3_000_000,)]


async def test_short_reads_stay_on_the_event_loop_however_many_there_are(database: SqliteDatabase) -> None:
    for _ in range(500):
        assert await database.fetch(counted, 500) == [(500,)]
    assert not database._readers


async def test_a_write_waits_for_another_process_without_holding_up_others(storage: SqlStorage, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(rename(storage))
    for _ in range(50):
        await storage.ping()
        await asyncio.sleep(0)
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert await name_of_electricity(storage) == "power"


async def test_a_write_does_not_wait_for_ever(storage: SqlStorage, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LONGEST_WAIT", 0.05)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable, match="Another process"):
        await rename(storage)
    other.close()
    await rename(storage)


async def test_who_queues_behind_others_of_this_process_does_not_wait_for_ever(
    database: SqliteDatabase, storage: SqlStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "LONGEST_WAIT", 0.05)
    first = await database.begin()
    with pytest.raises(StorageUnavailable, match="Others of this process"):
        await rename(storage)
    await first.end()
    await rename(storage)


async def test_a_read_only_database_refuses_writes_alone(database: SqliteDatabase, storage: SqlStorage) -> None:
    """And takes them again when it can."""
    transaction = await database.begin()
    await transaction.end()
    driver = transaction._driver  # type: ignore[attr-defined]  # SQLite's
    driver.execute("PRAGMA query_only = ON")
    with pytest.raises(StorageUnavailable, match="readonly"):
        await rename(storage)
    await storage.ping()
    driver.execute("PRAGMA query_only = OFF")
    await rename(storage)
    assert await name_of_electricity(storage) == "power"


async def test_a_cancelled_wait_lets_the_next_writer_in(storage: SqlStorage, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    waiting = [asyncio.create_task(rename(storage)) for _ in range(2)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    assert all(
        isinstance(end, asyncio.CancelledError) for end in await asyncio.gather(*waiting, return_exceptions=True)
    )
    other.close()
    await rename(storage)


async def test_a_full_disk_refuses_the_write_and_keeps_what_was_there(database: SqliteDatabase) -> None:
    transaction = await database.begin()
    driver = transaction._driver  # type: ignore[attr-defined]  # SQLite's
    driver.execute("CREATE TABLE filler (bytes)")
    await transaction.commit()
    await transaction.end()
    (pages,) = driver.execute("PRAGMA page_count").fetchone()
    driver.execute(f"PRAGMA max_page_count = {pages}")
    transaction = await database.begin()
    with pytest.raises(StorageUnavailable, match="full"), named_errors:
        driver.execute("INSERT INTO filler VALUES (zeroblob(1000000))")
    await transaction.end()
    assert driver.execute("SELECT count(*) FROM filler").fetchone() == (0,)


async def test_a_database_without_its_tables_is_not_available(storage: SqlStorage, path: Path) -> None:
    """Somebody put another file in its place while the service runs."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("DROP TABLE sessions")
    with pytest.raises(StorageUnavailable, match="no such table"):
        await SqlAccountQueries(storage).caller(1, 1)


async def test_a_file_that_is_no_database_is_not_available(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    storage = SqlStorage(f"sqlite:///{path}")
    with pytest.raises(StorageUnavailable, match="not a database"):
        await storage.ping()
    await storage.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_a_file_is_refused(url: str) -> None:
    """Each connection would have a database of its own."""
    with pytest.raises(ValueError, match="needs a file"):
        SqlStorage(url)


async def test_closing_leaves_one_file(storage: SqlStorage, path: Path) -> None:
    """What was written lies in it whole: it may be copied away."""
    await rename(storage)
    await storage.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


async def test_what_was_erased_is_in_no_file_any_more(path: Path, storage: SqlStorage) -> None:
    """Nor in the log beside the database, which keeps pages as they were; others go on reading meanwhile."""
    clock = FixedClock()
    scene = Scene(sql_parts(f"sqlite:///{path}", clock), clock)
    ada = await scene.member("erased.one@example.org", name="Erased One")
    await SqlAccountQueries(storage).account(ada.id)

    def files_with(words: bytes) -> list[str]:
        return [file.name for file in path.parent.iterdir() if words in file.read_bytes()]

    assert files_with(b"erased.one@example.org")
    async with scene.parts.new_unit_of_work() as uow:
        await uow.accounts.erase(ada.id)
        await uow.commit()
    assert files_with(b"erased.one@example.org") == files_with(b"Erased One") == []
    await scene.parts.storage.close()
