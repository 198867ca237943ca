"""Installations to back up and to restore, and what their databases hold."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from entrypoints.container import Container
from entrypoints.settings import Settings
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


def in_process(ledger: RunningService) -> Container:
    return Container(settings=Settings(data_dir=str(ledger.folder), signing_key=KEY["SIGNING_KEY"]))
