"""Storages to test on, installations to back up, and receipts to verify."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest

from examples.post_readings import Client
from tests.clocks import FixedClock
from tests.integration.backups import change, database, installation
from tests.integration.handed_out import PASSWORD, HandedOut, Told, Verify, download, in_this_process, signed_up
from tests.integration.storages import (
    OpenParts,
    StorageKind,
    StorageParts,
    json_kind,
    memory_kind,
    postgresql_kind,
    sqlite_kind,
)
from tests.postgres import PostgresServer
from tests.service import RunningService

pytest.register_assert_rewrite("tests.integration.side_by_side")  # so that it shows what two storages answered

Opener = Callable[..., StorageParts]
"""Opens the test's data once more, with a clock of its own if it is given one."""


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory: pytest.TempPathFactory) -> StorageKind:
    """Migrated once, however many files of tests ask for it, each in its turn."""
    return sqlite_kind(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql_database(postgres_server: PostgresServer) -> StorageKind:
    """Likewise; for tests that leave its schema as it is."""
    return postgresql_kind(postgres_server)


@pytest.fixture(scope="session", params=["memory", "json", "sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """Each kind of storage in its turn."""
    if request.param == "memory":
        return memory_kind()
    if request.param == "json":
        return json_kind(Path(mkdtemp(dir=request.getfixturevalue("folder_in_memory"))))
    found: StorageKind = request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql_database")
    return found


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


@pytest.fixture(scope="session")
def backed_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of an installation that is not served, and a backup of it."""
    ledger = installation(tmp_path_factory.mktemp("backed_up") / "live")
    assert ledger.command("demo").returncode == 0
    assert ledger.command("backup", str(ledger.folder / "backup.db")).returncode == 0
    return ledger.folder


@pytest.fixture
def backup(backed_up: Path, tmp_path: Path) -> Path:
    """A backup of some usages."""
    file = tmp_path / "backup.db"
    file.write_bytes((backed_up / "backup.db").read_bytes())
    return file


@pytest.fixture
def ledger(backed_up: Path, tmp_path: Path) -> RunningService:
    """An installation like the one that was backed up, with one usage less."""
    made = installation(tmp_path / "live")
    database(made).write_bytes((backed_up / "carbon-ledger.db").read_bytes())
    change(
        database(made),
        "DROP TRIGGER journal_entries_kept",
        "DROP TRIGGER journal_entries_of_the_living",
        "DELETE FROM journal_entries WHERE subject_id = (SELECT max(id) FROM usages)",
        "DELETE FROM usages WHERE id = (SELECT max(id) FROM usages)",
    )
    return made


@pytest.fixture(scope="session")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandedOut]:
    folder = tmp_path_factory.mktemp("installation")
    with RunningService(folder) as service, Client(service.url) as client:
        token = signed_up(client, "bob@example.org")
        erased = client.call("POST", "/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 2})
        of_erased = download(service, token, f"/usages/{erased['id']}/receipt")
        client.call("DELETE", "/me", {"password": PASSWORD})
        token = signed_up(client, "ada@example.org")
        usage = {"usage_type_id": 104, "usage_at": "2024-03-01T12:00:00Z", "amount": 17, "unit": "CCF"}
        path = f"/usages/{client.call('POST', '/usages', usage)['id']}"
        client.call("PATCH", path, {"amount": 3})
        client.call("DELETE", path)
        client.call("POST", f"{path}/restore")
        versions = [download(service, token, f"{path}/receipt?version={version}") for version in (1, 2, 3, 4)]
        period = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"
        statement = download(service, token, f"/emissions/statement?{period}")
        service.stop()
        yield HandedOut(folder, int(path.rpartition("/")[2]), versions, statement, of_erased)


@pytest.fixture
def verify(handed_out: HandedOut, tmp_path: Path) -> Verify:
    """What the command says of a file, on the installation that handed receipts out or on another."""

    def run(content: str | bytes, folder: Path | None = None) -> Told:
        path = tmp_path / "receipt.json"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        done = in_this_process("verify", str(path), folder=folder or handed_out.folder)
        return replace(done, error=done.error.replace(str(path), "FILE"))

    return run
