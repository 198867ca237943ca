"""Backing up with the real command, beside the real service."""

import stat
import threading
from pathlib import Path
from typing import Any, Self

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.ports import BackedUpElsewhere
from domain.errors import NotAllowed
from entrypoints.container import Container
from entrypoints.settings import Settings
from examples.post_readings import Client, Refused
from tests.integration.backups import ADA, PASSWORD, column, database, in_process, installation, usages
from tests.postgres import PostgresServer
from tests.service import RunningService


def restored_from(backup: Path, path: Path) -> RunningService:
    """A new installation that holds what the backup does."""
    fresh = installation(path)
    done = fresh.command("restore", str(backup))
    assert done.returncode == 0, done.stderr
    return fresh


def answers(service: RunningService) -> list[Any]:
    with Client(service.url) as client:
        client.log_in(ADA["email"], PASSWORD)
        paths = ("/me", "/usages?cursor=", "/usages?page=1", "/usage-types", "/usage-types/100/factors")
        return [client.call("GET", path) for path in paths]


class Writers:
    """Threads that record usages for as long as the block runs; `acknowledged` has the ids that were answered."""

    def __init__(self, service: RunningService, count: int = 4) -> None:
        self.acknowledged: list[int] = []
        self.failed: list[Exception] = []
        self._url = service.url
        self._enough = threading.Event()
        self._recorded = threading.Semaphore(0)
        self._threads = [threading.Thread(target=self._write) for _ in range(count)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join(60)

    def wait_for(self, more: int) -> None:
        """Returns when so many more usages are acknowledged."""
        for _ in range(more):
            assert self._recorded.acquire(timeout=60)

    def _write(self) -> None:
        try:
            with Client(self._url) as client:
                client.log_in(ADA["email"], PASSWORD)
                while not self._enough.is_set():
                    body = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7}
                    self.acknowledged.append(client.call("POST", "/usages", body)["id"])
                    self._recorded.release()
        except Exception as error:  # noqa: BLE001  # shown by the test
            self.failed.append(error)


def test_a_backup_amid_writes_is_of_one_moment_and_has_all_that_was_acknowledged_before(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with installation(tmp_path / "live") as service:
        with Client(service.url) as client:
            client.call("POST", "/auth/sign-up", ADA)
        with Writers(service) as writers:
            writers.wait_for(50)
            before = list(writers.acknowledged)
            done = service.command("backup", str(backup))
            writers.wait_for(50)  # nobody was kept from writing
    assert (done.returncode, writers.failed) == (0, []), done.stderr
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    copied = usages(backup)
    assert done.stdout == f"{backup}: {len(copied)} usages, {backup.stat().st_size} bytes.\n"
    assert set(before) <= set(copied) <= set(usages(database(service)))
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.db", "live"]
    checked = restored_from(backup, tmp_path / "fresh").command("check")
    assert checked.stdout.startswith(f"{len(copied)} figures recomputed, 0 do not hold.\n")
    assert checked.stdout.endswith(", 0 faults found.\n")


def test_a_restored_ledger_gives_the_same_answers_and_no_session_comes_back(tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with installation(tmp_path / "live") as service, Client(service.url) as client:
        token = client.call("POST", "/auth/sign-up", ADA)["access_token"]
        client.log_in(ADA["email"], PASSWORD)
        sent = {"usage_type_id": 101, "usage_at": "2024-03-01T12:00:00Z", "amount": 3, "unit": "l"}
        ids = [client.call("POST", "/usages", sent | {"amount": amount})["id"] for amount in range(1, 30)]
        client.call("PATCH", f"/usages/{ids[0]}", {"amount": 900})
        client.call("DELETE", f"/usages/{ids[1]}")
        assert service.command("backup", str(backup)).returncode == 0
        assert token
        told = answers(service)
    fresh = restored_from(backup, tmp_path / "fresh")
    assert column(database(fresh), "SELECT count(*) FROM sessions") == [0]
    assert column(database(fresh), "SELECT count(*) FROM refresh_tokens") == [0]
    assert stat.S_IMODE(database(fresh).stat().st_mode) == 0o600
    with fresh as service:
        assert answers(service) == told
        with Client(service.url) as client:
            client._headers["Authorization"] = f"Bearer {token}"
            with pytest.raises(Refused, match="401"):
                client.call("GET", "/me")


async def test_only_the_operator_backs_up_and_restores(ledger: RunningService, tmp_path: Path) -> None:
    container, member = in_process(ledger), Caller(1, 1, 1, is_operator=False)
    with pytest.raises(NotAllowed):
        await container.back_up_ledger()(member, tmp_path / "new.db")
    with pytest.raises(NotAllowed):
        await container.restore_ledger()(member, tmp_path / "new.db", replace=False)
    made = await container.back_up_ledger()(COMMAND_LINE, tmp_path / "new.db")
    assert made.usages == len(usages(database(ledger)))


async def test_what_is_in_memory_alone_is_not_backed_up(tmp_path: Path) -> None:
    container = Container(settings=Settings(storage="memory"))
    with pytest.raises(BackedUpElsewhere):
        await container.back_up_ledger()(COMMAND_LINE, tmp_path / "new.db")
    with pytest.raises(BackedUpElsewhere):
        await container.restore_ledger()(COMMAND_LINE, tmp_path / "new.db", replace=True)


def test_a_backup_never_overwrites(ledger: RunningService, tmp_path: Path) -> None:
    file = tmp_path / "precious"
    file.write_text("content")
    done = ledger.command("backup", str(file))
    assert (done.returncode, "is not overwritten" in done.stderr) == (1, True)
    assert file.read_text() == "content"


def test_of_what_is_not_there_no_backup_is_made(tmp_path: Path) -> None:
    ledger = installation(tmp_path / "none")
    done = ledger.command("backup", str(tmp_path / "new.db"))
    assert (done.returncode, "There is no database at" in done.stderr) == (1, True)
    assert list(tmp_path.iterdir()) == [ledger.folder]
    assert not database(ledger).exists()


def test_postgresql_is_left_to_its_own_tools(tmp_path: Path, postgres_server: PostgresServer) -> None:
    ledger = installation(tmp_path / "pg", DATABASE_URL=postgres_server.create_database())
    file = tmp_path / "new.db"
    for arguments in (("backup", str(file)), ("restore", str(file))):
        done = ledger.command(*arguments)
        assert (done.returncode, "Traceback" in done.stderr) == (1, False)
        assert "pg_dump --format=custom" in done.stderr
        assert "pg_restore" in done.stderr
    assert not file.exists()
