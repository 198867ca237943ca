"""The contract of UnitOfWork: its changes take effect together, or not at all."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

import pytest

from application.ports import IdempotencyKey, UnitOfWork
from application.views.selection import Sort, UsageFilter
from domain.organisation import Organisation, User
from domain.session import RefreshToken, Session
from domain.usage import Usage
from domain.usage_type import UsageType
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import PRELOADED, TYPES, Scene
from tests.integration.storages import StorageParts

LATER = NOON + timedelta(days=1)


class Interrupted(Exception):
    """What a unit of work is left by."""


@dataclass(frozen=True, slots=True)
class Changes:
    """One write of every kind, and what all of them show in."""

    ada: User
    session: Session
    token: RefreshToken
    usage: Usage
    another_usage: Usage
    gone: User
    newcomer: tuple[Organisation, User, str]

    @classmethod
    async def prepared(cls, scene: Scene) -> "Changes":
        ada = await scene.member("ada@example.org")
        session, token = await scene.session(ada)
        gone = await scene.member("gone@example.org")
        await scene.record(gone)
        usage, another = await scene.record(ada), await scene.draft(ada, at=LATER)
        return cls(ada, session, token, usage, another, gone, await scene.account("new@example.org"))

    @property
    def key(self) -> IdempotencyKey:
        return IdempotencyKey(self.ada.id, "POST /usages", "a key")

    async def make(self, uow: UnitOfWork) -> None:
        await uow.accounts.add(*self.newcomer)
        await uow.accounts.replace(self.ada.rename("Ada L."))
        await uow.accounts.set_password(self.ada.id, "$new")
        await uow.accounts.erase(self.gone.id)
        await uow.sessions.rotate(self.token.spend(), replace(self.token, token_hash="f" * 64), NOON)
        await uow.idempotency_keys.claim(self.key, "b" * 64, at=NOON, expires_at=LATER)
        await uow.idempotency_keys.keep(self.key, b"an answer")
        await uow.usage_types.add(UsageType(7, "wood", "kg", ("kg",)))
        await uow.usage_types.replace(TYPES[100].rename("power"))
        await uow.usage_types.remove(104)
        await uow.factors.add(replace(PRELOADED[101], id=8, value=Decimal(1), recorded_at=NOON))
        await uow.usages.add(self.another_usage)
        await uow.usages.append(self.usage.delete(by=self.ada.id, at=NOON))

    async def shown(self, parts: StorageParts) -> list[object]:
        """What queries say about all of it."""
        types = await parts.usage_types.list(NOON)
        emails = ("ada@example.org", "gone@example.org", "new@example.org")
        async with parts.new_unit_of_work() as uow:
            tokens = [await uow.sessions.find(token_hash) for token_hash in (self.token.token_hash, "f" * 64)]
            answer = await uow.idempotency_keys.claim(self.key, "a" * 64, at=NOON, expires_at=LATER)
        return [
            [figure async for figure in parts.ledger.figures()],
            await parts.usages.page(self.ada.organisation_id, UsageFilter(), Sort(), offset=0, limit=10),
            await parts.emissions.span(self.ada.organisation_id),
            types,
            [await parts.usage_types.factors(view.id) for view in types],
            [await parts.accounts.credentials(email) for email in emails],
            await parts.accounts.account(self.ada.id),
            tokens,
            answer,
        ]


async def test_changes_take_effect_together(scene: Scene, parts: StorageParts) -> None:
    changes = await Changes.prepared(scene)
    before = await changes.shown(parts)
    async with parts.new_unit_of_work() as uow:
        await changes.make(uow)
        await uow.commit()
    after = await changes.shown(parts)
    assert [old == new for old, new in zip(before, after, strict=True)] == [False] * len(before)


async def test_leaving_without_commit_undoes_everything(scene: Scene, parts: StorageParts) -> None:
    changes = await Changes.prepared(scene)
    before = await changes.shown(parts)
    async with parts.new_unit_of_work() as uow:
        await changes.make(uow)
    assert await changes.shown(parts) == before


async def test_an_error_undoes_everything_and_passes(scene: Scene, parts: StorageParts) -> None:
    changes = await Changes.prepared(scene)
    before = await changes.shown(parts)

    async def change_and_fail() -> None:
        async with parts.new_unit_of_work() as uow:
            await changes.make(uow)
            raise Interrupted

    with pytest.raises(Interrupted):
        await change_and_fail()
    assert await changes.shown(parts) == before


async def test_a_cancelled_task_leaves_nothing_behind(scene: Scene, parts: StorageParts) -> None:
    changes = await Changes.prepared(scene)
    before = await changes.shown(parts)
    made = asyncio.Event()

    async def change_and_hang() -> None:
        async with parts.new_unit_of_work() as uow:
            await changes.make(uow)
            made.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(change_and_hang())
    await made.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await changes.shown(parts) == before


async def test_nothing_is_seen_before_the_commit(scene: Scene, open_parts: Opener) -> None:
    """Neither by the process that writes nor by another."""
    here, there = scene.parts, open_parts()
    ada = await scene.member()
    usage, another = await scene.record(ada), await scene.draft(ada)
    async with here.new_unit_of_work() as uow:
        await uow.usages.add(another)
        await uow.usages.append(usage.delete(by=ada.id, at=NOON))
        await uow.accounts.replace(ada.rename("Somebody else"))
        for parts in (here, there):
            page = await parts.usages.page(ada.organisation_id, UsageFilter(), Sort(), offset=0, limit=10)
            assert [view.id for view in page.items] == [usage.id]
            assert (await parts.accounts.account(ada.id)).name == ada.name
        await uow.commit()
    for parts in (here, there):
        page = await parts.usages.page(ada.organisation_id, UsageFilter(), Sort(), offset=0, limit=10)
        assert [view.id for view in page.items] == [another.id]


async def test_a_unit_of_work_sees_what_was_committed_before_and_its_own_changes(
    scene: Scene, open_parts: Opener
) -> None:
    ada = await scene.member()
    usage = await scene.record(ada)
    async with open_parts().new_unit_of_work() as uow:
        assert await uow.usages.get(ada.organisation_id, usage.id) == usage
        deleted = usage.delete(by=ada.id, at=NOON)
        await uow.usages.append(deleted)
        assert await uow.usages.get(ada.organisation_id, usage.id) == deleted


async def test_of_changes_to_the_same_thing_the_last_prevails(parts: StorageParts) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.remove(103)
        await uow.usage_types.add(TYPES[103].rename("oil"))
        await uow.usage_types.add(UsageType(7, "wood", "kg", ("kg",)))
        await uow.usage_types.remove(7)
        await uow.commit()
    views = await parts.usage_types.list(NOON)
    assert [(view.id, view.name) for view in views] == [
        (100, "electricity"),
        (101, "water"),
        (102, "heating"),
        (103, "oil"),
        (104, "heating"),
    ]
