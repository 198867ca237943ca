"""Files that are there whole or not at all."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from application.ports import BackupRefused

BESIDE = ("-wal", "-journal", "-shm")
"""What SQLite adds to a database's name for the files that belong to it."""


@contextmanager
def unfinished(file: Path, what: str) -> Iterator[Path]:
    """A new, empty file beside another, for its owner alone, which is gone at the end; if the process is killed, its
    name tells what it was."""
    with cannot(f"No file can be made in {file.parent}"):
        handle, name = tempfile.mkstemp(prefix=f"{file.name}.{what}-", dir=file.parent)
        os.close(handle)
    try:
        yield Path(name)
    finally:
        for suffix in ("", *BESIDE):
            Path(name + suffix).unlink(missing_ok=True)


@contextmanager
def cannot(do_what: str) -> Iterator[None]:
    """Raises BackupRefused for what the disk, or SQLite, refuses."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise BackupRefused(f"{do_what}: {getattr(error, 'strerror', None) or error}") from error


def add(finished: Path, file: Path) -> None:
    """Gives a finished file its name. Raises BackupRefused when there is one of that name."""
    flush(finished)
    try:
        os.link(finished, file)  # unlike a renaming, it never takes another's place
    except FileExistsError as error:
        raise exists(file) from error
    flush(file.parent)


def exists(file: Path) -> BackupRefused:
    """The reason not to write a file."""
    return BackupRefused(f"{file} exists, and is not overwritten.")


def flush(path: Path) -> None:
    """Returns when a file, or the names in a folder, would outlast a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def must_stand_alone(file: Path) -> None:
    """Raises BackupRefused where a file beside holds changes of a database that is not, or no longer, the one there."""
    for suffix in BESIDE[:2]:
        beside = Path(f"{file}{suffix}")
        if beside.exists() and beside.stat().st_size:
            raise BackupRefused(f"{beside} holds changes that are not in {file}: move it away first.")
