"""Backing up and restoring with the real commands, beside the real service."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.ports import BackedUpElsewhere, BackupDamaged
from domain.errors import NotAllowed
from entrypoints.container import Container
from entrypoints.settings import Settings
from examples.post_readings import Client, Refused
from tests.postgres import PostgresServer
from tests.service import RunningService

PASSWORD = "a long enough password"
KEY = {"SIGNING_KEY": "k8Zr2vQ1xTn6Wm4Yb7Lc0Pd3Sf5Hg9Ja"}
ADA = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def installation(path: Path, **settings: str) -> RunningService:
    return RunningService(folder(path), **KEY, **settings)


def database(ledger: RunningService) -> Path:
    return ledger.folder / "carbon-ledger.db"


def change(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        for statement in statements:
            opened.execute(statement)


def column(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as opened:
        return [row[0] for row in opened.execute(query)]


def usages(file: Path) -> list[Any]:
    return column(file, "SELECT id FROM usages ORDER BY id")


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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of an installation that is not served, and a backup of it."""
    ledger = installation(tmp_path_factory.mktemp("kept") / "live")
    assert ledger.command("demo").returncode == 0
    assert ledger.command("backup", str(ledger.folder / "backup.db")).returncode == 0
    return ledger.folder


@pytest.fixture
def backup(kept: Path, tmp_path: Path) -> Path:
    """A backup of some usages."""
    file = tmp_path / "backup.db"
    file.write_bytes((kept / "backup.db").read_bytes())
    return file


@pytest.fixture
def ledger(kept: Path, tmp_path: Path) -> RunningService:
    """An installation like the one that was backed up, with one usage less."""
    made = installation(tmp_path / "live")
    database(made).write_bytes((kept / "carbon-ledger.db").read_bytes())
    change(
        database(made),
        "DROP TRIGGER journal_entries_kept",
        "DROP TRIGGER journal_entries_of_the_living",
        "DELETE FROM journal_entries WHERE subject_id = (SELECT max(id) FROM usages)",
        "DELETE FROM usages WHERE id = (SELECT max(id) FROM usages)",
    )
    return made


def contents(of: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in of.iterdir() if file.name != "service.log"}


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 0x10
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-5000])


def other(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE something (else_ TEXT)")


DAMAGES: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda file: file.write_bytes(b""), "it is empty"),
    "text": (lambda file: file.write_text("id,amount\n1,2\n"), "it is no SQLite database"),
    "another program's": (other, "it holds no ledger"),
    "missing": (Path.unlink, "No such file"),
    "cut off": (cut, "it is cut off: "),
    "a byte flipped": (lambda file: flip(file, file.stat().st_size // 2), "its checksum is not that of its content"),
    "a byte of the header flipped": (lambda file: flip(file, 16), "is damaged"),
    "a name altered": (
        lambda file: change(file, "UPDATE users SET name = 'Eve'"),
        "its checksum is not that of its content",
    ),
    "a figure altered": (
        lambda file: change(file, "UPDATE usages SET emissions_mg = emissions_mg + 1, note = 'x'"),
        "is recorded",
    ),
    "a factor gone": (
        lambda file: change(file, "PRAGMA foreign_keys = OFF", "DELETE FROM emission_factors WHERE id = 1"),
        "emission_factors",
    ),
    "of a newer version": (
        lambda file: change(file, "UPDATE alembic_version SET version_num = '9999'"),
        "its schema is 9999, of a newer version of the program",
    ),
    "of other tables": (
        lambda file: change(file, "ALTER TABLE usages DROP COLUMN change", "PRAGMA user_version = 0"),
        "no such column: usages.change",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_is_named_and_changes_nothing(ledger: RunningService, backup: Path, damage: str) -> None:
    do, says = DAMAGES[damage]
    do(backup)
    before = contents(ledger.folder)
    damaged = backup.read_bytes() if backup.exists() else None
    done = ledger.command("restore", str(backup), "--replace")
    assert (done.returncode, says in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert contents(ledger.folder) == before
    assert damaged == (backup.read_bytes() if backup.exists() else None)


def test_a_figure_altered_behind_the_seal_is_named(ledger: RunningService, backup: Path) -> None:
    """A checksum can be taken off; the figures still tell."""
    (id,) = column(backup, "SELECT min(id) FROM usages")
    change(backup, f"UPDATE usages SET emissions_mg = emissions_mg + 1 WHERE id = {id}", "PRAGMA user_version = 0")
    done = ledger.command("restore", str(backup), "--replace")
    assert done.returncode == 1
    assert f"usage {id}, version 1: " in done.stderr


def test_a_database_that_is_there_is_replaced_only_when_told_and_kept(ledger: RunningService, backup: Path) -> None:
    before = usages(database(ledger))
    refused = ledger.command("restore", str(backup))
    assert (refused.returncode, "with --replace it is kept" in refused.stderr) == (1, True)
    assert usages(database(ledger)) == before
    done = ledger.command("restore", str(backup), "--replace")
    assert done.returncode == 0, done.stderr
    (kept,) = ledger.folder.glob("carbon-ledger.db.replaced-*")
    assert str(kept) in done.stdout
    assert (usages(kept), usages(database(ledger))) == (before, usages(backup))
    again = ledger.command("restore", str(kept), "--replace")  # what was put aside can be had back
    assert (again.returncode, usages(database(ledger))) == (0, before), again.stderr


def test_nothing_is_restored_under_a_running_service(ledger: RunningService, backup: Path) -> None:
    before = usages(database(ledger))
    with ledger as service:
        done = service.command("restore", str(backup), "--replace")
        assert service._is_ready()
    assert (done.returncode, "is in use: stop the service" in done.stderr) == (1, True), done.stderr
    assert usages(database(ledger)) == before
    assert not list(ledger.folder.glob("*re[sp][tl]*"))


def test_changes_that_a_killed_service_left_beside_its_database_are_kept_with_it(tmp_path: Path, backup: Path) -> None:
    with installation(tmp_path / "killed") as service, Client(service.url) as client:
        client.call("POST", "/auth/sign-up", ADA)
        client.log_in(ADA["email"], PASSWORD)
        client.call("POST", "/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7})
        service.stop(signal.SIGKILL)
    assert Path(f"{database(service)}-wal").stat().st_size
    assert service.command("restore", str(backup), "--replace").returncode == 0
    (kept,) = service.folder.glob("carbon-ledger.db.replaced-*")
    assert (len(usages(kept)), usages(database(service))) == (1, usages(backup))
    assert service.command("check").returncode == 0


def test_changes_left_of_a_database_that_is_gone_are_never_mixed_into_another(
    ledger: RunningService, backup: Path
) -> None:
    database(ledger).unlink()
    left = Path(f"{database(ledger)}-wal")
    left.write_bytes(b"of another database")
    done = ledger.command("restore", str(backup))
    assert (done.returncode, str(left) in done.stderr) == (1, True)
    assert not database(ledger).exists()


async def test_whoever_opened_the_database_that_is_put_aside_cannot_write_to_it(
    ledger: RunningService, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A service that starts at that very moment is not left to fill a file that nobody reads again."""
    path, replace = database(ledger), Path.replace
    late = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)

    def open_then_replace(file: Path, target: Path) -> Path:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            late.execute("PRAGMA journal_mode = WAL")
        return replace(file, target)

    monkeypatch.setattr(Path, "replace", open_then_replace)
    with closing(late):
        await in_process(ledger).restore_ledger()(COMMAND_LINE, backup, replace=True)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            late.execute("PRAGMA journal_mode = WAL")  # the first thing that the service does
    assert usages(database(ledger)) == usages(backup)


def in_process(ledger: RunningService) -> Container:
    return Container(settings=Settings(data_dir=str(ledger.folder), signing_key=KEY["SIGNING_KEY"]))


async def test_of_many_altered_figures_the_first_are_told(ledger: RunningService, backup: Path) -> None:
    change(backup, "UPDATE usages SET emissions_mg = emissions_mg + 1")
    with pytest.raises(BackupDamaged) as refusal:
        await in_process(ledger).restore_ledger()(COMMAND_LINE, backup, replace=True)
    told = str(refusal.value).splitlines()
    assert len(told) == 22
    assert "checksum" in told[1]
    assert told[-1] == f"and {2 * len(usages(backup)) + 1 - 20} more"  # each of them is not as its entry says, too


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


def killed_at(ledger: RunningService, call: str, *arguments: str) -> int:
    """Runs a command that SIGKILL hits as it comes to a call; its exit code."""
    module, _, name = call.rpartition(".")
    script = (
        f"import os, pathlib, shutil, sqlite3, sys\n"
        f"from entrypoints.cli.main import main\n"
        f"{module}.{name} = lambda *_, **__: os.kill(os.getpid(), 9)\n"
        f"main()"
    )
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))} | ledger.environment
    return subprocess.run([sys.executable, "-c", script, *arguments], env=environment, check=False).returncode


@pytest.mark.parametrize("call", ["shutil.copyfile", "os.fsync", "os.link", "pathlib.Path.replace"])
def test_a_restore_that_is_killed_leaves_the_database_whole(ledger: RunningService, backup: Path, call: str) -> None:
    before = usages(database(ledger))
    assert killed_at(ledger, call, "restore", str(backup), "--replace") == -signal.SIGKILL
    assert usages(database(ledger)) == before
    assert column(database(ledger), "PRAGMA integrity_check") == ["ok"]
    assert list(ledger.folder.glob("carbon-ledger.db.restoring-*"))
    assert ledger.command("restore", str(backup), "--replace").returncode == 0
    assert usages(database(ledger)) == usages(backup)


@pytest.mark.parametrize("call", ["os.fsync", "os.link"])
def test_a_backup_that_is_killed_leaves_no_backup_and_the_database_whole(
    ledger: RunningService, tmp_path: Path, call: str
) -> None:
    before, file = usages(database(ledger)), tmp_path / "new.db"
    assert killed_at(ledger, call, "backup", str(file)) == -signal.SIGKILL
    assert not file.exists()
    assert len(list(tmp_path.glob("new.db.unfinished-*"))) == 1
    assert ledger.command("backup", str(file)).returncode == 0
    assert usages(file) == usages(database(ledger)) == before


def test_a_backup_never_overwrites(ledger: RunningService, tmp_path: Path) -> None:
    file = tmp_path / "precious"
    file.write_text("content")
    done = ledger.command("backup", str(file))
    assert (done.returncode, "is not overwritten" in done.stderr) == (1, True)
    assert file.read_text() == "content"


def test_a_backup_for_which_the_disk_has_no_room_leaves_nothing(ledger: RunningService, tmp_path: Path) -> None:
    limited = ("bash", "-c", 'ulimit -f 64; trap "" XFSZ; exec "$0" -m entrypoints.cli backup "$1"', sys.executable)
    done = subprocess.run(
        [*limited, str(folder(tmp_path / "full") / "new.db")],
        env=ledger.environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "new.db is not made: " in done.stderr
    assert list((tmp_path / "full").iterdir()) == []


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
