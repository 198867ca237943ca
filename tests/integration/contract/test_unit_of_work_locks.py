"""The contract of UnitOfWork where writers meet: what one has read is held against the others."""

import asyncio
from dataclasses import replace

import pytest

from domain.session import RefreshToken
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageParts


@pytest.mark.parametrize("processes", [1, 2])
async def test_a_usage_that_was_read_is_held_against_other_writers(
    scene: Scene, open_parts: Opener, processes: int
) -> None:
    """So that simultaneous corrections follow one another and none is refused or lost."""
    ada = await scene.member()
    usage = await scene.record(ada)
    handles = [open_parts() for _ in range(processes)]

    async def toggle(parts: StorageParts) -> None:
        async with parts.new_unit_of_work() as uow:
            held = await uow.usages.get(ada.organisation_id, usage.id)
            await asyncio.sleep(0)
            turned = held.restore if held.is_deleted else held.delete
            await uow.usages.append(turned(by=ada.id, at=NOON))
            await uow.commit()

    await asyncio.gather(*(toggle(handles[number % processes]) for number in range(8)))
    versions = await scene.parts.usages.versions(ada.organisation_id, usage.id)
    assert [version.usage.version for version in versions] == [9, 8, 7, 6, 5, 4, 3, 2, 1]


async def test_an_account_that_was_read_is_held_against_other_writers(scene: Scene, open_parts: Opener) -> None:
    ada = await scene.member(name="0")

    async def add_one(parts: StorageParts) -> None:
        async with parts.new_unit_of_work() as uow:
            held = await uow.accounts.get(ada.id)
            await asyncio.sleep(0)
            await uow.accounts.replace(held.rename(str(int(held.name) + 1)))
            await uow.commit()

    await asyncio.gather(*(add_one(open_parts()) for _ in range(6)))
    assert (await scene.parts.accounts.account(ada.id)).name == "6"


async def test_a_usage_type_got_to_change_is_held_against_other_writers(scene: Scene, open_parts: Opener) -> None:
    usage_type = await scene.usage_type("0")

    async def add_one(parts: StorageParts) -> None:
        async with parts.new_unit_of_work() as uow:
            held = await uow.usage_types.get_to_change(usage_type.id)
            await asyncio.sleep(0)
            await uow.usage_types.replace(held.rename(str(int(held.name) + 1)))
            await uow.commit()

    await asyncio.gather(*(add_one(open_parts()) for _ in range(6)))
    assert (await scene.parts.usage_types.get(usage_type.id, NOON)).name == "6"


async def test_a_session_that_was_read_is_held_against_other_writers(scene: Scene, open_parts: Opener) -> None:
    """A refresh token in use twice at once prolongs the session once."""
    _, token = await scene.session(await scene.member())

    def successor(number: int) -> RefreshToken:
        return replace(token, token_hash=f"{number:064x}")

    async def refresh(parts: StorageParts, number: int) -> bool:
        async with parts.new_unit_of_work() as uow:
            found = await uow.sessions.find(token.token_hash)
            assert found is not None
            await asyncio.sleep(0)
            if usable := found[1].is_usable(NOON):
                await uow.sessions.rotate(found[1].spend(), successor(number), NOON)
                await uow.commit()
        return usable

    outcomes = await asyncio.gather(*(refresh(open_parts(), number) for number in range(6)))
    assert sorted(outcomes) == [False] * 5 + [True]
    async with scene.parts.new_unit_of_work() as uow:
        assert await uow.sessions.find(successor(outcomes.index(True)).token_hash) is not None
