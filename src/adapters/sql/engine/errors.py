"""What drivers raise, under the names that the application knows."""

import sqlite3
from types import TracebackType
from typing import Final

import asyncpg
from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import DBAPIError

from adapters.sql.schema.tables import metadata
from application.ports import StorageInterrupted, StorageUnavailable


class BrokenConstraint(Exception):
    """A write breaks a constraint; a repository says what that means. ``name`` is None where the database gives none
    (SQLite, of foreign keys)."""

    def __init__(self, name: str | None, *, is_foreign_key: bool) -> None:
        super().__init__(name)
        self.name = name
        self.is_foreign_key = is_foreign_key


class _NamedErrors:
    """Around everything that runs in a driver: raises BrokenConstraint and StorageUnavailable for what they stand for.

    A class, not a generator: it is on the hot path.
    """

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if isinstance(error, Exception) and (named := _named(driver_error(error))):
            raise named from driver_error(error)


named_errors: Final = _NamedErrors()

# SQLite's result codes: permission, busy, locked, out of memory, readonly, I/O error, corrupt, full, cannot open,
# protocol, not a database. It has none for a missing table.
_SQLITE_UNAVAILABLE = {3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26}
_NO_SUCH_TABLE = "no such table"
# SQLSTATE classes (PostgreSQL, appendix A): read-only and timed-out transactions, authorisation, catalog and schema
# name, privileges and missing tables, resources, lock not available, operator intervention, system, configuration and
# internal errors. The rest would be this program's own faults.
_POSTGRES_UNAVAILABLE = (
    "25006",
    "25P03",
    "25P04",
    "28",
    "3D",
    "3F",
    "42501",
    "42P01",
    "53",
    "55",
    "57",
    "58",
    "F0",
    "XX",
)
# Connection lost, rollback by the server, shutting down, crashed, starting up.
_POSTGRES_INTERRUPTED = ("08", "40", "57P01", "57P02", "57P03")

_UNIQUE_BY_COLUMNS = {
    ", ".join(f"{table.name}.{column.name}" for column in constraint.columns): constraint.name
    for table in metadata.tables.values()
    for constraint in (table.primary_key, *(it for it in table.constraints if isinstance(it, UniqueConstraint)))
}


def driver_error(error: BaseException) -> BaseException:
    """The driver's own error, out of SQLAlchemy's wrappings."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
        # SQLAlchemy's face of asyncpg has exceptions of its own, raised from asyncpg's.
        return error.__cause__ or error
    return error


def sqlite_result(error: sqlite3.Error) -> int:
    """SQLite's primary result code; 0 where the error is Python's own."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def may_pass_soon(error: BaseException | None) -> bool:
    """Whether a server that is only starting, or a lock that somebody holds, explains the error."""
    return isinstance(
        error, OSError | asyncpg.CannotConnectNowError | asyncpg.TooManyConnectionsError | sqlite3.OperationalError
    )


def _told_by_postgres(error: asyncpg.PostgresError) -> Exception | None:
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        is_foreign_key = isinstance(error, asyncpg.ForeignKeyViolationError | asyncpg.RestrictViolationError)
        return BrokenConstraint(error.constraint_name, is_foreign_key=is_foreign_key)
    state, name = error.sqlstate or "", f"PostgreSQL: {type(error).__name__}"
    if state.startswith(_POSTGRES_INTERRUPTED):
        return StorageInterrupted(name)
    return StorageUnavailable(name) if state.startswith(_POSTGRES_UNAVAILABLE) else None


def was_rolled_back(error: BaseException | None) -> bool:
    """Whether a server said that it undid a transaction, also in answer to a commit."""
    return isinstance(error, asyncpg.TransactionRollbackError) and not isinstance(
        error, asyncpg.StatementCompletionUnknownError
    )


def _named(error: BaseException) -> Exception | None:
    match error:
        case sqlite3.IntegrityError():
            return _broken_in_sqlite(error)
        case sqlite3.DatabaseError() if sqlite_result(error) in _SQLITE_UNAVAILABLE or _lacks_table(error):
            return StorageUnavailable(f"SQLite: {error}")
        case asyncpg.PostgresError():
            return _told_by_postgres(error)
        case TimeoutError():  # to wait as long once more helps nobody
            return StorageUnavailable("The database does not answer.")
        case OSError() | asyncpg.InterfaceError() | asyncpg.InternalClientError():
            return StorageInterrupted(f"The database cannot be reached: {type(error).__name__}")
    return None


def _lacks_table(error: sqlite3.DatabaseError) -> bool:
    return str(error).startswith(_NO_SUCH_TABLE)


def _broken_in_sqlite(error: sqlite3.IntegrityError) -> BrokenConstraint:
    # It says: UNIQUE constraint failed: users.email; CHECK constraint failed: ck_…; or FOREIGN KEY constraint failed.
    kind, _, what = str(error).partition(" constraint failed")
    what = what.removeprefix(": ")
    name = _UNIQUE_BY_COLUMNS.get(what, what or None)
    return BrokenConstraint(str(name) if name else None, is_foreign_key=kind == "FOREIGN KEY")
