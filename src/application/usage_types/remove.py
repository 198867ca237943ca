"""Removing a usage type that nobody ever used."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.usage_types.shown import shown
from application.views.usage_types import UsageTypeView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class RemoveUsageType:
    """Removes an unused type with its factors; a used one can only be retired."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, usage_type_id: int, precondition: Precondition[UsageTypeView] | None = None
    ) -> None:
        """Raises NotAllowed, UsageTypeNotFound and UsageTypeInUse."""
        caller.must_be_operator()
        async with self.new_unit_of_work() as uow:
            usage_type = await uow.usage_types.get_to_change(usage_type_id)
            now = self.clock.now()
            if precondition:
                precondition(await shown(uow, usage_type, now))
            await uow.usage_types.remove(usage_type_id)
            await uow.journal.add(JournalEntry.of_usage_type(usage_type, None, by=caller.user_id, at=now))
            await uow.commit()
