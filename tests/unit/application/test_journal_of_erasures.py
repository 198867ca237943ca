"""What is kept in the journal of an organisation that is erased."""

from dataclasses import replace

from application.authorisation import Caller
from application.journal.seal import AT_ONCE
from application.usage_types.preloaded import ENTRIES
from domain.journal import INSTALLATION_CHAIN, NO_HASH, Action, Head, JournalEntry, seal
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation
from tests.unit.application.journal import DAY, WHY, colleague_of, everything, told


async def test_an_erasure_keeps_where_the_chain_ended(app: Installation, ada: Caller) -> None:
    """Its number and hash, of what was sealed before and of what was not; all else of the organisation's is gone."""
    first = await app.record(ada)
    await app.seal_journal()
    published = await app.journal.head(ada.organisation_id)
    app.clock.advance(days=1)
    await app.delete_usage(ada, first.id, reason=WHY)
    await app.record(ada)
    head = published
    for entry in (await told(app))[1:]:
        head = seal(entry, head, entry.recorded_at).head

    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry == JournalEntry(
        INSTALLATION_CHAIN,
        NOON + DAY,
        ada.user_id,
        Action.ORGANISATION_ERASED,
        ada.organisation_id,
        before={"entries": 3, "head": head.hash},
    )
    assert await app.journal.head(ada.organisation_id) == Head()
    await app.seal_journal()
    assert (await app.journal.head(INSTALLATION_CHAIN)).sequence == len(ENTRIES) + 1


async def test_an_erasure_of_what_was_sealed_keeps_the_head_that_was_published(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    await app.seal_journal()
    published = await app.journal.head(ada.organisation_id)
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry.before == {"entries": 1, "head": published.hash}


async def test_an_organisation_that_did_nothing_ends_where_chains_begin(app: Installation, ada: Caller) -> None:
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert (entry.subject_id, entry.before) == (ada.organisation_id, {"entries": 0, "head": NO_HASH})


async def test_an_erasure_touches_no_other_chain(app: Installation, ada: Caller) -> None:
    bob = await app.member("bob@example.org")
    await app.record(bob)
    await app.record(ada)
    await app.delete_account(ada, PASSWORD)
    entries = await told(app)
    assert [entry.chain for entry in entries] == [bob.organisation_id, INSTALLATION_CHAIN]
    assert {item.seal for item in await everything(app)} == {None}


async def test_a_member_who_leaves_others_takes_no_chain_along(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    before = await told(app)
    await app.delete_account(await colleague_of(app, ada), PASSWORD)
    assert await told(app) == before


async def test_a_chain_of_many_is_closed_whole(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    async with app.new_unit_of_work() as uow:
        entry = (await uow.journal.unsealed(1, chain=ada.organisation_id))[0].entry
        for number in range(1, 2 * AT_ONCE + 1):
            await uow.journal.add(replace(entry, subject_id=usage.id + number))
        await uow.commit()
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry.before is not None
    assert entry.before["entries"] == 2 * AT_ONCE + 1
