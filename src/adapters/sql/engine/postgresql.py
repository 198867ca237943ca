"""PostgreSQL: a bounded number of asyncpg connections, made by SQLAlchemy and kept here.

SQLAlchemy's own pool takes as long to lend a connection as a short query takes to run.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import asyncpg
from sqlalchemy import URL, NullPool, Select, func, literal_column, select
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from adapters.sql.engine.database import Database, Row, Transaction, kept_connection, to_the_end
from adapters.sql.engine.errors import named_errors, was_rolled_back
from adapters.sql.engine.statements import Statement
from application.ports import StorageInterrupted, StorageUnavailable
from application.retries import retried

_MOST_CONNECTIONS = 10
_SECONDS_TO_CONNECT = 5.0
_SECONDS_TO_ANSWER = 60.0
_SECONDS_IN_QUEUE = 10.0
_MIGRATION_LOCK = 4_852_347_190_115
"""Any number will do, as long as every version of this program takes the same."""

if TYPE_CHECKING:
    _Driver = asyncpg.Connection[asyncpg.Record]  # generic in its type stubs only
else:
    _Driver = asyncpg.Connection


class PostgresDatabase(Database):
    """Reads commit by themselves; a statement sees one moment, READ COMMITTED."""

    def __init__(self, url: URL) -> None:
        options = {"timeout": _SECONDS_TO_CONNECT, "statement_cache_size": 256, "max_cached_statement_lifetime": 0}
        super().__init__(
            create_async_engine(
                _for_asyncpg(url),
                poolclass=NullPool,
                isolation_level="AUTOCOMMIT",
                hide_parameters=True,  # errors are logged, and what people entered is not for the log
                connect_args=options,
            )
        )
        self._idle: list[tuple[AsyncConnection, _Driver]] = []
        self._lent = set[_Driver]()
        self._free = asyncio.Semaphore(_MOST_CONNECTIONS)

    @retried
    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        with named_errors:
            connection, driver = await self.take()
            try:
                rows: Sequence[Any] = await driver.fetch(statement.text, *values, timeout=_SECONDS_TO_ANSWER)
                return rows
            finally:
                self.give_back(connection, driver)

    async def take(self) -> tuple[AsyncConnection, _Driver]:
        """A connection that works, as far as is known."""
        if self._free.locked():
            await self._queue()
        else:
            await self._free.acquire()
        try:
            while not (found := self._still_open()):
                # To the end, or a connection half made would be nobody's to close.
                await to_the_end(self._open_one())
        except BaseException:
            self._free.release()
            raise
        self._lent.add(found[1])
        return found

    def _still_open(self) -> tuple[AsyncConnection, _Driver] | None:
        while self._idle:
            connection, driver = self._idle.pop()
            if not driver.is_closed():
                return connection, driver
        return None

    async def _open_one(self) -> None:
        self._idle.append(await kept_connection(self.engine))

    async def _queue(self) -> None:
        try:
            async with asyncio.timeout(_SECONDS_IN_QUEUE):
                await self._free.acquire()
        except TimeoutError as error:
            raise StorageUnavailable("Every connection to the database is busy.") from error

    def give_back(self, connection: AsyncConnection, driver: _Driver) -> None:
        """For the next one to take; a closed connection is dropped."""
        self._lent.discard(driver)
        if connection.invalidated:  # SQLAlchemy gives up a connection whose query was cancelled
            driver.terminate()
        if not driver.is_closed():
            self._idle.append((connection, driver))
        self._free.release()

    async def begin(self) -> Transaction:
        with named_errors:
            connection, driver = await self.take()
            try:
                await driver.execute("BEGIN", timeout=_SECONDS_TO_ANSWER)
            except BaseException:
                driver.terminate()
                self.give_back(connection, driver)
                raise
        return PostgresTransaction(self, connection, driver)

    async def hold_against_other_migrations(self, transaction: Transaction) -> None:
        await transaction.fetch(_migration_lock)

    async def close(self) -> None:
        for driver in tuple(self._lent):
            driver.terminate()
        while self._idle:
            connection, _ = self._idle.pop()
            await connection.close()
        await self.engine.dispose()


class PostgresTransaction(Transaction):
    """A transaction that READ COMMITTED isolates; what must not change meanwhile is read FOR UPDATE."""

    def __init__(self, database: PostgresDatabase, connection: AsyncConnection, driver: _Driver) -> None:
        super().__init__(connection, database.statements, database.instant)
        self._database = database
        self._driver = driver

    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        with named_errors:
            rows: Sequence[Any] = await self._driver.fetch(statement.text, *values, timeout=_SECONDS_TO_ANSWER)
            return rows

    async def run_statement(self, statement: Statement, values: list[Any]) -> int:
        with named_errors:
            done = await self._driver.execute(statement.text, *values, timeout=_SECONDS_TO_ANSWER)
        return int(done.rpartition(" ")[2])

    async def commit(self) -> None:
        try:
            with named_errors:
                done = await to_the_end(self._driver.execute("COMMIT", timeout=_SECONDS_TO_ANSWER))
        except StorageInterrupted as error:
            if was_rolled_back(error.__cause__):
                raise
            # The commit was sent, and its answer got lost: to do all of it again might do it twice.
            raise StorageUnavailable(str(error)) from error.__cause__
        if done != "COMMIT":  # what PostgreSQL answers when an earlier statement failed
            raise StorageUnavailable("The database undid the transaction.")

    async def end(self) -> None:
        if self._session is None and not self._driver.is_in_transaction():
            self._database.give_back(self.connection, self._driver)
        else:
            await to_the_end(self._undo())

    async def _undo(self) -> None:
        try:
            if self._session is not None:
                await self._session.close()
            if self._driver.is_in_transaction() and not self.connection.invalidated:
                await self._driver.execute("ROLLBACK", timeout=_SECONDS_TO_CONNECT)
        except Exception:  # noqa: BLE001  # whatever it is, the server undoes what a lost connection left open
            self._driver.terminate()
        finally:
            self._database.give_back(self.connection, self._driver)


def _migration_lock() -> Select[tuple[None]]:
    return select(func.pg_advisory_xact_lock(literal_column(str(_MIGRATION_LOCK))))


def _for_asyncpg(url: URL) -> URL:
    # libpq's word for it, which is what database URLs carry.
    query = {("ssl" if name == "sslmode" else name): value for name, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)
