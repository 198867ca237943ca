"""Publishing an emission factor."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.factors.draft import FactorDraft
from application.idempotency import Once
from application.ports import Clock, IdGenerator, UnitOfWorkFactory
from application.retries import retried
from application.views.usage_types import FactorView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class PublishFactor:
    """Adds a factor version. It serves usages recorded from now on; no recorded figure moves."""

    clock: Clock
    ids: IdGenerator
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, usage_type_id: int, draft: FactorDraft, once: Once[FactorView] | None = None
    ) -> FactorView:
        """Raises NotAllowed, UsageTypeNotFound, InvalidValue, and what Once.begin does."""
        caller.must_be_operator()
        factor_id = await self.ids.new_id()
        async with self.new_unit_of_work() as uow:
            if once:
                await once.begin(uow, self.clock.now())
            usage_type = await uow.usage_types.get(usage_type_id)
            factor = draft.version(usage_type.id, id=factor_id, by=caller.user_id, at=self.clock.now())
            await uow.factors.add(factor)
            await uow.journal.add(JournalEntry.of_factor(factor))
            view = FactorView.of(factor)
            if once:
                await once.finish(uow, view)
            await uow.commit()
        return view
