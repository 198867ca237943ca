"""Restoring a deleted usage."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UnitOfWorkFactory
from application.views.usages import UsageView


@dataclass(frozen=True, slots=True)
class RestoreUsage:
    """Brings a deleted usage back under its id, with its figure and pinned factor as they were."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, usage_id: int) -> UsageView:
        """Raises UsageNotFound, and UsageNotDeleted."""
        async with self.new_unit_of_work() as uow:
            deleted = await uow.usages.get(caller.organisation_id, usage_id)
            restored = deleted.restore(by=caller.user_id, at=self.clock.now())
            usage_type = await uow.usage_types.get(restored.stated.usage_type_id)
            factor = await uow.factors.get(restored.factor_id)
            await uow.usages.append(restored)
            await uow.commit()
        return UsageView.of(restored, usage_type, factor)
