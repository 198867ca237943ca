"""The contract of usage types' names as of an instant."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from application.usage_types.preloaded import RECORDED_AT
from application.views.usages import UsageTypeReference
from domain.journal import JournalEntry
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.integration.contract.listing import DAY
from tests.integration.contract.scene import MICROSECOND, TYPES
from tests.integration.contract.told_scene import Told
from tests.integration.storages import StorageParts


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


async def test_a_usage_as_of_then_is_shown_with_the_name_that_its_type_has_now(
    scene: Told, parts: StorageParts
) -> None:
    """And its name of then is to be had apart."""
    ada = await scene.member()
    usage = await scene.record(ada)
    scene.clock.advance(seconds=1)
    await scene.change_type(TYPES[100], TYPES[100].rename("power"))
    await scene.seal()
    assert (await parts.usages.get(ada.organisation_id, usage.id, NOON)).usage_type.name == "power"
    assert (await parts.usage_types.references(NOON))[100] == UsageTypeReference(100, "electricity", "kwh")


async def test_types_are_named_as_they_were_named_then(scene: Told, parts: StorageParts) -> None:
    """Also types that are retired or removed since; those that came later by the name that they were given first."""
    clock, given = scene.clock, list[tuple[datetime, dict[int, UsageTypeReference]]]()
    wood = UsageType(await parts.ids.new_id(), "wood", "kg", ("kg",))
    power, current = TYPES[100].rename("power"), TYPES[100].rename("current").retire(NOON)

    async def add() -> None:
        async with parts.new_unit_of_work() as uow:
            await uow.usage_types.add(wood)
            await uow.journal.add(JournalEntry.of_usage_type(None, wood, by=0, at=clock.now()))
            await uow.commit()

    acts: list[Callable[[], Any]] = [
        lambda: scene.change_type(TYPES[100], power),
        add,
        lambda: scene.change_type(power, current),
        lambda: scene.change_type(current, current.reinstate()),
        lambda: scene.change_type(wood, wood.rename("oak")),
    ]
    for act in acts:
        clock.advance(seconds=1)
        await act()
        views = await parts.usage_types.list(clock.now())
        given.append((clock.now(), {view.id: UsageTypeReference(view.id, view.name, view.unit) for view in views}))
    clock.advance(seconds=1)
    await scene.change_type(wood.rename("oak"), None)
    await scene.seal()
    for at, references in given:
        told = await parts.usage_types.references(at)
        assert {id: told[id] for id in references} == references
        assert told[wood.id].name in {"wood", "oak"}
    assert (await parts.usage_types.references(clock.now()))[wood.id].name == "oak"
    earliest = await parts.usage_types.references(RECORDED_AT - MICROSECOND)
    assert {id: reference.name for id, reference in earliest.items()} == {
        **{usage_type.id: usage_type.name for usage_type in TYPES.values()},
        wood.id: "wood",
    }


async def test_a_name_that_is_not_sealed_was_nobodys_name_yet(scene: Told, parts: StorageParts) -> None:
    await scene.seal()
    await scene.change_type(TYPES[100], TYPES[100].rename("power"))
    assert (await parts.usage_types.references(NOON + DAY))[100].name == "electricity"
