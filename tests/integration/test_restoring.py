"""Restoring where a database is already: it is kept, and nobody writes to it meanwhile."""

import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from application.authorisation import COMMAND_LINE
from examples.post_readings import Client
from tests.integration.backups import ADA, PASSWORD, database, in_process, installation, usages
from tests.service import RunningService


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
