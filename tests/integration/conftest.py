"""Storages to test on."""

from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest

from tests.clocks import FixedClock
from tests.integration.storages import (
    OpenParts,
    StorageKind,
    StorageParts,
    json_kind,
    memory_kind,
    postgresql_kind,
    sqlite_kind,
)

Opener = Callable[..., StorageParts]
"""Opens the test's data once more, with a clock of its own if it is given one."""


@pytest.fixture(scope="session", params=["memory", "json", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StorageKind:
    """Each kind of storage in its turn."""
    if request.param == "memory":
        return memory_kind()
    if request.param == "json":
        return json_kind(Path(mkdtemp(dir=request.getfixturevalue("folder_in_memory"))))
    if request.param == "sqlite":
        return sqlite_kind(tmp_path_factory.mktemp("sqlite"))
    return postgresql_kind(request.getfixturevalue("postgres_server"))


@pytest.fixture(scope="session")
def folder_in_memory() -> Iterator[Path]:
    """For what flushes every commit by itself, so that it waits for no disk where the machine has such a place."""
    place = Path("/dev/shm")
    with TemporaryDirectory(dir=place if place.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def clock() -> FixedClock:
    """Noon of a day in May 2027, until a test sets it."""
    return FixedClock()


@pytest.fixture
async def open_parts(kind: StorageKind, clock: FixedClock) -> AsyncIterator[Opener]:
    """Handles on migrated, otherwise empty data of the test's own; each is what one more process would hold."""
    async for opener in _closing(await kind.migrated(), clock):
        yield opener


@pytest.fixture
async def open_unmigrated(kind: StorageKind, clock: FixedClock) -> AsyncIterator[Opener]:
    """The same without a schema."""
    async for opener in _closing(kind.unmigrated(), clock):
        yield opener


@pytest.fixture
def parts(open_parts: Opener) -> StorageParts:
    """One handle."""
    return open_parts()


async def _closing(open_one: OpenParts, clock: FixedClock) -> AsyncIterator[Opener]:
    opened: list[StorageParts] = []

    def opener(own_clock: FixedClock = clock) -> StorageParts:
        opened.append(open_one(own_clock))
        return opened[-1]

    yield opener
    for parts in opened:
        await parts.storage.close()
