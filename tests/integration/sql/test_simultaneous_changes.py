"""Changes at the same time, on the database where units of work run side by side."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.sql.ids import SqlIdGenerator
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from application.authorisation import COMMAND_LINE
from application.usage_types.change import ChangeUsageType, UsageTypeChange
from tests.clocks import NOON, FixedClock
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageKind, postgresql_kind


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """PostgreSQL."""
    return postgresql_kind(request.getfixturevalue("postgres_server"))


@pytest.fixture
def change(storage: SqlStorage, clock: FixedClock) -> ChangeUsageType:
    return ChangeUsageType(clock, SqlIdGenerator(storage, clock), lambda: SqlUnitOfWork(storage))


async def waits(work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
    """The work under way, once it has come as far as it gets without others."""
    task = asyncio.create_task(work)
    done, _ = await asyncio.wait([task], timeout=0.2)
    assert not done
    return task


async def test_of_two_changes_at_once_neither_is_lost(storage: SqlStorage, change: ChangeUsageType) -> None:
    async with SqlUnitOfWork(storage) as uow:
        usage_type = await uow.usage_types.get_to_change(100)
        retiring = await waits(change(COMMAND_LINE, 100, UsageTypeChange(is_retired=True)))
        await uow.usage_types.replace(usage_type.rename("power"))
        await uow.commit()
    changed = await retiring
    assert (changed.name, changed.retired_at) == ("power", NOON)


async def test_a_type_that_is_being_changed_takes_usages(storage: SqlStorage, scene: Scene) -> None:
    ada = await scene.member()
    async with SqlUnitOfWork(storage) as uow:
        usage_type = await uow.usage_types.get_to_change(100)
        await asyncio.wait_for(scene.record(ada), 5)
        await uow.usage_types.replace(usage_type.retire(NOON))
        await asyncio.wait_for(scene.record(ada), 5)
        await uow.commit()


async def test_a_type_that_takes_a_usage_can_be_changed(storage: SqlStorage, scene: Scene) -> None:
    usage = await scene.draft(await scene.member())
    async with SqlUnitOfWork(storage) as recording:
        await recording.usages.add(usage)
        async with asyncio.timeout(5), SqlUnitOfWork(storage) as uow:
            usage_type = await uow.usage_types.get_to_change(100)
            await uow.usage_types.replace(replace(usage_type, retired_at=NOON))
            await uow.commit()
        await recording.commit()
    assert TYPES[100].retired_at is None


async def test_removing_windows_that_have_ended_waits_for_nobody(storage: SqlStorage) -> None:
    """One that is just being opened anew is left alone: to wait for it while holding others could be a deadlock."""
    ended, held = "1" * 64, "2" * 64
    async with SqlUnitOfWork(storage) as uow:
        for subject in (ended, held):
            await uow.attempts.add(subject, NOON - timedelta(days=1), ends_at=NOON)
        await uow.commit()
    async with SqlUnitOfWork(storage) as uow, SqlUnitOfWork(storage) as removing:
        await uow.attempts.add(held, NOON, ends_at=NOON + timedelta(days=1))
        await asyncio.wait_for(removing.attempts.forget_ended(NOON), 5)
        await removing.commit()
        assert (await uow.attempts.add(held, NOON, ends_at=NOON)).count == 2
        assert (await uow.attempts.add(ended, NOON - timedelta(days=1), ends_at=NOON)).count == 1
