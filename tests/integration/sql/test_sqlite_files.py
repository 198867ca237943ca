"""What lies on disk is for its owner alone, and what was erased is no longer there."""

import sqlite3
import stat
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from adapters.sql.storage import SqlStorage
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.storages import sql_parts


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def migrated(path: Path) -> SqlStorage:
    storage = SqlStorage(f"sqlite:///{path}")
    await storage.migrate()
    return storage


async def test_new_files_and_their_new_folder_are_for_their_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a new folder" / "ledger.db"
    storage = await migrated(path)
    assert mode(path.parent) == 0o700
    assert {file.name: mode(file) for file in path.parent.iterdir()} == {
        "ledger.db": 0o600,
        "ledger.db-shm": 0o600,
        "ledger.db-wal": 0o600,
    }
    await storage.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """An empty file that its owner's group may read."""
    tmp_path.chmod(0o750)
    path = tmp_path / "ledger.db"
    path.touch()
    path.chmod(0o640)
    return path


async def test_a_folder_and_a_file_that_were_there_keep_their_modes(shared: Path) -> None:
    """Who made them knows who else is to read them."""
    await (await migrated(shared)).close()
    assert (mode(shared.parent), mode(shared)) == (0o750, 0o640)


class ForgetfulConnection(sqlite3.Connection):
    """As of a SQLite that was built to leave deleted content where it is; many are built otherwise."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.execute("PRAGMA secure_delete = OFF")


async def test_what_was_erased_lies_nowhere_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=ForgetfulConnection))
    path, clock = tmp_path / "ledger.db", FixedClock()
    parts = sql_parts(f"sqlite:///{path}", clock)
    await parts.storage.migrate()
    scene = Scene(parts, clock)
    await scene.member("kept@example.org")
    gone = await scene.member("gone@example.org")
    usage = await scene.record(gone, note="Meter in the cellar")
    await scene.correct(usage, "2")
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(gone.id)
        await uow.commit()
    await parts.storage.close()
    content = path.read_bytes()
    assert b"kept@example.org" in content
    assert b"gone@example.org" not in content
    assert b"Meter in the cellar" not in content
