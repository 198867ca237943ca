"""Backups and restores that are killed, or have no room: the database stays whole."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.integration.backups import column, database, folder, usages
from tests.service import RunningService


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
