"""The contracts of JournalRepository and JournalQueries."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from application.journal.seal import SealJournal
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter, JournalItem, WalkedEntry, is_untold
from domain.journal import INSTALLATION_CHAIN, Action, Head, JournalEntry, expected_version, seal
from domain.period import Period
from domain.states import version_state
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND, Scene
from tests.integration.storages import StorageParts

EVERYTHING = JournalFilter()
ADA, BOB = 2**52, 2**52 + 1
STATE = {
    "amount": "1.5",
    "note": 'Zürich "quoted"\n\u2028',
    "nothing": None,
    "units": ["kwh", "MJ"],
    "number": 2**53 - 1,
}


def entry(subject_id: int = 7, chain: int = ADA, **rest: Any) -> JournalEntry:
    stated: dict[str, Any] = {"version": 1, "before": None, "after": STATE, "reason": None} | rest
    at = stated.pop("recorded_at", NOON)
    action = stated.pop("action", Action.USAGE_RECORDED)
    return JournalEntry(chain, at, 5, action, subject_id, **stated)


async def add(parts: StorageParts, *entries: JournalEntry) -> None:
    """In one transaction."""
    async with parts.new_unit_of_work() as uow:
        for one in entries:
            await uow.journal.add(one)
        await uow.commit()


async def seal_all(parts: StorageParts, clock: FixedClock, *, settle: bool = False) -> None:
    await SealJournal(clock, parts.new_unit_of_work)(settle=settle)


async def shown(
    parts: StorageParts,
    selected: JournalFilter = EVERYTHING,
    chain: int = ADA,
    before: int | None = None,
    limit: int = 50,
) -> list[JournalItem]:
    return list((await parts.journal.entries(chain, selected, before=before, limit=limit)).items)


async def walked(parts: StorageParts) -> list[Any]:
    return [one async for one in parts.journal.walk()]


async def test_the_journal_begins_with_what_is_preloaded(parts: StorageParts) -> None:
    """Under everybody's chain, in order, not sealed yet."""
    items = await shown(parts)
    assert [item.entry for item in reversed(items)] == list(ENTRIES)
    assert {item.seal for item in items} == {None}
    assert await parts.journal.head(INSTALLATION_CHAIN) == Head()
    assert await parts.journal.settled_until() is None


async def test_what_is_added_is_shown_as_it_was_said(parts: StorageParts) -> None:
    said = entry(before=STATE, after=None, version=3, reason="Meter was read\ntwice", action=Action.USAGE_DELETED)
    await add(parts, said)
    (item, *_) = await shown(parts)
    assert item.entry == said


async def test_what_is_not_committed_is_not_there(parts: StorageParts) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.journal.add(entry())
        assert [unsealed.entry for unsealed in await uow.journal.unsealed(1000, chain=ADA)] == [entry()]
    assert await shown(parts, JournalFilter(usage_id=7)) == []


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


async def test_a_page_is_of_ones_own_chain_and_everybodys(parts: StorageParts) -> None:
    await add(parts, entry(1), entry(2, chain=BOB))
    factor = JournalEntry.of_factor(await Scene(parts, FixedClock()).factor(100, "2"))
    await add(parts, factor, entry(3))
    assert [item.entry for item in await shown(parts, limit=3)] == [entry(3), factor, entry(1)]
    latest = await shown(parts, limit=1)
    assert [item.entry for item in await shown(parts, before=latest[0].position, limit=2)] == [factor, entry(1)]
    assert len(await shown(parts, chain=BOB)) == len(ENTRIES) + 2


async def test_it_is_told_whether_there_is_more(parts: StorageParts) -> None:
    for limit, has_more in ((len(ENTRIES) - 1, True), (len(ENTRIES), False)):
        assert (await parts.journal.entries(ADA, EVERYTHING, before=None, limit=limit)).has_more is has_more


@pytest.mark.parametrize(
    ("selected", "found"),
    [
        (JournalFilter(Period(NOON, NOON + MICROSECOND)), [2, 1]),
        (JournalFilter(Period(start=NOON + MICROSECOND)), [3]),
        (JournalFilter(Period(end=NOON), frozenset({Action.USAGE_RECORDED, Action.USAGE_DELETED})), []),
        (JournalFilter(actions=frozenset({Action.USAGE_DELETED})), [2]),
        (JournalFilter(actions=frozenset({Action.USAGE_DELETED, Action.USAGE_RECORDED})), [3, 2, 1]),
        (JournalFilter(usage_id=1), [1]),
        (JournalFilter(usage_id=100), []),
    ],
)
async def test_a_page_can_be_of_a_selection(parts: StorageParts, selected: JournalFilter, found: list[int]) -> None:
    """A usage's id is not taken for that of a type."""
    await add(parts, entry(1), entry(2, action=Action.USAGE_DELETED), entry(3, recorded_at=NOON + timedelta(days=1)))
    await add(parts, entry(1, chain=BOB))
    items = await shown(parts, selected)
    assert [item.entry.subject_id for item in items if item.entry.chain != INSTALLATION_CHAIN] == found
    if selected.period == Period() and not selected.period.start:
        assert all(item.entry.chain == ADA for item in items)


async def test_a_walk_goes_through_every_chain(scene: Scene, parts: StorageParts, clock: FixedClock) -> None:
    """By chain and number, then what has no seal. It is told whether the version is there that an entry tells of."""
    user = await scene.member()
    usage = await scene.record(user)
    await add(parts, JournalEntry.of_usage(None, usage), entry(8))
    await seal_all(parts, clock)
    await add(parts, entry(9, chain=BOB))
    found = await walked(parts)
    assert all(isinstance(one, WalkedEntry) for one in found)
    places = [(one.item.entry.chain, one.item.seal and one.item.seal.sequence) for one in found]
    assert places == [
        *((INSTALLATION_CHAIN, number) for number in range(1, len(ENTRIES) + 1)),
        *sorted(((user.organisation_id, 1), (ADA, 1))),
        (BOB, None),
    ]
    kept = {one.item.entry.chain: one.kept for one in found}
    assert kept == {INSTALLATION_CHAIN: None, user.organisation_id: version_state(usage, None), ADA: None, BOB: None}
    for one in found:
        if one.item.entry.chain != INSTALLATION_CHAIN:
            assert one.expected == expected_version(one.item.entry, None, None)


async def test_what_follows_for_a_version_is_told_by_entries(scene: Scene, parts: StorageParts) -> None:
    """By its own; who recorded the usage, and when, is what the first one says, and the next one when it ended."""
    ada = await scene.member()
    recorded = await scene.record(ada)
    scene.clock.advance(seconds=1)
    corrected = await scene.correct(recorded, "3")
    deleted = await scene.delete(corrected)
    pairs = [(None, recorded), (recorded, corrected), (corrected, deleted)]
    await add(parts, *(JournalEntry.of_usage(before, after) for before, after in pairs))
    own = [one for one in await walked(parts) if one.item.entry.chain == ada.organisation_id]
    ends = (corrected.changed_at, deleted.changed_at, None)
    states = [version_state(after, end) for (_, after), end in zip(pairs, ends, strict=True)]
    assert [one.kept for one in own] == [one.expected for one in own] == states


async def test_versions_that_no_entry_tells_of_are_named(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    recorded = await scene.record(ada)
    corrected = await scene.correct(recorded, "3")
    await add(parts, JournalEntry.of_usage(None, recorded))
    assert await parts.journal.untold(5) == [is_untold(ada.organisation_id, corrected.id, 2)]
    await add(parts, JournalEntry.of_usage(recorded, corrected))
    assert await parts.journal.untold(5) == []


async def test_with_an_organisation_its_chain_goes(scene: Scene, parts: StorageParts, clock: FixedClock) -> None:
    """Sealed or not, once everybody's chain says so; nobody else's does."""
    user = await scene.member()
    await add(parts, entry(1, chain=user.organisation_id), entry(2, chain=BOB))
    await seal_all(parts, clock)
    async with parts.new_unit_of_work() as uow:
        head = await uow.journal.head(user.organisation_id)
        await uow.journal.add(entry(3, chain=user.organisation_id))
        await uow.journal.add(JournalEntry.of_erasure(user.organisation_id, head, by=user.id, at=NOON))
        await uow.accounts.erase(user.id)
        await uow.commit()
    assert [one.item.entry.chain for one in await walked(parts)].count(BOB) == 1
    assert await parts.journal.head(user.organisation_id) == Head()
    (last, *_) = await shown(parts)
    assert (last.entry.action, last.entry.before) == (Action.ORGANISATION_ERASED, {"entries": 1, "head": head.hash})
