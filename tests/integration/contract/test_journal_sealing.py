"""The contract of JournalRepository where entries are numbered, sealed and settled."""

import asyncio
from datetime import timedelta

from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter
from domain.journal import INSTALLATION_CHAIN, Head, seal
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.contract.journal_entries import ADA, BOB, add, entry, seal_all, shown, walked
from tests.integration.contract.scene import MICROSECOND
from tests.integration.storages import StorageParts


async def test_entries_are_numbered_by_chain_in_their_order(parts: StorageParts, clock: FixedClock) -> None:
    """Each is bound to the one before of its own chain."""
    entries = [entry(number, chain=chain) for number in range(1, 4) for chain in (ADA, BOB)]
    await add(parts, *entries)
    await seal_all(parts, clock)
    for chain in (ADA, BOB):
        head = Head()
        sealed = [item for item in reversed(await shown(parts, chain=chain)) if item.entry.chain == chain]
        assert [item.entry.subject_id for item in sealed] == [1, 2, 3]
        for item in sealed:
            assert item.seal == seal(item.entry, head, NOON)
            head = item.seal.head
        assert await parts.journal.head(chain) == head
    assert (await parts.journal.head(INSTALLATION_CHAIN)).sequence == len(ENTRIES)
    assert await parts.journal.settled_until() == NOON


async def test_what_was_settled_stays_so(parts: StorageParts, clock: FixedClock) -> None:
    """What comes later counts from later, whatever it says of when it was recorded."""
    await add(parts, entry(1))
    await seal_all(parts, clock)
    await add(parts, entry(2, recorded_at=NOON - timedelta(days=1)), entry(3))
    clock.advance(seconds=1)
    await add(parts, entry(4, recorded_at=clock.now()), entry(5, recorded_at=clock.now() + timedelta(days=1)))
    await seal_all(parts, clock)
    settled = [item.seal and item.seal.settled_at for item in reversed(await shown(parts)) if item.entry.chain == ADA]
    assert settled == [NOON, NOON + MICROSECOND, NOON + MICROSECOND, clock.now(), clock.now() + timedelta(days=1)]


async def test_a_clock_that_goes_back_takes_nothing_back(parts: StorageParts, clock: FixedClock) -> None:
    """What is recorded by it counts from just after what was settled before."""
    await seal_all(parts, clock)
    clock.advance(seconds=-5)
    await add(parts, entry(recorded_at=clock.now()))
    await seal_all(parts, clock)
    (item, *_) = await shown(parts)
    assert item.seal
    assert item.seal.settled_at == NOON + MICROSECOND
    assert await parts.journal.settled_until() == NOON


async def test_where_there_is_nothing_to_seal_nothing_is_settled_unless_it_is_asked_for(
    parts: StorageParts, clock: FixedClock
) -> None:
    await seal_all(parts, clock)
    clock.advance(seconds=1)
    await seal_all(parts, clock)
    assert await parts.journal.settled_until() == NOON
    await seal_all(parts, clock, settle=True)
    assert await parts.journal.settled_until() == clock.now()


async def test_more_than_one_transaction_holds_is_sealed_all_the_same(parts: StorageParts, clock: FixedClock) -> None:
    """And all of it counts from when it was recorded."""
    await add(parts, *(entry(number) for number in range(1, 1202)))
    await seal_all(parts, clock)
    assert (await parts.journal.head(ADA)).sequence == 1201
    assert {item.seal and item.seal.settled_at for item in await shown(parts, JournalFilter(usage_id=1201))} == {NOON}
    assert await parts.journal.settled_until() == NOON


async def test_an_entry_follows_what_was_committed_before_its_transaction_began(
    open_parts: Opener, clock: FixedClock
) -> None:
    """Whatever the clocks of two processes say."""
    here, there = open_parts(), open_parts()
    await add(here, entry(1, recorded_at=NOON + timedelta(hours=1)))
    await add(there, entry(2, recorded_at=NOON - timedelta(hours=1)))
    await seal_all(here, clock)
    assert [item.entry.subject_id for item in await shown(there) if item.entry.chain == ADA] == [2, 1]


async def test_several_processes_seal_without_a_gap_or_a_fork(open_parts: Opener, clock: FixedClock) -> None:
    several = [open_parts() for _ in range(3)]
    for first, parts in enumerate(several):
        await add(parts, *(entry(number) for number in range(first, 60, 3)))
    await asyncio.gather(*(seal_all(parts, clock) for parts in several * 2))
    assert (await several[0].journal.head(ADA)).sequence == 60
    numbers = [one.item.seal.sequence for one in await walked(several[0]) if one.item.entry.chain == ADA]
    assert numbers == list(range(1, 61))
