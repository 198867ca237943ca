"""Copying a live SQLite database, and examining such a copy."""

import sqlite3
import zlib
from contextlib import closing, suppress
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import func, select
from sqlalchemy.dialects import sqlite

from adapters.sql import migrations
from adapters.sql.engine.sqlite_dialect import LONGEST_WAIT, open_sqlite
from adapters.sql.schema.tables import UsageRow
from adapters.sql.sqlite_files.files import add, cannot, exists, must_stand_alone, unfinished
from application.ports import BackupDamaged, BackupMade, BackupRefused

# Of the file format: https://sqlite.org/fileformat2.html#the_database_header
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_SEAL = slice(60, 64)
"""The "user version", which SQLite leaves to the application: here a checksum of all that follows the header."""
_CHUNK = 1 << 20


def back_up(database: Path, file: Path) -> BackupMade:
    """As the port has it."""
    with cannot(f"{file} is not made"):
        if not database.is_file() or not database.stat().st_size:
            raise BackupRefused(f"There is no database at {database}.")
        if file.exists():
            raise exists(file)
        must_stand_alone(file)
        with unfinished(file, "unfinished") as copy:
            return _back_up(database, copy, file)


def _back_up(database: Path, copy: Path, file: Path) -> BackupMade:
    _copy(database, copy)
    faults_of(copy, database)
    _write_seal(copy)
    usages, size = usages_in(copy), copy.stat().st_size
    add(copy, file)
    return BackupMade(file, usages, size)


def _copy(database: Path, copy: Path) -> None:
    reading = ("query_only = ON", f"busy_timeout = {LONGEST_WAIT * 1000}")
    with closing(open_sqlite(str(database), *reading)) as live, closing(connect(copy)) as written:
        for pragma in ("journal_mode = OFF", "synchronous = OFF"):  # nobody reads it before it is flushed
            written.execute(f"PRAGMA {pragma}")
        live.backup(written)  # all pages in one read transaction: those who write do not wait
        written.execute("PRAGMA user_version = 0")
        make_one_file(written)


def connect(file: Path) -> sqlite3.Connection:
    """To a file that nobody else has open."""
    return sqlite3.connect(file, isolation_level=None)


def make_one_file(database: sqlite3.Connection) -> None:
    """Ends WAL mode: nothing that belongs to the database is beside it any longer."""
    (mode,) = database.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise sqlite3.OperationalError(f"It stays in the journal mode {mode}")


def usages_in(file: Path) -> int:
    """How many usages there are, without the deleted ones."""
    counting = select(func.count()).select_from(UsageRow).compile(dialect=sqlite.dialect())
    with closing(connect(file)) as database:
        return int(database.execute(str(counting)).fetchone()[0])


def faults_of(copy: Path, told: Path) -> list[str]:
    """What is wrong with a file, that goes by another name where it is told of, though it can be read. Raises
    BackupDamaged where it cannot, or not by this program."""
    faults = _faults_of_bytes(copy)
    try:
        with closing(connect(copy)) as database:
            found = [str(row[0]) for row in database.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
            for table, row, referred, _ in database.execute("PRAGMA foreign_key_check"):
                found.append(f"row {row} of {table} refers to one of {referred} that is missing")
            found = found or _faults_of_revision(database)
    except sqlite3.DatabaseError as error:
        found = [str(error)]
    if found:
        raise BackupDamaged("\n".join((f"{told} is damaged:", *faults, *found)))
    return faults


def _faults_of_bytes(file: Path) -> list[str]:
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    size = file.stat().st_size
    if not size:
        return ["it is empty"]
    if not header.startswith(_MAGIC) or len(header) < _HEADER:
        return ["it is no SQLite database"]
    whole = int.from_bytes(header[28:32]) * (int.from_bytes(header[16:18]) % 65535 or 65536)
    if size < whole:
        return [f"it is cut off: {size} bytes of {whole}"]
    sealed = int.from_bytes(header[_SEAL])
    return ["its checksum is not that of its content: it was altered"] if sealed not in {0, _checksum(file)} else []


def _checksum(file: Path) -> int:
    checksum = 0
    with file.open("rb") as opened:
        opened.seek(_HEADER)  # of itself, and of what even a look at the file may set anew
        while chunk := opened.read(_CHUNK):
            checksum = zlib.crc32(chunk, checksum)
    return checksum


def _write_seal(file: Path) -> None:
    with file.open("r+b") as opened:
        seal = _checksum(file)
        opened.seek(_SEAL.start)
        opened.write(seal.to_bytes(4))


def _faults_of_revision(database: sqlite3.Connection) -> list[str]:
    revisions: list[str] = []
    with suppress(sqlite3.OperationalError):  # no such table
        revisions = [str(revision) for (revision,) in database.execute(str(select(migrations.alembic_version)))]
    if not revisions:
        return ["it holds no ledger"]
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    known = {script.revision for script in scripts.walk_revisions()}
    if set(revisions) <= known:
        return []
    return [f"its schema is {', '.join(revisions)}, of a newer version of the program; this one knows {max(known)}"]
