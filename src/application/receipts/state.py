"""Stating emissions so that anybody can prove them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from application.authorisation import Caller
from application.journal.history import History
from application.ports import Clock, ReceiptQueries, StorageUnavailable, UsageTypeQueries
from domain.errors import InvalidValue, UsageNotFound
from domain.period import Period
from domain.receipt import receipt_of
from domain.statement import Document, EmissionStatement, Scope, StatementDraft

MOST_USAGES = 50_000
MOST_RECEIPTS = 10_000
"""In one answer, each of about a kilobyte."""
_SLICE = 50
"""Receipts that are made while nobody else is served: some ten milliseconds' worth."""
_LONGEST_WAIT = 10
"""In seconds."""


@dataclass(frozen=True, slots=True)
class StatementRequest:
    """The emissions of a period, both ends named, in the months of a zone; no ``as_of`` is now."""

    start: datetime
    end: datetime
    time_zone: ZoneInfo
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class StateEmissions:
    """Totals by type and month as the ledger stood at an instant, over receipts that hang in a Merkle tree.

    One at a time in a process, and a slice of each at a time: a large one takes seconds and much memory, and others are
    served meanwhile.
    """

    clock: Clock
    receipts: ReceiptQueries
    usage_types: UsageTypeQueries
    history: History
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1), init=False)

    async def __call__(self, caller: Caller, request: StatementRequest, *, with_receipts: bool) -> Document:
        """Raises InvalidValue, also where there are too many usages, StorageUnavailable where too many wait, and what
        History.at does."""
        kept: list[Document] = []
        if not with_receipts:
            return (await self._made(caller, request, MOST_USAGES, lambda _: None)).sealed()
        made = await self._made(caller, request, MOST_RECEIPTS, kept.append)
        return made.sealed(kept)

    async def proof(self, caller: Caller, request: StatementRequest, usage_id: int) -> Document:
        """That a usage's receipt is one of the statement's. Raises UsageNotFound where it is not; else as above."""
        kept: list[Document] = []

        def keep(receipt: Document) -> None:
            if receipt["usage_id"] == usage_id:
                kept.append(receipt)

        made = await self._made(caller, request, MOST_USAGES, keep)
        if not kept:
            raise UsageNotFound(f"There is no usage {usage_id} in this statement.")
        return made.proof(kept[0])

    async def _made(
        self, caller: Caller, request: StatementRequest, most: int, keep: Callable[[Document], None]
    ) -> EmissionStatement:
        try:
            async with asyncio.timeout(_LONGEST_WAIT):
                await self._turn.acquire()
        except TimeoutError as error:
            raise StorageUnavailable("Others are being given their statements; ask again later.") from error
        try:
            return await self._stated(caller, request, most, keep)
        finally:
            self._turn.release()

    async def _stated(
        self, caller: Caller, request: StatementRequest, most: int, keep: Callable[[Document], None]
    ) -> EmissionStatement:
        as_of = request.as_of or self.clock.now()
        draft = StatementDraft(Scope(caller.organisation_id, request.start, request.end, as_of, request.time_zone))
        then = await self.history.at(as_of)
        period, number = Period(request.start, request.end), 0
        async for pinned in self.receipts.as_of(caller.organisation_id, period, as_of, limit=most + 1):
            number += 1
            if number > most:
                raise InvalidValue(f"The period holds more than {most} usages; ask for a shorter one.", field="to")
            receipt = receipt_of(pinned.usage, pinned.usage_type, pinned.factor)
            draft.add(receipt)
            keep(receipt)
            if not number % _SLICE:
                await asyncio.sleep(0)
        names = {view.id: view.name for view in await self.usage_types.list(as_of)}
        return draft.finished(names | {id: reference.name for id, reference in then.items()})
