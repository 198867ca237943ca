"""SQLite for SQLAlchemy's asynchronous engine without a thread in between.

An indexed read takes a tenth of what it costs to hand it to a thread and back (aiosqlite), so calls run right where
they are made; ``sqlite`` sends to a thread what takes long.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from sqlalchemy import URL, NullPool, Pool, Select
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import PoolProxiedConnection

DRIVER = "sqlite+inline"

LONGEST_WAIT = 10
"""Seconds that a connection in a thread waits for another process's lock."""

_PRAGMAS = (
    "journal_mode = WAL",  # readers and the writer do not wait for each other
    "synchronous = FULL",  # a commit survives a power cut
    "foreign_keys = ON",
    "secure_delete = ON",  # zeros over what is deleted: what a person asks to erase does not linger in free pages
    "cache_size = -4096",  # KiB, of each connection: decision 11
    "mmap_size = 0",  # an I/O error on a mapped page would end the process: decision 11
    "temp_store = MEMORY",
    "busy_timeout = 0",  # from here on nothing blocks the event loop
)


def open_sqlite(path: str, *extra_pragmas: str) -> sqlite3.Connection:
    """A connection, set up, to use from one thread at a time; a missing file or folder is made, for its owner alone."""
    _make_private(Path(path))
    connection = sqlite3.connect(
        path, timeout=LONGEST_WAIT, isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        for pragma in (*_PRAGMAS, *extra_pragmas):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with suppress(FileExistsError):
        path.touch(mode=0o600, exist_ok=False)  # SQLite gives the files beside it, -wal and -shm, the same mode


class InlineSqliteCompiler(SQLiteCompiler):
    """Renders no OFFSET where none is asked for; SQLAlchemy's own adds one of 0."""

    def limit_clause(self, select: Select[Any], **kw: Any) -> str:
        """LIMIT, and OFFSET where there is one."""
        text = f"\n LIMIT {self.process(cast(Any, select._limit_clause), **kw)}"  # noqa: SLF001  # how dialects are written
        if select._offset_clause is not None:  # noqa: SLF001
            text += f" OFFSET {self.process(select._offset_clause, **kw)}"  # noqa: SLF001
        return text


class InlineSqliteDialect(SQLiteDialect_pysqlite):
    """Asynchronous in name, so that asynchronous engines and sessions take it. Transactions are begun and ended by
    whoever holds the connection; SQLAlchemy does neither."""

    driver = "inline"
    is_async = True
    has_terminate = True
    supports_statement_cache = True
    statement_compiler = InlineSqliteCompiler

    @classmethod
    def get_pool_class(cls, url: URL) -> type[Pool]:
        """Connections are kept by our own database class."""
        return NullPool

    def get_driver_connection(self, connection: DBAPIConnection) -> Any:
        """The sqlite3 connection, which is not wrapped."""
        return connection

    def connect(self, *cargs: Any, **cparams: Any) -> DBAPIConnection:
        """A connection like those that SQLAlchemy knows nothing of."""
        return cast("DBAPIConnection", open_sqlite(cargs[0]))

    def on_connect(self) -> None:  # type: ignore[override]  # it may return None, says its documentation
        """Nothing more to set."""

    def do_terminate(self, dbapi_connection: DBAPIConnection) -> None:
        """Closes a connection that left the pool."""
        dbapi_connection.close()

    def do_commit(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Nothing."""

    def do_rollback(self, dbapi_connection: PoolProxiedConnection) -> None:
        """Nothing."""


registry.register("sqlite.inline", __name__, "InlineSqliteDialect")
