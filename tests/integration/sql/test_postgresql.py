"""What is special to PostgreSQL: it is reached over a network, by a bounded number of connections."""

import asyncio
import gc
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Select, bindparam, func, literal_column, select, text

from adapters.sql.accounts import SqlAccountQueries
from adapters.sql.engine import postgresql
from adapters.sql.engine.postgresql import PostgresDatabase
from adapters.sql.queries.accounts import caller
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from application.ports import StorageUnavailable
from application.usage_types.preloaded import USAGE_TYPES
from tests.postgres import PostgresServer


@pytest.fixture
async def storage(postgres_server: PostgresServer) -> AsyncIterator[SqlStorage]:
    storage = SqlStorage(postgres_server.create_database() + "?sslmode=disable")
    await storage.migrate()
    yield storage
    await storage.close()


@pytest.fixture
def database(storage: SqlStorage) -> PostgresDatabase:
    assert isinstance(storage.database, PostgresDatabase)
    return storage.database


def slept() -> Select[None]:
    return select(func.pg_sleep(bindparam("seconds", type_=None)))


def own_connections() -> Select[int]:
    return (
        select(func.count())
        .select_from(text("pg_stat_activity"))
        .where(literal_column("datname") == func.current_database())
    )


def asleep() -> Select[int]:
    return own_connections().where(literal_column("wait_event") == "PgSleep")


def others_ended() -> Select[bool]:
    is_other = (literal_column("datname") == func.current_database()) & (literal_column("pid") != func.pg_backend_pid())
    return (
        select(func.pg_terminate_backend(literal_column("pid"))).select_from(text("pg_stat_activity")).where(is_other)
    )


async def test_connections_are_kept_and_never_more_than_ten(database: PostgresDatabase) -> None:
    await asyncio.gather(*(database.fetch(slept, seconds=0.01) for _ in range(40)))
    assert await database.fetch(own_connections) == [(10,)]


async def test_who_waits_too_long_for_a_connection_is_told(
    database: PostgresDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgresql, "_SECONDS_IN_QUEUE", 0.05)
    transactions = [await database.begin() for _ in range(10)]
    with pytest.raises(StorageUnavailable, match="busy"):
        await database.fetch(own_connections)
    for transaction in transactions:
        await transaction.end()
    assert await database.fetch(own_connections) == [(10,)]


async def test_connections_that_the_server_ended_are_replaced(database: PostgresDatabase) -> None:
    """What was under way fails by the one name; what comes after finds a new connection."""
    transaction = await database.begin()
    await asyncio.gather(*(database.fetch(slept, seconds=0.01) for _ in range(5)))
    await database.fetch(others_ended)
    with pytest.raises(StorageUnavailable):
        await transaction.fetch(own_connections)
    await transaction.end()
    for _ in range(20):
        assert await database.fetch(own_connections)


async def test_a_server_that_crashed_is_not_available_until_it_is_back() -> None:
    with PostgresServer(durable=True) as server:
        own = SqlStorage(server.create_database())
        await own.migrate()
        server.stop("immediate")
        for _ in range(3):
            with pytest.raises(StorageUnavailable):
                await own.ping()
        server.start()
        await own.ping()
        await own.close()


@pytest.mark.parametrize(
    "undoing",
    [
        "DROP TABLE refresh_tokens, sessions",
        "ALTER TABLE sessions RENAME TO other",
        "ALTER SCHEMA public RENAME TO other",
    ],
)
async def test_a_database_without_its_tables_is_not_available(storage: SqlStorage, undoing: str) -> None:
    """Somebody is restoring it while the service runs."""
    assert await SqlAccountQueries(storage).caller(1, 1) is None
    transaction = await storage.database.begin()
    await transaction.session.execute(text(undoing))
    await transaction.commit()
    await transaction.end()
    with pytest.raises(StorageUnavailable, match="UndefinedTable"):
        await SqlAccountQueries(storage).caller(1, 1)


async def test_a_user_without_privileges_is_not_served(storage: SqlStorage) -> None:
    transaction = await storage.database.begin()
    try:
        await transaction.session.execute(text("CREATE ROLE nobody_of_tests NOLOGIN"))
        await transaction.session.execute(text("SET LOCAL ROLE nobody_of_tests"))
        with pytest.raises(StorageUnavailable, match="InsufficientPrivilege"):
            await transaction.fetch(caller, user_id=1, session_id=1)
    finally:
        await transaction.end()


async def test_a_cancelled_query_leaves_its_connection_fit_for_use(database: PostgresDatabase) -> None:
    sleeping = [asyncio.create_task(database.fetch(slept, seconds=60.0)) for _ in range(9)]
    while await database.fetch(asleep) != [(9,)]:
        pass
    for task in sleeping:
        task.cancel()
    await asyncio.gather(*sleeping, return_exceptions=True)
    await asyncio.gather(*(database.fetch(slept, seconds=0.01) for _ in range(10)))
    assert await database.fetch(own_connections) == [(10,)]


@pytest.mark.parametrize("turns", range(0, 30, 3))
async def test_a_connection_that_nobody_waits_for_any_more_is_kept_for_the_next(
    database: PostgresDatabase, turns: int
) -> None:
    """Whenever it is that the one who asked for it gives up; nothing is left unclosed."""
    asking = [asyncio.create_task(database.fetch(own_connections)) for _ in range(4)]
    for _ in range(turns):
        await asyncio.sleep(0)
    for task in asking:
        task.cancel()
    await asyncio.gather(*asking, return_exceptions=True)
    gc.collect()
    assert await database.fetch(own_connections)


async def test_a_unit_of_work_cancelled_while_it_waits_for_a_row_lets_go_of_all(storage: SqlStorage) -> None:
    async def rename(name: str) -> None:
        async with SqlUnitOfWork(storage) as uow:
            await uow.usage_types.replace(USAGE_TYPES[0].rename(name))
            await uow.commit()

    async with SqlUnitOfWork(storage) as first:
        await first.usage_types.replace(USAGE_TYPES[0].rename("power"))
        second = asyncio.create_task(rename("current"))
        done, _ = await asyncio.wait([second], timeout=0.1)
        assert not done
        second.cancel()
        with pytest.raises(asyncio.CancelledError):
            await second
        await first.commit()
    gc.collect()
    await rename("juice")
    async with SqlUnitOfWork(storage) as uow:
        assert (await uow.usage_types.get(100)).name == "juice"
