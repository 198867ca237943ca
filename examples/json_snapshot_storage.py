"""A third storage: memory, with a snapshot of all tables in one JSON file at every commit.

Processes of one host may share the file. A commit writes all of it anew, and a read after another process's commit
loads all of it: both cost what is kept, not what was changed, and the event loop waits meanwhile. It is for trials, and
for a few thousand usages at most. It needs POSIX file locks on a local disk.
"""

import asyncio
import fcntl
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from types import GenericAlias
from typing import Any, BinaryIO, Self, TypeVar, cast, get_args, get_type_hints

import msgspec

from adapters.memory.ids import MemoryIdGenerator
from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import Tables
from adapters.memory.unit_of_work import MemoryUnitOfWork
from application.ports import StorageUnavailable
from domain.errors import DomainError

Q = TypeVar("Q")
# Every table as pairs of key and row, as few keys are JSON keys. A file with a table too many or too few is refused.
_ROWS = {name: GenericAlias(tuple, get_args(hint)) for name, hint in get_type_hints(Tables).items()}
_TABLES = [(name, GenericAlias(list, row)) for name, row in _ROWS.items()]
_Snapshot: Any = msgspec.defstruct("_Snapshot", _TABLES, forbid_unknown_fields=True)


@contextmanager
def _named_errors() -> Iterator[None]:
    try:
        yield
    except (OSError, msgspec.MsgspecError, DomainError) as error:  # of a disk, or of a damaged file
        raise StorageUnavailable(f"JSON snapshot: {error}") from error


def _opened(path: Path, flags: int = 0) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | flags, 0o600), "r+b")  # 0600: password hashes are in it


class JsonSnapshotStorage(MemoryStorage):
    """The file at ``path``, and beside it a lock, the last id given, and what an unfinished commit wrote. As long as
    there is no file it holds what memory begins with, so there is nothing to migrate."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self._seen: int | None = None

    async def ping(self) -> None:
        self.refresh()

    async def close(self) -> None:
        self._see(None)

    def refresh(self) -> None:
        """Loads the file unless it is the one last seen. That one is kept open, so that no other gets its inode."""
        if self._seen is None and not self.path.exists():
            return
        with _named_errors(), self.path.open("rb") as file:
            if self._seen is not None and os.path.sameopenfile(self._seen, file.fileno()):
                return
            found = msgspec.json.decode(file.read(), type=_Snapshot, dec_hook=lambda _, text: Fraction(text))
            for name in _ROWS:
                table = getattr(self.committed, name)
                table.clear()
                table.update(getattr(found, name))
            self._see(file)

    def write(self, tables: Tables) -> None:
        """Puts a new file in the old one's place: a power cut leaves one of them, whole."""
        rows = {name: list(getattr(tables, name).items()) for name in _ROWS}
        new = self.path.with_suffix(".new")
        with _named_errors(), _opened(new, os.O_TRUNC) as file, ExitStack() as opened:
            file.write(msgspec.json.encode(rows, enc_hook=str))  # fractions, and decimals in plain notation
            file.flush()
            os.fsync(file.fileno())
            new.replace(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY)
            opened.callback(os.close, folder)
            os.fsync(folder)
            self._see(file)

    def _see(self, file: BinaryIO | None) -> None:
        before, self._seen = self._seen, None if file is None else os.dup(file.fileno())
        if before is not None:
            os.close(before)


class JsonSnapshotUnitOfWork(MemoryUnitOfWork):
    """One at a time among all processes; the kernel takes the lock from one that dies."""

    _storage: JsonSnapshotStorage

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        with _named_errors(), ExitStack() as held:
            held.callback(self._storage.writing.release)
            file = held.enter_context(_opened(self._storage.path.with_suffix(".lock")))
            while True:
                with suppress(BlockingIOError):
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                await asyncio.sleep(0.002)  # to wait in a thread could not be cancelled
            self._storage.refresh()
            self._held = held.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        self._held.close()

    async def commit(self) -> None:
        self._storage.write(self._tables)
        await super().commit()


class JsonSnapshotIdGenerator(MemoryIdGenerator):
    """Goes on from the last id that any process was given. A power cut may lose that, or leave zeros in its place; then
    the clock alone keeps ids apart, and it must not have been set back."""

    _storage: JsonSnapshotStorage

    async def new_id(self) -> int:
        with _named_errors(), _opened(self._storage.path.with_suffix(".ids")) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._storage.last_id = int(file.read().strip(b"\0") or 0)
            given = await super().new_id()
            file.seek(0)
            file.write(b"%016d" % given)
        return given


class _Fresh:
    def __init__(self, storage: JsonSnapshotStorage, queries: object) -> None:
        self._storage, self._queries = storage, queries

    def __getattr__(self, name: str) -> Any:
        self._storage.refresh()
        return getattr(self._queries, name)


def fresh(storage: JsonSnapshotStorage, queries: Q) -> Q:
    """The same queries, each after a look at the file; not at each step of one, since an answer is of one moment."""
    return cast(Q, _Fresh(storage, queries))
