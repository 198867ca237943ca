"""The journal of an installation, for tests of it: what it tells, and what is done for it to tell."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal

from adapters.memory.unit_of_work import MemoryUnitOfWork
from application.authorisation import Caller
from application.factors.draft import FactorDraft
from application.ports import StorageInterrupted
from application.usage_types.add import UsageTypeDraft
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalItem, WalkedEntry
from domain.journal import JournalEntry
from domain.organisation import User
from domain.period import Period
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation

DAY = timedelta(days=1)
WHY = "The meter was read\nagain."
FACTOR = FactorDraft(Decimal("0.5"), "A table", Period(start=NOON), "2027")
WOOD = UsageTypeDraft("wood", "kg", FACTOR)

Act = Callable[[], Awaitable[object]]


async def everything(app: Installation) -> list[JournalItem]:
    """All chains, sealed or not, in the order in which the entries were written."""
    items = [one.item async for one in app.journal.walk() if isinstance(one, WalkedEntry)]
    return sorted(items, key=lambda item: item.position)


async def told(app: Installation) -> list[JournalEntry]:
    """What was written since the installation began."""
    return [item.entry for item in await everything(app)][len(ENTRIES) :]


async def colleague_of(app: Installation, caller: Caller) -> Caller:
    """A second member. No use case makes one yet."""
    user = User(5, caller.organisation_id, "Bob", "bob@example.org", is_operator=False, created_at=NOON)
    app.storage.committed.users[user.id] = user
    app.storage.committed.password_hashes[user.id] = await app.passwords.hash(PASSWORD)
    return Caller(user.id, user.organisation_id, 0, is_operator=False)


class Undone(MemoryUnitOfWork):
    """Is undone by its storage as it commits, this many times."""

    times = 1

    async def commit(self) -> None:
        if Undone.times:
            Undone.times -= 1
            raise StorageInterrupted("a deadlock")
        await super().commit()
