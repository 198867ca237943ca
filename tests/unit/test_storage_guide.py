"""The guide to a storage of one's own names what there is."""

import re
from inspect import isabstract
from pathlib import Path

import pytest

from application import ports

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "writing-a-storage-adapter.md").read_text(encoding="utf-8")
NOT_A_STORAGES = {"Clock", "SecretGenerator", "PasswordHasher", "CommonPasswords", "AccessTokens", "StagedBackup"}
PORTS = {name for name in ports.__all__ if isabstract(getattr(ports, name))} - NOT_A_STORAGES
CONTRACT = {path.name for path in (ROOT / "tests" / "integration" / "contract").glob("test_*.py")}


@pytest.mark.parametrize("path", sorted(set(re.findall(r"(?:src|tests|examples|docs|application)/[\w/.-]*\w", GUIDE))))
def test_every_path_in_it_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists() or (ROOT / "src" / path).exists()


def test_it_names_every_file_of_the_contract_suite_and_no_other() -> None:
    there = {path.name for path in (ROOT / "tests").rglob("test_*.py")}
    assert set(re.findall(r"test_\w+\.py", GUIDE)) <= there
    assert set(re.findall(r"`(test_\w+\.py)`", GUIDE)) == CONTRACT


def test_it_names_every_port_of_a_storage_and_no_other() -> None:
    first_cells = "".join(re.findall(r"^\|([^|]*)\|", GUIDE, re.MULTILINE))
    assert set(re.findall(r"`([A-Z]\w+)`", first_cells)) == PORTS


def test_it_counts_the_repositories_of_a_unit_of_work() -> None:
    assert len(ports.UnitOfWork.__annotations__) == 8
    assert "with the eight repositories below" in GUIDE
