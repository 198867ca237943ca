"""How transactions end, and what a statement that is refused says."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from sqlalchemy import Update, text, update
from sqlalchemy.exc import DBAPIError

from adapters.sql.engine.errors import BrokenConstraint
from adapters.sql.schema.tables import UsageRow
from adapters.sql.storage import SqlStorage
from adapters.sql.unit_of_work import SqlUnitOfWork
from application.views.selection import Position, Sort, SortKey, UsageFilter
from domain.errors import ConcurrentChange
from domain.period import Period
from domain.usage import Usage
from tests.clocks import NOON
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageParts

HOUR = timedelta(hours=1)


def tampered(column: str, value: int) -> Update:
    return update(UsageRow).values({column: value})


@pytest.mark.parametrize(
    ("column", "value"),
    [
        *(("amount", Decimal(-1)), ("amount", Decimal(10**12))),
        *(("amount_in_type_unit", Decimal(-1)), ("amount_in_type_unit", Decimal(9 * 10**12))),
        *(("emissions_mg", Decimal(-1)), ("emissions_mg", Decimal(9 * 10**12)), ("version", 0)),
    ],
)
async def test_the_database_itself_keeps_figures_within_their_bounds(
    storage: SqlStorage, scene: Scene, column: str, value: Any
) -> None:
    await scene.record(await scene.member())
    transaction = await storage.database.begin()
    with pytest.raises(BrokenConstraint) as caught:
        await transaction.run(tampered, column, value)
    await transaction.end()
    assert (caught.value.name, caught.value.is_foreign_key) == (f"ck_usages_{column}", False)


async def test_the_database_itself_holds_a_usage_to_its_type_and_factor(storage: SqlStorage, scene: Scene) -> None:
    await scene.record(await scene.member())
    for column in ("usage_type_id", "factor_id", "organisation_id"):
        transaction = await storage.database.begin()
        with pytest.raises(BrokenConstraint) as caught:
            await transaction.run(tampered, column, 404)
        await transaction.end()
        assert caught.value.is_foreign_key


async def test_a_session_and_a_statement_share_the_transaction(storage: SqlStorage, scene: Scene) -> None:
    """Each sees what the other wrote, and both are undone together."""
    ada = await scene.member()
    usage = await scene.draft(ada)
    async with SqlUnitOfWork(storage) as uow:
        await uow.usage_types.replace(TYPES[100].rename("power"))
        assert (await uow.usage_types.get(100)).name == "power"
        await uow.usages.add(usage)
        assert await uow._transaction.session.get(UsageRow, (ada.organisation_id, usage.id)) is not None
    async with SqlUnitOfWork(storage) as uow:
        assert (await uow.usage_types.get(100)).name == "electricity"
        assert await uow._transaction.session.get(UsageRow, (ada.organisation_id, usage.id)) is None


async def test_a_commit_that_is_cancelled_happens_all_the_same(storage: SqlStorage, scene: Scene) -> None:
    """Half a commit there is none; whoever writes next is let in."""

    async def rename(name: str) -> None:
        async with SqlUnitOfWork(storage) as uow:
            await uow.usage_types.replace(TYPES[100].rename(name))
            committing = asyncio.create_task(uow.commit())
            await asyncio.sleep(0)
            committing.cancel()
            with pytest.raises(asyncio.CancelledError):
                await committing

    for name in ("power", "current"):
        await rename(name)
        async with SqlUnitOfWork(storage) as uow:
            assert (await uow.usage_types.get(100)).name == name


async def test_one_of_two_changes_to_the_same_version_wins(scene: Scene, storage: SqlStorage) -> None:
    """Also where neither read the usage in its transaction."""
    ada = await scene.member()
    usage = await scene.record(ada)
    deleted = usage.delete(by=ada.id, at=NOON)
    noted = replace(deleted, change=usage.change, stated=replace(usage.stated, note="mine"))

    async def append(version: Usage) -> str:
        try:
            async with SqlUnitOfWork(storage) as uow:
                await uow.usages.append(version)
                await asyncio.sleep(0)
                await uow.commit()
        except ConcurrentChange:
            return "refused"
        return "kept"

    outcomes = await asyncio.gather(*map(append, (deleted, noted, deleted, noted)))
    assert sorted(outcomes) == ["kept"] + ["refused"] * 3


@pytest.fixture
async def usages(scene: Scene) -> list[Usage]:
    """An hour and a unit apart, two of each."""
    ada = await scene.member()
    made = [await scene.draft(ada, str(step), at=NOON + step * HOUR) for step in range(6) for _ in range(2)]
    await scene.keep(made)
    return made


BOUNDS: tuple[Any, ...] = (
    UsageFilter(Period(NOON + 2 * HOUR, NOON + 4 * HOUR)),
    UsageFilter(amount_min=Decimal(2), amount_max=Decimal(3)),
)


@pytest.mark.parametrize(
    ("key", "descending", "selected"), list(product((SortKey.USAGE_AT, SortKey.AMOUNT), (False, True), BOUNDS))
)
async def test_a_position_outside_of_what_is_selected_bounds_it_no_less(
    parts: StorageParts, usages: list[Usage], key: SortKey, descending: bool, selected: UsageFilter
) -> None:
    """A walk shows what is both selected and after the position, whatever it leaves unsaid as implied."""
    walk: Callable[..., Awaitable[Any]] = parts.usages.walk
    organisation_id, sort = usages[0].organisation_id, Sort(key, descending)
    everything = await walk(organisation_id, selected, sort, after=None, limit=100, with_totals=False)
    assert len(everything.items) == 4
    for position in (place_of(usage, key) for usage in usages):
        expected = [view for view in everything.items if is_after(Position.of(view, sort), position, descending)]
        shown = await walk(organisation_id, selected, sort, after=position, limit=100, with_totals=True)
        assert list(shown.items) == expected
        assert shown.totals.total == 4


def place_of(usage: Usage, key: SortKey) -> Position:
    return Position(usage.stated.usage_at if key is SortKey.USAGE_AT else usage.amount_in_type_unit, usage.id)


def is_after(here: Any, there: Any, descending: bool) -> bool:
    one, other = (here.value, here.id), (there.value, there.id)
    return one < other if descending else one > other


async def test_an_error_holds_nothing_that_somebody_entered(storage: SqlStorage) -> None:
    """It may be logged."""
    async with storage.database.engine.connect() as connection:
        with pytest.raises(DBAPIError) as refusal:
            await connection.execute(text("SELECT :note FROM nowhere"), {"note": "a private note"})
    assert "a private note" not in str(refusal.value)
