"""The contract of JournalQueries."""

from datetime import timedelta

import pytest

from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter, WalkedEntry, is_untold
from domain.journal import INSTALLATION_CHAIN, Action, JournalEntry, expected_version
from domain.period import Period
from domain.states import version_state
from tests.clocks import NOON, FixedClock
from tests.integration.contract.journal_entries import ADA, BOB, EVERYTHING, add, entry, seal_all, shown, walked
from tests.integration.contract.scene import MICROSECOND, Scene
from tests.integration.storages import StorageParts


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
