"""The contract of LedgerQueries."""

from contextlib import aclosing
from decimal import Decimal

import pytest

from application.views.ledger import RecordedFigure
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.contract.scene import PRELOADED, TYPES, Scene
from tests.integration.storages import StorageParts


async def figures(parts: StorageParts) -> list[RecordedFigure]:
    found: list[RecordedFigure] = []
    async for shown in parts.ledger.figures():
        assert isinstance(shown, RecordedFigure)
        found.append(shown)
    return found


def figure(usage: Usage) -> RecordedFigure:
    return RecordedFigure(
        organisation_id=usage.organisation_id,
        usage_id=usage.id,
        version=usage.version,
        usage_at=usage.stated.usage_at,
        amount=usage.stated.entered.amount,
        unit=usage.stated.entered.unit.code,
        usage_type=TYPES[usage.stated.usage_type_id],
        factor=PRELOADED[usage.stated.usage_type_id],
        amount_in_type_unit=usage.amount_in_type_unit,
        emissions_kg_co2e=usage.emissions_kg_co2e,
    )


async def test_every_version_of_every_usage_is_there_in_order(scene: Scene, parts: StorageParts) -> None:
    """Of all organisations, marks of deletion included, by organisation, usage and version."""
    ada, bob = await scene.member(), await scene.member()
    expected: list[Usage] = []
    for user in (bob, ada, bob):
        recorded = await scene.record(user, "17.25", usage_type=TYPES[104], unit="CCF", note="Meter 3")
        corrected = await scene.correct(recorded, "3")
        deleted = await scene.delete(corrected)
        restored = deleted.restore(by=user.id, at=scene.clock.now())
        await scene.append(restored)
        expected += [recorded, corrected, deleted, restored]
    expected.sort(key=lambda usage: (usage.organisation_id, usage.id, usage.version))
    assert await figures(parts) == [figure(usage) for usage in expected]


async def test_an_empty_ledger_has_no_figures(parts: StorageParts) -> None:
    assert await figures(parts) == []


async def test_figures_show_types_as_they_are_now(scene: Scene, parts: StorageParts) -> None:
    await scene.record(await scene.member(), usage_type=TYPES[101], unit="l")
    changed = TYPES[101].rename("aqua").retire(NOON)
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.replace(changed)
        await uow.commit()
    (shown,) = await figures(parts)
    assert shown.usage_type == changed


async def test_figures_near_the_bounds_are_exact(scene: Scene, parts: StorageParts) -> None:
    ada, usage_type = await scene.member(), await scene.usage_type("wood", "kg")
    factor = await scene.factor(usage_type.id, "8.9999999999999999")
    usage = await scene.record(ada, "999999999999.999999", usage_type=usage_type, factor=factor)
    (shown,) = await figures(parts)
    assert (shown.factor, shown.usage_type) == (factor, usage_type)
    assert shown.emissions_kg_co2e == usage.emissions_kg_co2e == Decimal("8999999999999.999891")


@pytest.mark.parametrize("number", [1, 1200])
async def test_a_ledger_may_be_read_while_it_grows(scene: Scene, parts: StorageParts, number: int) -> None:
    """And be left half read."""
    ada = await scene.member()
    usages = [await scene.draft(ada) for _ in range(number)]
    await scene.keep(usages)
    seen: list[int] = []
    async with aclosing(parts.ledger.figures()) as reading:  # type: ignore[type-var]
        async for shown in reading:
            if not seen:
                await scene.record(ada)
            seen.append(shown.usage_id)
    assert seen[:number] == [usage.id for usage in usages]
    async with aclosing(parts.ledger.figures()) as reading:  # type: ignore[type-var]
        async for shown in reading:
            assert shown.usage_id == usages[0].id
            break
    await scene.record(ada)
