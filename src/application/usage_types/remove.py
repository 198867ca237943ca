"""Removing a usage type that nobody ever used."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class RemoveUsageType:
    """Removes an unused type with its factors; a used one can only be retired."""

    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, usage_type_id: int) -> None:
        """Raises NotAllowed, UsageTypeNotFound and UsageTypeInUse."""
        caller.must_be_operator()
        async with self.new_unit_of_work() as uow:
            await uow.usage_types.remove(usage_type_id)
            await uow.commit()
