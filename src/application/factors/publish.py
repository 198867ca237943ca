"""Publishing an emission factor."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.factors.draft import FactorDraft
from application.ports import Clock, IdGenerator, UnitOfWorkFactory
from application.views.usage_types import FactorView


@dataclass(frozen=True, slots=True)
class PublishFactor:
    """Adds a factor version. It serves usages recorded from now on; no recorded figure moves."""

    clock: Clock
    ids: IdGenerator
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, usage_type_id: int, draft: FactorDraft) -> FactorView:
        """Raises NotAllowed, UsageTypeNotFound and InvalidValue."""
        caller.must_be_operator()
        factor_id = await self.ids.new_id()
        async with self.new_unit_of_work() as uow:
            usage_type = await uow.usage_types.get(usage_type_id)
            factor = draft.version(usage_type.id, id=factor_id, by=caller.user_id, at=self.clock.now())
            await uow.factors.add(factor)
            await uow.commit()
        return FactorView.of(factor)
