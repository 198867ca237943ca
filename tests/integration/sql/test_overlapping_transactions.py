"""Answers as of then, and the order of the journal, where transactions overlap; and that nobody waits for a sealer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest

from adapters.sql.unit_of_work import SqlUnitOfWork
from application.authorisation import Caller
from application.emissions.report import ReportEmissions
from application.journal.history import History
from application.journal.seal import AT_ONCE, SealJournal
from application.usages.correct import CorrectUsage
from application.usages.draft import UsageAmendment, UsageDraft
from application.usages.get import GetUsage
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.views.emissions import ReportRequest
from application.views.journal import JournalFilter, JournalItem
from application.views.selection import Sort, UsageFilter
from domain.journal import INSTALLATION_CHAIN, TICK, Action, Head, JournalEntry, seal
from domain.organisation import User
from domain.period import BucketSize, Period, time_zone
from domain.usage import Usage
from entrypoints.http.answers import encode
from tests.clocks import NOON, FixedClock
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.sql.test_simultaneous_changes import waits
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind, sqlite_kind

SECONDS = 5
"""Ten times what anything here takes, unless it waits for somebody."""


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """PostgreSQL, where units of work run side by side."""
    return postgresql_kind(request.getfixturevalue("postgres_server"))


@dataclass
class Ledger:
    """An organisation's ledger, as its member sees it."""

    parts: StorageParts
    clock: FixedClock
    user: User

    def __post_init__(self) -> None:
        parts, clock = self.parts, self.clock
        self.seal = SealJournal(clock, parts.new_unit_of_work)
        self.caller = Caller(self.user.id, self.user.organisation_id, 0, is_operator=False)
        history = History(clock, parts.journal, self.seal, parts.usage_types)
        self._list = ListUsages(parts.usages, history)
        self._get = GetUsage(parts.usages, history)
        self._report = ReportEmissions(clock, parts.emissions, parts.usage_types, history)
        self._record = RecordUsage(clock, parts.ids, parts.new_unit_of_work)
        self._correct = CorrectUsage(clock, parts.new_unit_of_work)

    async def record(self, amount: str = "1") -> int:
        return (await self._record(self.caller, UsageDraft(100, NOON, Decimal(amount)))).id

    async def correct(self, usage_id: int, amount: str) -> None:
        await self._correct.amend(self.caller, usage_id, UsageAmendment(amount=Decimal(amount)))

    async def answer(self, as_of: datetime) -> bytes:
        """A page with totals, each of its usages, and a report, as they go over the wire."""
        selected = UsageFilter(as_of=as_of)
        page = await self._list.page(self.caller, selected, Sort(), page=1, page_size=100)
        singles = [await self._get(self.caller, view.id, as_of) for view in page.items]
        request = ReportRequest(Period(), BucketSize("month"), time_zone("UTC"), True, as_of)
        return encode((page, singles, await self._report(self.caller, request)))

    async def amounts(self, as_of: datetime) -> list[int]:
        page = await self._list.page(self.caller, UsageFilter(as_of=as_of), Sort(), page=1, page_size=100)
        return sorted(int(view.amount) for view in page.items)

    async def chain(self, chain: int | None = None) -> list[JournalItem]:
        """Its own entries in the order of their numbers, each bound to the one before."""
        chain = self.user.organisation_id if chain is None else chain
        shown = await self.parts.journal.entries(self.user.organisation_id, JournalFilter(), before=None, limit=1000)
        own = [item for item in shown.items if item.entry.chain == chain and item.seal]
        own.sort(key=lambda item: item.seal.sequence if item.seal else 0)
        head = Head()
        for item in own:
            assert item.seal is not None
            assert item.seal == seal(item.entry, head, item.seal.settled_at)
            head = item.seal.head
        assert await self.parts.journal.head(chain) == head
        return own


@pytest.fixture
async def ledger(scene: Scene, parts: StorageParts, clock: FixedClock) -> Ledger:
    return Ledger(parts, clock, await scene.member())


async def keep(uow: Any, before: Usage | None, after: Usage) -> None:
    """A version with its entry, not committed."""
    await (uow.usages.append(after) if before else uow.usages.add(after))
    await uow.journal.add(JournalEntry.of_usage(before, after))


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


async def test_writers_do_not_wait_for_a_sealer(ledger: Ledger, parts: StorageParts, clock: FixedClock) -> None:
    """Not even those who correct what it is just sealing; what they write, the next one seals."""
    usage_id = await ledger.record("1")
    async with parts.new_unit_of_work() as sealing:
        (found,) = await sealing.journal.unsealed(10, chain=ledger.user.organisation_id)
        await sealing.journal.seal([(found, seal(found.entry, Head(), NOON))])
        await sealing.journal.settle(NOON)
        async with asyncio.timeout(SECONDS):
            await ledger.record("2")
            await ledger.correct(usage_id, "3")
        await sealing.commit()
    clock.advance(seconds=1)
    await ledger.seal()
    assert len(await ledger.chain()) == 3
    assert (await ledger.amounts(NOON), await ledger.amounts(NOON + TICK)) == ([1], [2, 3])


async def test_a_sealer_does_not_wait_for_writers(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """It seals what is committed."""
    usage_id = await ledger.record("1")
    async with parts.new_unit_of_work() as recording, parts.new_unit_of_work() as correcting:
        await keep(recording, None, await scene.draft(ledger.user, "2"))
        usage = await correcting.usages.get(ledger.user.organisation_id, usage_id)
        await keep(correcting, usage, usage.delete(by=ledger.user.id, at=clock.now()))
        async with asyncio.timeout(SECONDS):
            await ledger.seal(settle=True)
            assert await ledger.amounts(NOON) == [1]
        assert len(await ledger.chain()) == 1
        await recording.commit()
        await correcting.commit()
    await ledger.seal()
    assert len(await ledger.chain()) == 3


async def test_of_two_sealers_the_second_waits_and_goes_on_from_the_first(
    ledger: Ledger, parts: StorageParts, clock: FixedClock
) -> None:
    await ledger.record("1")
    async with parts.new_unit_of_work() as sealing:
        (found,) = await sealing.journal.unsealed(10, chain=ledger.user.organisation_id)
        await sealing.journal.seal([(found, seal(found.entry, Head(), NOON))])
        clock.advance(seconds=1)
        await ledger.record("2")
        second = await waits(ledger.seal())
        await sealing.commit()
    await asyncio.wait_for(second, SECONDS)
    assert [item.seal.sequence for item in await ledger.chain() if item.seal] == [1, 2]


async def test_an_organisation_that_is_erased_while_it_is_sealed_is_gone_whole(
    ledger: Ledger, scene: Scene, parts: StorageParts, clock: FixedClock
) -> None:
    """Whoever comes first: nothing is in anybody's way for ever, and no chain breaks."""
    others = [Ledger(parts, clock, await scene.member()) for _ in range(6)]
    for other in (ledger, *others):
        for amount in "123":
            await other.record(amount)

    async def erase(other: Ledger) -> None:
        async with parts.new_unit_of_work() as uow:
            organisation_id = await uow.accounts.goes_with(other.user.id)
            assert organisation_id is not None
            head = Head()
            for found in await uow.journal.unsealed(100, chain=organisation_id):
                head = seal(found.entry, head, NOON).head
            await uow.journal.add(JournalEntry.of_erasure(organisation_id, head, by=other.user.id, at=clock.now()))
            await uow.accounts.erase(other.user.id)
            await uow.commit()

    async with asyncio.timeout(2 * SECONDS):
        work = [*(erase(other) for other in others), *(ledger.seal() for _ in range(4)), ledger.record("4")]
        await asyncio.gather(*work)
    await ledger.seal()
    assert len(await ledger.chain()) == 4
    assert [await other.chain() for other in others] == [[]] * 6
    erased = {item.entry.subject_id for item in await ledger.chain(INSTALLATION_CHAIN)}
    assert erased >= {other.user.organisation_id for other in others}


async def test_on_sqlite_a_writer_waits_for_no_more_than_one_transaction_of_a_sealer(tmp_path: Path) -> None:
    """However much there is to seal."""
    clock = FixedClock()
    kind = await asyncio.to_thread(sqlite_kind, tmp_path)
    parts = (await kind.migrated())(clock)
    ledger = Ledger(parts, clock, await Scene(parts, clock).member())
    chain = ledger.user.organisation_id
    async with parts.new_unit_of_work() as uow:
        for number in range(4 * AT_ONCE):
            await uow.journal.add(JournalEntry(chain, NOON, 5, Action.USAGE_RECORDED, number + 1, 1, None, {"a": 1}))
        await uow.commit()
    sealing = asyncio.create_task(ledger.seal())
    await asyncio.sleep(0)  # it has begun
    await ledger.record()
    sealed = (await parts.journal.head(chain)).sequence
    assert not sealing.done()
    assert 0 < sealed <= 2 * AT_ONCE
    await sealing
    assert (await parts.journal.head(chain)).sequence == 4 * AT_ONCE + 1
    await parts.storage.close()
