"""Deleting a usage."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class DeleteUsage:
    """Takes a usage out of lists and sums; its versions stay, and it can be restored."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, usage_id: int) -> None:
        """Raises UsageNotFound."""
        async with self.new_unit_of_work() as uow:
            usage = await uow.usages.get(caller.organisation_id, usage_id)
            await uow.usages.append(usage.delete(by=caller.user_id, at=self.clock.now()))
            await uow.commit()
