"""The schema is what the mappings say, however it was made, and a migration happens whole or not at all."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Executable, inspect, text

from adapters.sql.engine.database import Database
from adapters.sql.migrations import REVISION, commands, upgrade
from adapters.sql.schema.tables import metadata
from adapters.sql.storage import SqlStorage
from application.ports import IdempotencyKey, StorageUnavailable
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.contract.scene import Scene
from tests.postgres import PostgresServer

_DEFINITIONS = {
    "sqlite": "SELECT tbl_name, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'",
    "postgresql": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL SELECT table_name, column_name, concat_ws(' ', ordinal_position, data_type, is_nullable,
                         character_maximum_length) FROM information_schema.columns WHERE table_schema = 'public'
    """,
}


def database_of(opener: Opener) -> Database:
    storage = opener().storage
    assert isinstance(storage, SqlStorage)
    return storage.database


async def changed(database: Database, *changes: Callable[..., Any], commit: bool = True) -> None:
    """Makes changes to the schema in one transaction."""
    transaction = await database.begin()
    try:
        for change in changes:
            await transaction.connection.run_sync(change, database.engine)
        if commit:
            await transaction.commit()
    finally:
        await transaction.end()


def create_all(connection: Connection, _engine: object) -> None:
    with connection.begin():
        metadata.create_all(connection)


def downgrade(connection: Connection, engine: Any) -> None:
    commands(connection, engine).downgrade("base")


def check(connection: Connection, engine: Any) -> None:
    commands(connection, engine).check()


async def tables(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.run_sync(lambda sync: inspect(sync).get_table_names()))


async def definitions(database: Database) -> set[tuple[str, ...]]:
    """Every table, column, index and constraint as the database itself words it."""
    query: Executable = text(_DEFINITIONS[database.engine.dialect.name])
    async with database.engine.connect() as connection:
        rows = await connection.run_sync(lambda sync: sync.execute(query).all())
    return {(row[0], row[1], " ".join(row[2].split())) for row in rows if row[0] != "alembic_version"}


@pytest.fixture
def database(open_unmigrated: Opener) -> Database:
    """A database with nothing in it."""
    return database_of(open_unmigrated)


async def test_alembic_finds_no_difference_between_migration_and_mappings(database: Database) -> None:
    await changed(database, upgrade)
    await changed(database, check, commit=False)


async def test_a_migrated_schema_is_the_one_that_the_mappings_create(database: Database) -> None:
    """To the letter, bounds and order of columns included, which alembic does not compare."""
    await changed(database, upgrade)
    migrated = await definitions(database)
    await changed(database, downgrade, create_all)
    assert migrated == await definitions(database)
    assert {table for table, _, _ in migrated} == set(metadata.tables)


async def test_a_migration_can_be_taken_back_and_made_again(database: Database) -> None:
    await changed(database, upgrade)
    await changed(database, downgrade)
    assert await tables(database) == {"alembic_version"}
    await changed(database, upgrade)
    assert await tables(database) == {"alembic_version", *metadata.tables}


async def test_a_database_of_the_first_version_keeps_what_is_in_it(open_unmigrated: Opener) -> None:
    """And takes what came since."""
    parts = open_unmigrated()
    assert isinstance(parts.storage, SqlStorage)
    await changed(parts.storage.database, lambda connection, engine: commands(connection, engine).upgrade("0001"))
    scene = Scene(parts, FixedClock())
    ada = await scene.member()
    usage = await scene.record(ada)
    await parts.storage.migrate()
    await parts.storage.ping()
    assert (await parts.usages.get(ada.organisation_id, usage.id)).id == usage.id
    async with parts.new_unit_of_work() as uow:
        key = IdempotencyKey(ada.id, "POST /usages", "a key")
        assert await uow.idempotency_keys.claim(key, "a" * 64, at=NOON, expires_at=NOON) is None


async def test_a_migration_that_does_not_finish_leaves_nothing(database: Database) -> None:
    await changed(database, upgrade, commit=False)
    assert await tables(database) == set()


async def test_the_program_is_written_for_the_newest_revision(database: Database) -> None:
    heads: list[str | None] = []

    def ask(connection: Connection, engine: Any) -> None:
        heads.append(ScriptDirectory.from_config(commands(connection, engine).config).get_current_head())

    await changed(database, ask, commit=False)
    assert heads == [REVISION]


async def test_a_schema_of_another_version_of_the_program_is_not_available(storage: SqlStorage) -> None:
    transaction = await storage.database.begin()
    await transaction.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await transaction.commit()
    await transaction.end()
    with pytest.raises(StorageUnavailable, match="another version"):
        await storage.ping()


async def test_migrate_waits_for_a_server_that_is_starting() -> None:
    with PostgresServer() as server:
        url = server.create_database()
        server.stop()
        storage = SqlStorage(url)
        migrating = asyncio.create_task(storage.migrate())
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(migrating), 0.1)
        await asyncio.to_thread(server.start)
        await migrating
        await storage.ping()
        await storage.close()


async def test_migrate_does_not_wait_where_waiting_is_no_help(postgres_server: PostgresServer) -> None:
    storage = SqlStorage(postgres_server.url("nobody_made_it"))
    with pytest.raises(StorageUnavailable, match="InvalidCatalogName"):
        await asyncio.wait_for(storage.migrate(), 5)
    await storage.close()
