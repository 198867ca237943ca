"""The contract of JournalRepository where entries come and go."""

from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter
from domain.journal import INSTALLATION_CHAIN, Action, Head, JournalEntry
from tests.clocks import NOON, FixedClock
from tests.integration.contract.journal_entries import ADA, BOB, STATE, add, entry, seal_all, shown, walked
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageParts


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
