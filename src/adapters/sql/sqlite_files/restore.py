"""Putting a SQLite database in the place of another."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import delete, select
from sqlalchemy.dialects import sqlite

from adapters.sql.engine.errors import sqlite_result
from adapters.sql.schema.account_tables import RefreshTokenRow, SessionRow
from adapters.sql.schema.tables import metadata
from adapters.sql.sqlite_files.backup import connect, make_one_file, usages_in
from adapters.sql.sqlite_files.files import add, cannot, flush, must_stand_alone
from application.ports import BackupRefused, Restored

_BUSY, _LOCKED = 5, 6


def must_be_free(place: Path, *, replace: bool) -> None:
    """Makes a missing folder. Raises BackupRefused where a database is that may not be put aside."""
    with cannot(f"{place} cannot be read"):
        if not place.exists():
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            must_stand_alone(place)
        elif place.stat().st_size and not replace:
            raise BackupRefused(f"{place} is there: with --replace it is kept beside under another name.")


def stage(file: Path, copy: Path) -> None:
    """Copies the bytes of a backup, which is never opened itself: SQLite would write to it."""
    with cannot(f"{file} cannot be read"):
        must_stand_alone(file)
        shutil.copyfile(file, copy)


@contextmanager
def alone_on(place: Path) -> Iterator[sqlite3.Connection | None]:
    """Keeps everybody else out of the database there, if there is one. Raises BackupRefused when somebody is in it.

    Every connection to a database in WAL mode holds a shared lock on it for as long as it is open.
    """
    if not place.exists():
        yield None
        return
    with closing(connect(place)) as database:
        try:
            for statement in (
                "PRAGMA busy_timeout = 500",
                "PRAGMA locking_mode = EXCLUSIVE",
                "BEGIN EXCLUSIVE",
                "COMMIT",
            ):
                database.execute(statement)
        except sqlite3.Error as error:
            if sqlite_result(error) in {_BUSY, _LOCKED}:
                raise BackupRefused(f"{place} is in use: stop the service, then restore.") from error
            raise BackupRefused(
                f"{place} is there and cannot be opened ({error}): stop the service, move it away, then restore."
            ) from error
        yield database


def must_have_every_column(copy: Path) -> None:
    """Raises sqlite3.OperationalError for the first that is missing."""
    with closing(connect(copy)) as database:
        for table in metadata.tables.values():
            database.execute(f"EXPLAIN {select(table).compile(dialect=sqlite.dialect())}")


def put_in_place(copy: Path, place: Path, *, replace: bool) -> Restored:
    """As the port has it, of a copy that nobody has open."""
    with cannot(f"{place} cannot be written"):
        _make_ready(copy)
        usages = usages_in(copy)
        must_be_free(place, replace=replace)
        with alone_on(place) as database:
            if database is None:
                add(copy, place)
                return Restored(place, usages, kept=None)
            kept = _replace(database, copy, place)
    return Restored(place, usages, kept)


def _make_ready(copy: Path) -> None:
    with closing(connect(copy)) as database:
        # Who logged out since, or changed a password, did not do so for the sessions of then to come back.
        for table in (RefreshTokenRow, SessionRow):
            database.execute(str(delete(table).compile(dialect=sqlite.dialect())))
        database.execute("PRAGMA user_version = 0")
        make_one_file(database)
    flush(copy)


def _replace(database: sqlite3.Connection, copy: Path, place: Path) -> Path | None:
    # All of it in one file, none beside for the next one to stumble over. A service that starts right now and has
    # opened it under its old name is told by SQLite that it has moved, when it would write.
    make_one_file(database)
    kept = None
    if place.stat().st_size:
        kept = place.with_name(f"{place.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
        os.link(place, kept)
    copy.replace(place)
    flush(place.parent)
    return kept
