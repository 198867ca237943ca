"""Restoring a deleted usage."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.idempotency import Once
from application.ports import Clock, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.usages.shown import shown
from application.views.usages import UsageView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class RestoreUsage:
    """Brings a deleted usage back under its id, with its figure and pinned factor as they were."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self,
        caller: Caller,
        usage_id: int,
        precondition: Precondition[UsageView] | None = None,
        once: Once[UsageView] | None = None,
        reason: str | None = None,
    ) -> UsageView:
        """The precondition is on the mark of the deletion. Raises UsageNotFound, UsageNotDeleted, and what Once.begin
        does."""
        async with self.new_unit_of_work() as uow:
            if once:
                await once.begin(uow, self.clock.now())
            deleted = await uow.usages.get(caller.organisation_id, usage_id)
            if precondition:
                precondition(await shown(uow, deleted))
            restored = deleted.restore(by=caller.user_id, at=self.clock.now())
            view = await shown(uow, restored)
            await uow.usages.append(restored)
            await uow.journal.add(JournalEntry.of_usage(deleted, restored, reason))
            if once:
                await once.finish(uow, view)
            await uow.commit()
        return view
