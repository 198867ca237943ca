"""The contracts of UsageTypeRepository and UsageTypeQueries."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from application.views.usage_types import UsageTypeView
from domain.errors import UsageTypeExists, UsageTypeInUse, UsageTypeNotFound
from domain.usage_type import UsageType
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import PRELOADED, TYPES, Scene
from tests.integration.storages import StorageParts


async def kept(parts: StorageParts, usage_type_id: int) -> UsageType:
    async with parts.new_unit_of_work() as uow:
        return await uow.usage_types.get(usage_type_id)


async def got_to_change(parts: StorageParts, usage_type_id: int) -> UsageType:
    async with parts.new_unit_of_work() as uow:
        return await uow.usage_types.get_to_change(usage_type_id)


async def add(parts: StorageParts, usage_type: UsageType) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.add(usage_type)
        await uow.commit()


async def replace_by(parts: StorageParts, usage_type: UsageType) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.replace(usage_type)
        await uow.commit()


async def remove(parts: StorageParts, usage_type_id: int) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.remove(usage_type_id)
        await uow.commit()


@pytest.mark.parametrize("usage_type", TYPES.values(), ids=lambda usage_type: str(usage_type.id))
async def test_preloaded_types_come_back_as_they_are(parts: StorageParts, usage_type: UsageType) -> None:
    assert await kept(parts, usage_type.id) == await got_to_change(parts, usage_type.id) == usage_type
    assert await parts.usage_types.get(usage_type.id, NOON) == UsageTypeView.of(usage_type, PRELOADED[usage_type.id])


@pytest.mark.parametrize(
    "usage_type",
    [
        UsageType(2**53 - 1, "x" * 100, "t", ("t",)),
        UsageType(7, "Brennstoff für Öfen 🔥 日本", "kg", ("kg", "US gal", "l"), Decimal("0.832001")),
        UsageType(8, "diesel", "l", ("imp gal", "l", "m3"), retired_at=NOON),
        UsageType(9, "oil", "kg", ("kg",), Decimal(10)),
    ],
)
async def test_added_types_come_back_as_they_are(parts: StorageParts, usage_type: UsageType) -> None:
    """The order of accepted units included."""
    await add(parts, usage_type)
    assert await kept(parts, usage_type.id) == usage_type
    assert await parts.usage_types.get(usage_type.id, NOON) == UsageTypeView.of(usage_type, None)


async def test_types_are_listed_by_id(parts: StorageParts) -> None:
    for id in (9, 2**53 - 1, 102_000, 1):
        await add(parts, UsageType(id, f"type {id}", "kwh", ("kwh",)))
    assert [view.id for view in await parts.usage_types.list(NOON)] == [
        1, 9, 100, 101, 102, 103, 104, 102_000, 2**53 - 1,
    ]  # fmt: skip


async def test_name_and_unit_together_are_taken_once(parts: StorageParts) -> None:
    with pytest.raises(UsageTypeExists):
        await add(parts, UsageType(7, "heating", "m3", ("m3",)))
    for other in (UsageType(8, "heating", "GJ", ("GJ",)), UsageType(9, "Heating", "m3", ("m3",))):
        await add(parts, other)


async def test_a_refused_type_leaves_nothing_behind(parts: StorageParts) -> None:
    with pytest.raises(UsageTypeExists):
        await add(parts, UsageType(7, "heating", "m3", ("m3",)))
    with pytest.raises(UsageTypeNotFound):
        await kept(parts, 7)


async def test_processes_that_add_the_same_type_at_once_add_it_once(open_parts: Opener) -> None:
    outcomes = await asyncio.gather(
        *(add(open_parts(), UsageType(id, "wood", "kg", ("kg",))) for id in range(1, 5)), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes if outcome] == [UsageTypeExists] * 3


async def test_a_replaced_type_is_kept_in_its_new_state(parts: StorageParts) -> None:
    changed = TYPES[100].rename("power").retire(NOON)
    await replace_by(parts, changed)
    assert await kept(parts, 100) == changed
    assert await parts.usage_types.get(100, NOON) == UsageTypeView.of(changed, PRELOADED[100])
    await replace_by(parts, changed.reinstate())
    assert await kept(parts, 100) == TYPES[100].rename("power")


async def test_a_type_may_be_replaced_by_itself_and_not_take_anothers_name(parts: StorageParts) -> None:
    await replace_by(parts, TYPES[102])
    with pytest.raises(UsageTypeExists):
        await replace_by(parts, TYPES[102].rename("electricity"))
    assert await kept(parts, 102) == TYPES[102]


async def test_a_removed_type_is_gone_with_its_factors(scene: Scene, parts: StorageParts) -> None:
    factor = await scene.factor(104, "1")
    await remove(parts, 104)
    assert 104 not in [view.id for view in await parts.usage_types.list(NOON)]
    for refused in (
        kept(parts, 104),
        parts.usage_types.get(104, NOON),
        parts.usage_types.factors(104),
        remove(parts, 104),
        replace_by(parts, TYPES[104]),
    ):
        with pytest.raises(UsageTypeNotFound):
            await refused
    async with parts.new_unit_of_work() as uow:
        for id in (factor.id, PRELOADED[104].id):
            with pytest.raises(LookupError):
                await uow.factors.get(id)
    await add(parts, replace(TYPES[104], id=7))
    assert await parts.usage_types.factors(7) == ()


async def test_a_type_that_never_was_is_not_found(parts: StorageParts) -> None:
    for refused in (
        kept(parts, 9),
        got_to_change(parts, 9),
        parts.usage_types.get(9, NOON),
        parts.usage_types.factors(9),
        remove(parts, 9),
        replace_by(parts, UsageType(9, "wood", "kg", ("kg",))),
    ):
        with pytest.raises(UsageTypeNotFound) as refusal:
            await refused
        assert refusal.value.message == "There is no usage type 9."


async def test_a_type_that_a_usage_refers_to_cannot_be_removed(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, usage_type=TYPES[104])
    with pytest.raises(UsageTypeInUse):
        await remove(parts, 104)
    await scene.delete(usage)
    with pytest.raises(UsageTypeInUse):
        await remove(parts, 104)
    assert await kept(parts, 104) == TYPES[104]
    assert len(await parts.usage_types.factors(104)) == 1


async def test_a_type_that_only_a_closed_version_refers_to_cannot_be_removed(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, usage_type=TYPES[103], unit="m3")
    stated = replace(usage.stated, usage_type_id=104)
    moved = usage.correct(stated, TYPES[104], PRELOADED[104], by=ada.id, at=scene.clock.now())
    await scene.append(moved)
    with pytest.raises(UsageTypeInUse):
        await remove(parts, 103)
