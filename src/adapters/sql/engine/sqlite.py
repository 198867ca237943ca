"""SQLite: one writer at a time, any number of readers, nothing that blocks the event loop for long."""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import uniform
from typing import Any, TypeVar

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from adapters.sql.engine.database import Database, Row, Transaction, kept_connection, to_the_end
from adapters.sql.engine.errors import named_errors, sqlite_result
from adapters.sql.engine.one_thread import OneThread
from adapters.sql.engine.sqlite_dialect import DRIVER, LONGEST_WAIT, open_sqlite
from adapters.sql.engine.statements import Build, Statement
from application.ports import StorageUnavailable

T = TypeVar("T")

_READING_THREADS = 4
_STEPS_PER_CALL = 1000
# Steps of SQLite's virtual machine that the event loop spends on one read, about half a millisecond's worth.
_CALLS_ON_THE_LOOP = 40
_BUSY, _LOCKED, _INTERRUPTED = 5, 6, 9


class _Patience:
    """Interrupts a statement that takes more steps than the event loop has to spare."""

    left = _CALLS_ON_THE_LOOP

    def __call__(self) -> bool:
        self.left -= 1
        return self.left < 0


class SqliteDatabase(Database):
    """A short read runs at once on the event loop; one that proves long, or meets a lock, starts anew in a thread."""

    def __init__(self, url: URL) -> None:
        if not url.database or url.database == ":memory:":
            raise ValueError("SQLite needs a file: sqlite:///path")
        self._path = url.database
        # Errors are logged, and what people entered is not for the log: hide_parameters.
        engine = create_async_engine(url.set(drivername=DRIVER), isolation_level="AUTOCOMMIT", hide_parameters=True)
        super().__init__(engine)
        self._patience = _Patience()
        self._reader: sqlite3.Connection | None = None
        self._readers = deque[sqlite3.Connection]()
        self._writer: tuple[AsyncConnection, sqlite3.Connection] | None = None
        self._writing = asyncio.Lock()
        self._reading_threads = ThreadPoolExecutor(_READING_THREADS, "sqlite-read")
        self._writing_thread = OneThread("sqlite-write")

    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        with named_errors:
            reader = self._reader or self._open_reader()
            self._patience.left = _CALLS_ON_THE_LOOP
            try:
                return reader.execute(statement.text, values).fetchall()
            except sqlite3.OperationalError as error:
                if sqlite_result(error) not in {_BUSY, _LOCKED, _INTERRUPTED}:
                    raise
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._reading_threads, self._fetch_in_thread, statement.text, values)

    def _open_reader(self) -> sqlite3.Connection:
        self._reader = open_sqlite(self._path, "query_only = ON")
        self._reader.set_progress_handler(self._patience, _STEPS_PER_CALL)
        return self._reader

    def _fetch_in_thread(self, text: str, values: list[Any]) -> Sequence[Row]:
        try:
            reader = self._readers.pop()
        except IndexError:
            reader = open_sqlite(self._path, "query_only = ON", f"busy_timeout = {LONGEST_WAIT * 1000}")
        try:
            return reader.execute(text, values).fetchall()
        finally:
            self._readers.append(reader)

    async def begin(self) -> Transaction:
        last = asyncio.get_running_loop().time() + LONGEST_WAIT
        if self._writing.locked():
            await self._queue(last)
        else:
            await self._writing.acquire()
        try:
            with named_errors:
                if self._writer is None:
                    self._writer = await kept_connection(self.engine)
                connection, driver = self._writer
                await _begin_immediate(driver, last)
        except BaseException:
            self._writing.release()
            raise
        return SqliteTransaction(self, connection, driver)

    async def _queue(self, last: float) -> None:
        try:
            async with asyncio.timeout_at(last):
                await self._writing.acquire()
        except TimeoutError as error:
            raise StorageUnavailable(f"Others of this process have been writing for {LONGEST_WAIT} s.") from error

    def finish_writing(self) -> None:
        """Lets the next writer in."""
        self._writing.release()

    async def write_in_thread(self, work: Callable[[], T]) -> T:
        """Work on the writer's connection that waits for the disk or looks at many rows; whoever is cancelled meanwhile
        waits for it all the same, so that no two threads use the connection."""
        return await to_the_end(self._writing_thread.run(work))

    async def forget_writer(self) -> None:
        """Closes a connection that is in no known state."""
        broken, self._writer = self._writer, None
        if broken is not None:
            await broken[0].invalidate()

    async def hold_against_other_migrations(self, transaction: Transaction) -> None:
        """A SQLite transaction of ours holds the only write lock from its beginning."""

    async def close(self) -> None:
        await asyncio.to_thread(self._reading_threads.shutdown)
        await self._writing_thread.end()
        for reader in (self._reader, *self._readers):
            if reader is not None:
                reader.close()
        self._reader = None
        self._readers.clear()
        if self._writer is not None:
            await self._writer[0].close()
            self._writer = None
        await self.engine.dispose()


async def _begin_immediate(driver: sqlite3.Connection, last: float) -> None:
    loop = asyncio.get_running_loop()
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if sqlite_result(error) not in {_BUSY, _LOCKED}:
                raise
            if loop.time() > last:
                raise StorageUnavailable(f"Another process has been writing for {LONGEST_WAIT} s.") from error
            await asyncio.sleep(uniform(0.0005, 0.005))  # noqa: S311  # no secret: to meet the lock when it is free
        else:
            return


class SqliteTransaction(Transaction):
    """The one write transaction of this process; all but its long statements run on the event loop."""

    def __init__(self, database: SqliteDatabase, connection: AsyncConnection, driver: sqlite3.Connection) -> None:
        super().__init__(connection, database.statements, database.instant)
        self._database = database
        self._driver = driver

    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        with named_errors:
            return self._driver.execute(statement.text, values).fetchall()

    async def run_statement(self, statement: Statement, values: list[Any]) -> int:
        with named_errors:
            return self._driver.execute(statement.text, values).rowcount

    async def run_long(self, build: Build, *shape: Hashable, **values: Any) -> int:
        statement = self.statements.of(build, *shape)
        text, given = statement.text, statement.values(values)
        with named_errors:
            return await self._database.write_in_thread(lambda: self._driver.execute(text, given).rowcount)

    async def commit(self) -> None:
        with named_errors:
            await self._database.write_in_thread(self._commit)

    def _commit(self) -> None:
        self._driver.execute("COMMIT")
        if self.erases:
            # The log beside the file still holds the pages as they were; where a reader is in the way, for longer.
            with suppress(sqlite3.OperationalError):
                self._driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    async def end(self) -> None:
        try:
            if self._session is not None:
                await self._session.close()
            if self._driver.in_transaction:
                self._driver.execute("ROLLBACK")
        except sqlite3.Error:
            await self._database.forget_writer()
        finally:
            self._database.finish_writing()
