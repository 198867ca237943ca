"""Restoring what is damaged: it is named, and nothing is changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from application.authorisation import COMMAND_LINE
from application.ports import BackupDamaged
from tests.integration.backups import change, column, in_process, usages
from tests.service import RunningService


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


async def test_of_many_altered_figures_the_first_are_told(ledger: RunningService, backup: Path) -> None:
    change(backup, "UPDATE usages SET emissions_mg = emissions_mg + 1")
    with pytest.raises(BackupDamaged) as refusal:
        await in_process(ledger).restore_ledger()(COMMAND_LINE, backup, replace=True)
    told = str(refusal.value).splitlines()
    assert len(told) == 22
    assert "checksum" in told[1]
    assert told[-1] == f"and {2 * len(usages(backup)) + 1 - 20} more"  # each of them is not as its entry says, too
