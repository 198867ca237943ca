"""Deleting a usage."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.usages.shown import shown
from application.views.usages import UsageView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class DeleteUsage:
    """Takes a usage out of lists and sums; its versions stay, and it can be restored."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self,
        caller: Caller,
        usage_id: int,
        precondition: Precondition[UsageView] | None = None,
        reason: str | None = None,
    ) -> None:
        """Raises UsageNotFound, and InvalidValue for a reason that is no text of up to 500 characters."""
        async with self.new_unit_of_work() as uow:
            usage = await uow.usages.get(caller.organisation_id, usage_id)
            deleted = usage.delete(by=caller.user_id, at=self.clock.now())
            if precondition:
                precondition(await shown(uow, usage))
            await uow.usages.append(deleted)
            await uow.journal.add(JournalEntry.of_usage(usage, deleted, reason))
            await uow.commit()
