"""While a sealing is under way, what others are shown meanwhile is what is answered as of then for ever."""

import asyncio
from decimal import Decimal

import pytest

from adapters.system.clock import SystemClock
from application.authorisation import Caller
from application.journal.history import History
from application.journal.seal import SealJournal
from application.usages.draft import UsageDraft
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.views.selection import Sort, UsageFilter
from domain.journal import JournalEntry
from tests.clocks import NOON
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind

BACKLOG = 450
"""One sealing's worth, which takes a tenth of a second or more."""


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> StorageKind:
    """PostgreSQL, where units of work run side by side."""
    return postgresql_kind(request.getfixturevalue("postgres_server"))


async def test_what_is_shown_while_a_sealing_is_under_way_counts_as_of_then(scene: Scene, parts: StorageParts) -> None:
    """It is sealed by the next one, and yet counts from when it was recorded."""
    clock, ada = SystemClock(), await scene.member()
    scene.clock.at = clock.now()
    caller = Caller(ada.id, ada.organisation_id, 0, is_operator=False)
    usages = [await scene.draft(ada) for _ in range(BACKLOG)]
    await scene.keep(usages)
    async with parts.new_unit_of_work() as uow:
        for usage in usages:
            await uow.journal.add(JournalEntry.of_usage(None, usage))
        await uow.commit()
    seal = SealJournal(clock, parts.new_unit_of_work)
    listing = ListUsages(parts.usages, History(clock, parts.journal, seal, parts.usage_types))
    record = RecordUsage(clock, parts.ids, parts.new_unit_of_work)
    sealing, shown = asyncio.create_task(seal()), []
    while not sealing.done():
        await record(caller, UsageDraft(100, NOON, Decimal(1)))
        page = await listing.page(caller, UsageFilter(), Sort(), page=1, page_size=1)
        shown.append((clock.now(), page.totals))
    await seal(settle=True)
    assert len(shown) > 5
    for at, totals in shown:
        then = await listing.page(caller, UsageFilter(as_of=at), Sort(), page=1, page_size=1)
        assert then.totals == totals
