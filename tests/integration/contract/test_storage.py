"""The contract of Storage."""

import asyncio

import pytest

from application.ports import StorageUnavailable
from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from application.views.usage_types import UsageTypeView
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.storages import StorageParts

PRELOADED = tuple(UsageTypeView.of(*pair) for pair in zip(USAGE_TYPES, FACTORS, strict=True))


async def test_after_migration_the_preloaded_usage_types_are_there(open_unmigrated: Opener) -> None:
    parts = open_unmigrated()
    await parts.storage.migrate()
    await parts.storage.ping()
    assert await parts.usage_types.list(NOON) == PRELOADED


async def test_preloaded_factors_have_been_in_force_from_the_beginning(parts: StorageParts) -> None:
    views = await parts.usage_types.list(NOON)
    assert [(view.id, view.name, view.unit, str(view.factor)) for view in views] == [
        (100, "electricity", "kwh", "1.5"),
        (101, "water", "kg", "26.93"),
        (102, "heating", "kwh", "3.892"),
        (103, "heating", "l", "8.57"),
        (104, "heating", "m3", "19.456"),
    ]
    for view in views:
        (factor,) = await parts.usage_types.factors(view.id)
        assert (factor.valid_from, factor.valid_to) == (None, None)


async def test_migrating_again_changes_nothing(parts: StorageParts) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.remove(103)
        await uow.commit()
    await parts.storage.migrate()
    await parts.storage.ping()
    assert [view.id for view in await parts.usage_types.list(NOON)] == [100, 101, 102, 104]


async def test_processes_that_migrate_at_the_same_time_do_it_once(open_unmigrated: Opener) -> None:
    processes = [open_unmigrated() for _ in range(4)]
    await asyncio.gather(*(parts.storage.migrate() for parts in processes))
    for parts in processes:
        await parts.storage.ping()
        assert await parts.usage_types.list(NOON) == PRELOADED


async def test_without_its_schema_a_storage_is_not_available(open_unmigrated: Opener) -> None:
    """A storage that has no schema to create has its usage types from the start."""
    parts = open_unmigrated()
    try:
        await parts.storage.ping()
    except StorageUnavailable:
        return
    assert await parts.usage_types.list(NOON) == PRELOADED


async def test_what_one_process_commits_the_next_one_finds(open_parts: Opener) -> None:
    parts = open_parts()
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.replace(USAGE_TYPES[0].rename("power"))
        await uow.commit()
    await parts.storage.close()
    assert (await open_parts().usage_types.get(100, NOON)).name == "power"


@pytest.mark.parametrize("times", [1, 2])
async def test_closing_twice_is_no_error(open_parts: Opener, times: int) -> None:
    parts = open_parts()
    await parts.storage.ping()
    for _ in range(times):
        await parts.storage.close()
