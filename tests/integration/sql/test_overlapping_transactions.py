"""Answers as of then, and the order of the journal, where transactions overlap."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

import pytest

from adapters.sql.unit_of_work import SqlUnitOfWork
from domain.journal import TICK, JournalEntry
from domain.usage import Usage
from tests.clocks import FixedClock
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.sql.member_ledger import Ledger, keep
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """PostgreSQL, where units of work run side by side."""
    return postgresql_kind(request.getfixturevalue("postgres_server"))


async def test_an_answer_stays_to_the_byte_though_what_began_before_it_is_committed_after(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """What came too late counts from just after the last instant that was asked for."""
    slow = await scene.draft(ledger.user, "100")
    async with parts.new_unit_of_work() as first:
        await keep(first, None, slow)
        began = clock.now()
        clock.advance(seconds=1)
        await ledger.record("1")
        clock.advance(seconds=1)
        asked = clock.now()
        given = {at: await ledger.answer(at) for at in (began - TICK, began, began + TICK, asked)}
        assert [await ledger.amounts(at) for at in given] == [[], [], [], [1]]
        clock.advance(seconds=1)
        await first.commit()
    assert slow.recorded_at == began
    await ledger.seal()
    assert {at: await ledger.answer(at) for at in given} == given
    assert await ledger.amounts(asked + TICK) == await ledger.amounts(clock.now()) == [1, 100]
    numbers = [item.entry.subject_id for item in await ledger.chain()]
    assert numbers[-1] == slow.id


async def test_so_does_an_answer_about_a_usage_that_is_just_being_corrected(
    ledger: Ledger, parts: StorageParts, clock: FixedClock
) -> None:
    usage_id = await ledger.record("1")
    clock.advance(seconds=1)
    async with parts.new_unit_of_work() as first:
        usage = await first.usages.get(ledger.user.organisation_id, usage_id)
        deleted = usage.delete(by=ledger.user.id, at=clock.now())
        await keep(first, usage, deleted)
        asked = clock.advance(seconds=1)
        given = await ledger.answer(asked)
        await first.commit()
    clock.advance(seconds=1)
    assert await ledger.answer(asked) == given
    assert (await ledger.amounts(asked), await ledger.amounts(clock.now())) == ([1], [])


async def test_so_does_an_answer_with_names_of_types_that_are_just_being_renamed(
    ledger: Ledger, parts: StorageParts, clock: FixedClock
) -> None:
    await ledger.record("1")
    clock.advance(seconds=1)
    async with parts.new_unit_of_work() as first:
        before = await first.usage_types.get_to_change(100)
        after = before.rename("power")
        await first.usage_types.replace(after)
        await first.journal.add(JournalEntry.of_usage_type(before, after, by=0, at=clock.now()))
        asked = clock.advance(seconds=1)
        given = await ledger.answer(asked)
        await first.commit()
    clock.advance(seconds=1)
    assert await ledger.answer(asked) == given
    assert b"electricity" in given
    assert b"power" in await ledger.answer(clock.now())


async def test_what_is_undone_never_counts_and_leaves_no_gap(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    async with parts.new_unit_of_work() as undone:
        await keep(undone, None, await scene.draft(ledger.user, "100"))
        await ledger.record("1")
    await ledger.record("2")
    clock.advance(seconds=1)
    assert await ledger.amounts(clock.now()) == [1, 2]
    assert [item.seal.sequence for item in await ledger.chain() if item.seal] == [1, 2]


async def test_an_entry_follows_all_that_were_committed_before_its_transaction_began(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """Transactions that overlap have any order; those that do not have theirs, whatever clocks say."""
    early, late = await scene.draft(ledger.user, "1"), await scene.draft(ledger.user, "2")
    async with parts.new_unit_of_work() as overlapping:
        await keep(overlapping, None, early)
        first = await ledger.record("3")
        clock.advance(seconds=-60)
        second = await ledger.record("4")
        clock.advance(seconds=120)
        async with parts.new_unit_of_work() as following:
            await keep(following, None, late)
            await following.commit()
        await overlapping.commit()
    await ledger.seal()
    order = [item.entry.subject_id for item in await ledger.chain()]
    assert sorted(order) == sorted([early.id, first, second, late.id])
    assert order.index(first) < order.index(second) < order.index(late.id)


@dataclass
class Transactions:
    """Up to six at once, each of a usage that it records; they end in any order, some of them undone."""

    ledger: Ledger
    scene: Scene
    random: Random
    under_way: list[tuple[Usage, SqlUnitOfWork, set[int]]] = field(default_factory=list)
    committed: dict[int, set[int]] = field(default_factory=dict)
    """By usage, what was committed before its transaction began."""
    given: dict[datetime, bytes] = field(default_factory=dict)

    async def begin(self) -> None:
        if len(self.under_way) < 6:
            amount, usage_type = self.random.randint(0, 99), TYPES[self.random.choice([100, 102])]
            usage = await self.scene.draft(self.ledger.user, str(amount), usage_type=usage_type)
            uow = SqlUnitOfWork(self.ledger.parts.storage)  # type: ignore[arg-type]  # it is one
            self.under_way.append((usage, await uow.__aenter__(), set(self.committed)))
            await keep(uow, None, usage)

    async def end(self) -> None:
        if self.under_way:
            usage, uow, before = self.under_way.pop(self.random.randrange(len(self.under_way)))
            if self.random.random() < 0.8:
                await uow.commit()
                self.committed[usage.id] = before
            await uow.__aexit__(None, None, None)

    async def ask(self) -> None:
        at = self.ledger.clock.now() - self.random.randint(0, 3) * TICK
        answer = await self.ledger.answer(at)
        assert self.given.setdefault(at, answer) == answer


@pytest.mark.parametrize("seed", range(4))
async def test_however_transactions_overlap_no_answer_ever_changes(
    ledger: Ledger, scene: Scene, clock: FixedClock, seed: int
) -> None:
    """Asked and sealed in between; and each entry follows those that were committed before it began."""
    random = Random(seed)
    them = Transactions(ledger, scene, random)
    acts: list[Callable[[], Awaitable[None]]] = [them.begin, them.begin, them.end, them.end, them.ask, ledger.seal]
    for _ in range(80):
        await random.choice(acts)()
        clock.at += random.choice([0, 1, 1, 2]) * TICK
    while them.under_way:
        await them.end()
    clock.advance(seconds=1)
    await ledger.seal()
    assert {at: await ledger.answer(at) for at in them.given} == them.given
    assert len(set(them.given.values())) > 5
    order = [item.entry.subject_id for item in await ledger.chain()]
    assert sorted(order) == sorted(them.committed)
    for usage_id, before in them.committed.items():
        assert before <= set(order[: order.index(usage_id)])
