"""Stating emissions so that anybody can prove them."""

from asyncio import to_thread
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from application.authorisation import Caller
from application.journal.history import History
from application.ports import Clock, ReceiptQueries, UsageTypeQueries
from application.views.receipts import PinnedVersion
from domain.errors import InvalidValue, UsageNotFound
from domain.period import Period
from domain.receipt import receipt_of
from domain.statement import Document, EmissionStatement, Scope, statement_of

MOST_USAGES = 50_000
MOST_RECEIPTS = 20_000
"""In one answer, each of about a kilobyte."""


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """The emissions of a period, both ends named, in the months of a zone; no ``as_of`` is now."""

    start: datetime
    end: datetime
    time_zone: ZoneInfo
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateEmissions:
    """Totals by type and month as the ledger stood at an instant, over receipts that hang in a Merkle tree."""

    clock: Clock
    receipts: ReceiptQueries
    usage_types: UsageTypeQueries
    history: History

    async def __call__(self, caller: Caller, request: StatementRequest, *, with_receipts: bool) -> Document:
        """Raises InvalidValue, also where there are too many usages, and what History.at does."""
        made, found = await self._made(caller, request, MOST_RECEIPTS if with_receipts else MOST_USAGES)
        return made.sealed(list(_receipts(found)) if with_receipts else None)

    async def proof(self, caller: Caller, request: StatementRequest, usage_id: int) -> Document:
        """That a usage's receipt is one of the statement's. Raises UsageNotFound where it is not; else as above."""
        made, found = await self._made(caller, request, MOST_USAGES)
        for receipt in _receipts(pinned for pinned in found if pinned.usage.id == usage_id):
            return made.proof(receipt)
        raise UsageNotFound(f"There is no usage {usage_id} in this statement.")

    async def _made(
        self, caller: Caller, request: StatementRequest, most: int
    ) -> tuple[EmissionStatement, Sequence[PinnedVersion]]:
        as_of = request.as_of or self.clock.now()
        scope = Scope(caller.organisation_id, request.start, request.end, as_of, request.time_zone)
        then = await self.history.at(as_of)
        period = Period(request.start, request.end)
        found = await self.receipts.as_of(caller.organisation_id, period, as_of, limit=most + 1)
        if len(found) > most:
            raise InvalidValue(f"The period holds more than {most} usages; ask for a shorter one.", field="to")
        names = {view.id: view.name for view in await self.usage_types.list(as_of)}
        names |= {id: reference.name for id, reference in then.items()}
        # Fifty thousand receipts take seconds; others are served meanwhile.
        return await to_thread(statement_of, scope, _receipts(found), names), found


def _receipts(found: Iterable[PinnedVersion]) -> Iterator[Document]:
    return (receipt_of(pinned.usage, pinned.usage_type, pinned.factor) for pinned in found)
