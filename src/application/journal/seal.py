"""Fixing the order of the journal."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from application.ports import Clock, UnitOfWork, UnitOfWorkFactory, Unsealed
from application.retries import retried
from domain.journal import seals

AT_ONCE = 500
"""Entries sealed in one transaction, which on SQLite holds up those who write for some ten milliseconds."""
_PAUSE = timedelta(milliseconds=10)
"""In which other processes write, where there is one writer at a time."""
BEGINNING = datetime.min.replace(tzinfo=UTC)
"""As of when answers are fixed where nothing was ever settled."""


@dataclass(frozen=True, slots=True)
class SealJournal:
    """Seals what has been committed, in transactions of some hundred entries."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, *, settle: bool = False) -> None:
        """Seals all there is. Where there is nothing, nothing is written, unless ``settle`` asks that answers be fixed
        as of now all the same."""
        has_more = await self._seal_some(settle=settle)
        while has_more:
            await asyncio.sleep(_PAUSE.total_seconds())
            has_more = await self._seal_some(settle=settle)

    @retried
    async def _seal_some(self, *, settle: bool) -> bool:
        async with self.new_unit_of_work() as uow:
            now = self.clock.now()  # before one looks: whatever anybody was shown by now is found
            found = await uow.journal.unsealed(AT_ONCE)
            if not (found or settle):
                return False
            settled_until = await uow.journal.settled_until() or BEGINNING
            await seal_after(uow, found, settled_until)
            has_more = len(found) == AT_ONCE
            if not has_more:
                await uow.journal.settle(max(now, settled_until))
            await uow.commit()
        return has_more


async def seal_after(uow: UnitOfWork, found: Sequence[Unsealed], settled_until: datetime) -> None:
    """Seals entries in their order, each after the head of its chain."""
    heads = {chain: await uow.journal.head(chain) for chain in {unsealed.entry.chain for unsealed in found}}
    made = seals((unsealed.entry for unsealed in found), heads, settled_until=settled_until)
    await uow.journal.seal(list(zip(found, made, strict=True)))
