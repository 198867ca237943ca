"""A ledger whose journal tells of everything, and what a check of it finds."""

from dataclasses import dataclass

from application.authorisation import COMMAND_LINE
from application.ledger.check_journal import CheckJournal
from domain.journal import JournalEntry
from domain.usage import Usage
from tests.clocks import FixedClock
from tests.integration.storages import StorageParts


@dataclass(frozen=True, slots=True)
class Told:
    """Three usages, the second corrected and deleted, all told of and sealed but for the last."""

    first: Usage
    corrected: Usage
    last: Usage

    @property
    def chain(self) -> int:
        return self.first.organisation_id


async def add(parts: StorageParts, *pairs: tuple[Usage | None, Usage]) -> None:
    async with parts.new_unit_of_work() as uow:
        for before, after in pairs:
            await uow.journal.add(JournalEntry.of_usage(before, after))
        await uow.commit()


async def faults(parts: StorageParts) -> list[str]:
    return [str(fault) async for _, found in CheckJournal(FixedClock(), parts.journal)(COMMAND_LINE) for fault in found]


async def the_fault(parts: StorageParts) -> str:
    (fault,) = await faults(parts)
    return fault
