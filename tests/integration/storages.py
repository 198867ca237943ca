"""The storages that tests run on, each made in one place.

To hold a storage of your own to the contract, write a function that makes its parts, a `StorageKind` that makes empty
data for it, and name that in the fixture `kind` of conftest.py. docs/writing-a-storage-adapter.md leads through it.
"""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import asyncpg

from adapters.memory.accounts import MemoryAccountQueries
from adapters.memory.emissions import MemoryEmissionQueries
from adapters.memory.ids import MemoryIdGenerator
from adapters.memory.journal import MemoryJournalQueries
from adapters.memory.ledger import MemoryLedgerQueries
from adapters.memory.receipts import MemoryReceiptQueries
from adapters.memory.storage import MemoryStorage
from adapters.memory.unit_of_work import MemoryUnitOfWork
from adapters.memory.usage_types import MemoryUsageTypeQueries
from adapters.memory.usages import MemoryUsageQueries
from adapters.sql.accounts import SqlAccountQueries
from adapters.sql.emissions import SqlEmissionQueries
from adapters.sql.engine.statements import Statements
from adapters.sql.ids import SqlIdGenerator
from adapters.sql.journal import SqlJournalQueries
from adapters.sql.ledger import SqlLedgerQueries
from adapters.sql.receipts import SqlReceiptQueries
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from adapters.sql.usage_types import SqlUsageTypeQueries
from adapters.sql.usages import SqlUsageQueries
from application.ports import (
    AccountQueries,
    Clock,
    EmissionQueries,
    IdGenerator,
    JournalQueries,
    LedgerQueries,
    ReceiptQueries,
    Storage,
    UnitOfWorkFactory,
    UsageQueries,
    UsageTypeQueries,
)
from examples.json_snapshot_storage import (
    JsonSnapshotIdGenerator,
    JsonSnapshotStorage,
    JsonSnapshotUnitOfWork,
    fresh,
)
from tests.postgres import PostgresServer


@dataclass(frozen=True, slots=True)
class StorageParts:
    """All that one process holds of a storage."""

    storage: Storage
    new_unit_of_work: UnitOfWorkFactory
    ids: IdGenerator
    usages: UsageQueries
    usage_types: UsageTypeQueries
    emissions: EmissionQueries
    accounts: AccountQueries
    ledger: LedgerQueries
    journal: JournalQueries
    receipts: ReceiptQueries


OpenParts = Callable[[Clock], StorageParts]
"""Opens the same data anew, as one more process would."""


@dataclass(frozen=True, slots=True)
class StorageKind:
    """How to come by data of its own for a test: without a schema, or migrated and otherwise empty."""

    unmigrated: Callable[[], OpenParts]
    migrated: Callable[[], Awaitable[OpenParts]]


def memory_parts(storage: MemoryStorage, clock: Clock) -> StorageParts:
    return StorageParts(
        storage=storage,
        new_unit_of_work=lambda: MemoryUnitOfWork(storage),
        ids=MemoryIdGenerator(storage, clock),
        usages=MemoryUsageQueries(storage),
        usage_types=MemoryUsageTypeQueries(storage),
        emissions=MemoryEmissionQueries(storage),
        accounts=MemoryAccountQueries(storage),
        ledger=MemoryLedgerQueries(storage),
        journal=MemoryJournalQueries(storage),
        receipts=MemoryReceiptQueries(storage),
    )


def json_parts(path: Path, clock: Clock) -> StorageParts:
    storage = JsonSnapshotStorage(path)
    return StorageParts(
        storage=storage,
        new_unit_of_work=lambda: JsonSnapshotUnitOfWork(storage),
        ids=JsonSnapshotIdGenerator(storage, clock),
        usages=fresh(storage, MemoryUsageQueries(storage)),
        usage_types=fresh(storage, MemoryUsageTypeQueries(storage)),
        emissions=fresh(storage, MemoryEmissionQueries(storage)),
        accounts=fresh(storage, MemoryAccountQueries(storage)),
        ledger=fresh(storage, MemoryLedgerQueries(storage)),
        journal=fresh(storage, MemoryJournalQueries(storage)),
        receipts=fresh(storage, MemoryReceiptQueries(storage)),
    )


def sql_parts(url: str, clock: Clock) -> StorageParts:
    storage = SqlStorage(url)
    storage.database.statements = _compiled.setdefault(storage.database.is_postgres, storage.database.statements)
    return StorageParts(
        storage=storage,
        new_unit_of_work=lambda: SqlUnitOfWork(storage),
        ids=SqlIdGenerator(storage, clock),
        usages=SqlUsageQueries(storage),
        usage_types=SqlUsageTypeQueries(storage),
        emissions=SqlEmissionQueries(storage),
        accounts=SqlAccountQueries(storage),
        ledger=SqlLedgerQueries(storage),
        journal=SqlJournalQueries(storage),
        receipts=SqlReceiptQueries(storage),
    )


# By whether they are PostgreSQL's: to compile them anew for each test would take longer than most tests.
_compiled: dict[bool, Statements] = {}
# What lies in each table just after migration is remembered beside it, and put back whatever a test did.
_REMEMBER = """
do $$ declare name text; begin
    create schema as_migrated;
    for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create table as_migrated.%1$I as table public.%1$I', name);
    end loop;
end $$"""
_RESET = """
do $$ declare name text; begin
    set local lock_timeout = '10s';
    set local session_replication_role = replica;  -- no foreign keys meanwhile
    for name in select tablename from pg_tables where schemaname = 'as_migrated' loop
        execute format('delete from public.%1$I', name);
        execute format('insert into public.%1$I table as_migrated.%1$I', name);
    end loop;
end $$"""


def memory_kind() -> StorageKind:
    """It has no schema to migrate, and its processes are one."""

    def made() -> OpenParts:
        storage = MemoryStorage()
        return lambda clock: memory_parts(storage, clock)

    async def migrated() -> OpenParts:
        return made()

    return StorageKind(made, migrated)


def json_kind(folder: Path) -> StorageKind:
    """A file a test, which is not there before its first commit."""
    names = (f"{number}.json" for number in count(1))

    def made() -> OpenParts:
        path = folder / next(names)
        return lambda clock: json_parts(path, clock)

    async def migrated() -> OpenParts:
        return made()

    return StorageKind(made, migrated)


def sqlite_kind(folder: Path) -> StorageKind:
    """A file a test, copied from one that was migrated once."""
    names = (f"{number}.db" for number in count(1))

    template = folder / "template.db"
    asyncio.run(_migrate(f"sqlite:///{template}"))

    async def migrated() -> OpenParts:
        path = folder / next(names)
        shutil.copyfile(template, path)
        return lambda clock: sql_parts(f"sqlite:///{path}", clock)

    def unmigrated() -> OpenParts:
        path = folder / next(names)
        return lambda clock: sql_parts(f"sqlite:///{path}", clock)

    return StorageKind(unmigrated, migrated)


def postgresql_kind(server: PostgresServer) -> StorageKind:
    """One database that was migrated once, and is emptied for each test: copying it takes ten times as long."""

    url = _without_driver(server.create_database())
    asyncio.run(_migrate(url))
    asyncio.run(_run(url, _REMEMBER))

    async def migrated() -> OpenParts:
        await _run(url, _RESET)
        return lambda clock: sql_parts(url, clock)

    def unmigrated() -> OpenParts:
        empty = _without_driver(server.create_database())
        return lambda clock: sql_parts(empty, clock)

    return StorageKind(unmigrated, migrated)


def _without_driver(url: str) -> str:
    return url.replace("postgresql+asyncpg://", "postgresql://")


async def _run(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _migrate(url: str) -> None:
    storage = SqlStorage(url)
    await storage.migrate()
    await storage.close()
