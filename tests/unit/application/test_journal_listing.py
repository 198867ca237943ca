"""Who sees which entries and heads of the journal."""

from typing import Any

from application.authorisation import Caller
from application.journal.list import GetJournalHeads, ListJournal
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFilter
from domain.journal import INSTALLATION_CHAIN, Action, Head
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation

ALL: dict[str, Any] = {"before": None, "page_size": 100}


async def test_callers_see_their_own_entries_and_everybodys(app: Installation, ada: Caller) -> None:
    bob = await app.member("bob@example.org")
    await app.record(bob)
    mine = await app.record(ada)
    listing = ListJournal(app.journal)
    first = await listing(ada, JournalFilter(), before=None, page_size=1)
    assert ([item.entry.subject_id for item in first.items], first.has_more) == ([mine.id], True)
    rest = await listing(ada, JournalFilter(), before=first.items[0].position, page_size=len(ENTRIES))
    assert [item.entry for item in reversed(rest.items)] == list(ENTRIES)
    assert not rest.has_more


async def test_only_operators_see_who_was_erased(app: Installation, ada: Caller) -> None:
    """Nobody else is to know that there was another organisation."""
    operator, bob = await app.operator(), await app.member("bob@example.org")
    await app.delete_account(ada, PASSWORD)
    listing = ListJournal(app.journal)
    for actions in (frozenset[Action](), frozenset({Action.ORGANISATION_ERASED})):
        seen = [
            {item.entry.action for item in (await listing(caller, JournalFilter(actions=actions), **ALL)).items}
            for caller in (operator, bob)
        ]
        assert seen == [seen[1] | {Action.ORGANISATION_ERASED}, seen[0] - {Action.ORGANISATION_ERASED}]


async def test_the_heads_are_of_the_callers_own_chain_and_of_everybodys(app: Installation, ada: Caller) -> None:
    bob, heads = await app.member("bob@example.org"), GetJournalHeads(app.journal)
    before = await heads(ada)
    assert (before.organisation, before.installation, before.settled_until) == (Head(), Head(), None)
    await app.record(ada)
    await app.seal_journal()
    mine, theirs = await heads(ada), await heads(bob)
    assert (mine.organisation_id, theirs.organisation_id) == (ada.organisation_id, bob.organisation_id)
    assert (mine.organisation.sequence, theirs.organisation) == (1, Head())
    assert mine.installation == theirs.installation == await app.journal.head(INSTALLATION_CHAIN)
    assert mine.settled_until == NOON
