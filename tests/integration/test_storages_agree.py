"""Whatever is done to two storages, their HTTP answers are the same to the byte."""

import asyncio
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis.stateful import run_state_machine_as_test

from entrypoints.container import Container
from entrypoints.settings import Settings
from tests.integration.alike_services import Service
from tests.integration.side_by_side import Storages
from tests.postgres import PostgresServer

KEY = "0123456789abcdefghijklmnopqrstuvwxyz"


def memory() -> Service:
    return Service(Settings(storage="memory", signing_key=KEY))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with TemporaryDirectory() as name:
        yield Path(name)


@pytest.fixture(scope="module")
def sqlite(folder: Path) -> Callable[[], Service]:
    """Makes a service on a new copy of a migrated file."""
    template, current = folder / "template.db", folder / "current.db"
    _migrated(Settings(database_url=f"sqlite:///{template}", signing_key=KEY))

    def make() -> Service:
        for leftover in folder.glob("current.db*"):
            leftover.unlink()
        shutil.copyfile(template, current)
        return Service(Settings(database_url=f"sqlite:///{current}", signing_key=KEY))

    return make


@pytest.fixture(scope="module")
def postgresql(postgres_server: PostgresServer) -> Callable[[], Service]:
    """Makes a service on a new copy of a migrated database."""
    template = postgres_server.create_database()
    _migrated(Settings(database_url=template, signing_key=KEY))

    def make() -> Service:
        copied = postgres_server.create_database(template.rpartition("/")[2])
        return Service(Settings(database_url=copied, signing_key=KEY))

    return make


def _migrated(settings: Settings) -> None:
    async def migrate() -> None:
        storage = Container(settings=settings).storage()
        await storage.migrate()
        await storage.close()

    asyncio.run(migrate())


@pytest.mark.parametrize("storage", ["sqlite", "postgresql"])
@pytest.mark.parametrize("examples", [12, pytest.param(100, marks=pytest.mark.long)])
def test_memory_and_another_storage_answer_alike(storage: str, examples: int, request: pytest.FixtureRequest) -> None:
    """The memory adapter computes by the domain's rules, the other by SQL. Many examples are among the long tests."""
    make = request.getfixturevalue(storage)

    class Pair(Storages):
        make = staticmethod(lambda: (memory(), make_other()))

    make_other = make
    run_state_machine_as_test(
        Pair, settings=hypothesis_settings(max_examples=examples, stateful_step_count=30, deadline=None)
    )
