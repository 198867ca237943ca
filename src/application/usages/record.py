"""Recording a usage."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.idempotency import Once
from application.ports import Clock, IdGenerator, UnitOfWorkFactory
from application.retries import retried
from application.usages.draft import UsageDraft
from application.views.usages import UsageView
from domain.journal import JournalEntry
from domain.usage import Usage


@dataclass(frozen=True, slots=True)
class RecordUsage:
    """Keeps what was used, and the emissions of it by the factor in force at that instant, which it pins."""

    clock: Clock
    ids: IdGenerator
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, caller: Caller, draft: UsageDraft, once: Once[UsageView] | None = None) -> UsageView:
        """Raises InvalidValue in its many forms, UsageTypeNotFound among the input's faults included; and what
        Once.begin does."""
        usage_id = await self.ids.new_id()
        async with self.new_unit_of_work() as uow:
            if once:
                await once.begin(uow, self.clock.now())
            usage_type = await uow.usage_types.get(draft.usage_type_id)
            stated = draft.stated(usage_type)
            factor = await uow.factors.in_force(usage_type.id, stated.usage_at)
            usage = Usage.record(
                stated,
                usage_type,
                factor,
                id=usage_id,
                organisation_id=caller.organisation_id,
                by=caller.user_id,
                at=self.clock.now(),
            )
            await uow.usages.add(usage)
            await uow.journal.add(JournalEntry.of_usage(None, usage))
            view = UsageView.of(usage, usage_type, factor)
            if once:
                await once.finish(uow, view)
            await uow.commit()
        return view
