"""An organisation's ledger through the use cases, as its member sees it, and versions that are not committed."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from application.authorisation import Caller
from application.emissions.report import ReportEmissions
from application.journal.history import History
from application.journal.seal import SealJournal
from application.usages.correct import CorrectUsage
from application.usages.draft import UsageAmendment, UsageDraft
from application.usages.get import GetUsage
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.views.emissions import ReportRequest
from application.views.journal import JournalFilter, JournalItem
from application.views.selection import Sort, UsageFilter
from domain.journal import Head, JournalEntry, seal
from domain.organisation import User
from domain.period import BucketSize, Period, time_zone
from domain.usage import Usage
from entrypoints.http.answers import encode
from tests.clocks import NOON, FixedClock
from tests.integration.storages import StorageParts


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


async def keep(uow: Any, before: Usage | None, after: Usage) -> None:
    """A version with its entry, not committed."""
    await (uow.usages.append(after) if before else uow.usages.add(after))
    await uow.journal.add(JournalEntry.of_usage(before, after))
