"""What the contract suite cannot show of the example storage: real processes, kills, full disks and damaged files."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from application.ports import StorageUnavailable
from application.views.ledger import RecordedFigure
from tests.clocks import NOON, FixedClock
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageParts, json_parts

ROOT = Path(__file__).parents[2]
WRITER = """
import asyncio, itertools, sys
from pathlib import Path
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.storages import json_parts

async def write(path, number):
    parts = json_parts(Path(path), FixedClock())
    scene = Scene(parts, FixedClock())
    user = await scene.member(f"writer{await parts.ids.new_id()}@example.org")
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(number) if number else itertools.count():
        print((await scene.record(user)).id, flush=True)
    for _ in range(20 * number):
        print(-await parts.ids.new_id())
    await parts.storage.close()

asyncio.run(write(sys.argv[1], int(sys.argv[2])))
"""


def writer(path: Path, number: int = 0) -> "subprocess.Popen[str]":
    """A process that, once it is let go, records usages, without end or as many, and tells the id of each that was
    committed; below zero the ids that it was given besides."""
    command = [sys.executable, "-c", WRITER, str(path), str(number)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def output_of(process: "subprocess.Popen[str]") -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def let_go(*processes: "subprocess.Popen[str]") -> None:
    """All of them together, when all are ready."""
    for process in processes:
        assert output_of(process).readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


def replaced(path: Path, content: bytes | None) -> bytes:
    """What was in the file, in whose place there is another now, or none."""
    before = path.read_bytes()
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    return before


@pytest.fixture
def path(folder_in_memory: Path) -> Iterator[Path]:
    path = folder_in_memory / "example.json"
    yield path
    for file in folder_in_memory.glob("example.*"):
        file.unlink()


@pytest.fixture
async def parts(path: Path) -> StorageParts:
    return json_parts(path, FixedClock())


async def recorded(path: Path) -> list[int]:
    """What a process that starts now finds."""
    parts = json_parts(path, FixedClock())
    figures = [figure async for figure in parts.ledger.figures()]
    assert all(isinstance(figure, RecordedFigure) for figure in figures)
    await parts.storage.close()
    return [figure.usage_id for figure in figures]


async def test_processes_that_write_at_once_lose_nothing(path: Path) -> None:
    """Neither a usage nor an id of their own."""
    processes = [writer(path, 50) for _ in range(2)]
    let_go(*processes)
    told = [int(line) for process in processes for line in process.communicate(timeout=60)[0].split()]
    assert [process.returncode for process in processes] == [0, 0]
    assert len({abs(id) for id in told}) == len(told) == 100 * 21
    assert sorted(await recorded(path)) == sorted(id for id in told if id > 0)


async def test_what_a_killed_process_had_committed_is_there(path: Path) -> None:
    """And what it was at, whole or not at all; nobody waits for its lock."""
    told: set[int] = set()
    for _ in range(2):
        with writer(path) as process:
            let_go(process)
            for _ in range(random.randint(1, 40)):
                told.add(int(output_of(process).readline()))
            process.kill()
            # Several may have been told between the last look and the end.
            told |= {int(line) for line in output_of(process).read().splitlines(keepends=True) if line.endswith("\n")}
        found = await recorded(path)
        assert len(found) == len(set(found))
        assert told <= set(found)
        assert len(found) <= len(told) + 1
        told = set(found)


async def test_a_commit_that_cannot_be_written_changes_nothing(path: Path, parts: StorageParts) -> None:
    """And the next one, when it can, is as good as any."""
    scene = Scene(parts, FixedClock())
    user = await scene.member()
    usage = await scene.record(user)
    obstacle = path.with_suffix(".new")
    obstacle.mkdir()
    with pytest.raises(StorageUnavailable):
        await scene.record(user)
    assert await recorded(path) == [usage.id]
    assert (await parts.usages.get(user.organisation_id, usage.id)).id == usage.id
    obstacle.rmdir()
    await scene.record(user)
    assert len(await recorded(path)) == 2
    await parts.storage.close()


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"usage_types": []}', b'{"users": [[1, {"id": "x"}]]}', None], ids=repr
)
async def test_a_damaged_or_missing_file_is_unavailable_and_blocks_nobody(
    path: Path, parts: StorageParts, content: bytes | None
) -> None:
    """One that was there, and is whole again later."""
    scene = Scene(parts, FixedClock())
    await scene.member("ada@example.org")
    whole = replaced(path, content)
    for _ in range(2):
        with pytest.raises(StorageUnavailable):
            await parts.storage.ping()
        with pytest.raises(StorageUnavailable):
            await scene.member()
    path.write_bytes(whole)  # noqa: ASYNC240  # a few bytes
    await scene.member()
    assert await parts.accounts.credentials("ada@example.org") is not None
    await parts.storage.close()


async def test_a_file_from_a_hand_that_breaks_a_rule_is_refused(path: Path, parts: StorageParts) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.replace(TYPES[100].rename("power"))
        await uow.commit()
    replaced(path, replaced(path, b"").replace(b'"1.5"', b'"-1.5"'))
    other = json_parts(path, FixedClock())
    with pytest.raises(StorageUnavailable):
        await other.usage_types.list(NOON)
    await parts.storage.close()


async def test_its_files_are_their_owners_alone(path: Path, parts: StorageParts) -> None:
    """They hold password hashes."""
    await Scene(parts, FixedClock()).member()
    await parts.storage.close()
    files = list(path.parent.glob("example.*"))
    assert {file.suffix for file in files} == {".json", ".lock", ".ids"}
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}


async def test_an_id_that_a_power_cut_lost_is_not_missed(path: Path, parts: StorageParts) -> None:
    path.with_suffix(".ids").write_bytes(bytes(16))
    assert await parts.ids.new_id() < await parts.ids.new_id()
