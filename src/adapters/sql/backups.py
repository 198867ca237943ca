"""Backups of a SQLite file; PostgreSQL has tools of its own for them."""

import sqlite3
from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError

from adapters.sql.engine.database import to_the_end
from adapters.sql.engine.errors import driver_error
from adapters.sql.journal import SqlJournalQueries
from adapters.sql.ledger import SqlLedgerQueries
from adapters.sql.sqlite_files.backup import back_up, faults_of
from adapters.sql.sqlite_files.files import unfinished
from adapters.sql.sqlite_files.restore import alone_on, must_be_free, must_have_every_column, put_in_place, stage
from adapters.sql.storage import SqlStorage
from application.ports import (
    BackedUpElsewhere,
    BackupDamaged,
    BackupMade,
    Backups,
    Restored,
    StagedBackup,
)

_BY_POSTGRESQL = (
    "PostgreSQL is backed up by its own tools, while it serves: pg_dump --format=custom --file=FILE DATABASE; and "
    "restored: pg_restore --clean --if-exists --single-transaction --dbname=DATABASE FILE. The README shows both."
)


class SqlBackups(Backups):
    """By SQLite's own online copying; a writer waits for it no longer than for any reader."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def make(self, file: Path) -> BackupMade:
        return await to_the_end(to_thread(back_up, self._place(), file))

    @asynccontextmanager
    async def staged(self, file: Path, *, replace: bool) -> AsyncIterator[StagedBackup]:
        place = self._place()
        must_be_free(place, replace=replace)
        with unfinished(place, "restoring") as copy:
            await to_the_end(to_thread(stage, file, copy))
            faults = await to_the_end(to_thread(faults_of, copy, file))
            with alone_on(place):
                pass  # known before long work, and held only after it
            storage = SqlStorage(URL.create("sqlite", database=str(copy)).render_as_string())
            try:
                await storage.migrate()
                must_have_every_column(copy)
                yield _SqlStagedBackup(storage, faults, copy, place, replace=replace)
            except (sqlite3.Error, SQLAlchemyError) as error:
                raise BackupDamaged(f"{file} is damaged: {driver_error(error)}") from error
            finally:
                await storage.close()

    def _place(self) -> Path:
        database = self._database.engine.url.database
        if self._database.is_postgres or database is None:
            raise BackedUpElsewhere(_BY_POSTGRESQL)
        return Path(database).resolve()


class _SqlStagedBackup(StagedBackup):
    def __init__(self, storage: SqlStorage, faults: Sequence[str], copy: Path, place: Path, *, replace: bool) -> None:
        self.ledger = SqlLedgerQueries(storage)
        self.journal = SqlJournalQueries(storage)
        self.faults = faults
        self._storage = storage
        self._copy = copy
        self._place = place
        self._replace = replace

    async def put_in_place(self) -> Restored:
        await self._storage.close()
        return await to_the_end(to_thread(put_in_place, self._copy, self._place, replace=self._replace))
