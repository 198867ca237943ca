"""Correcting a usage."""

from collections.abc import Callable
from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import Clock, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.usages.draft import UsageAmendment, UsageDraft
from application.usages.shown import shown
from application.views.usages import UsageView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class CorrectUsage:
    """Closes the current version and opens one with what is stated now.

    The pinned factor stays as long as neither type nor instant changes. Stating the same again changes nothing.
    """

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    async def replace(
        self,
        caller: Caller,
        usage_id: int,
        draft: UsageDraft,
        precondition: Precondition[UsageView] | None = None,
        reason: str | None = None,
    ) -> UsageView:
        """States everything anew. Raises UsageNotFound, and InvalidValue as RecordUsage does."""
        return await self._correct(caller, usage_id, lambda _: draft, precondition, reason)

    async def amend(
        self,
        caller: Caller,
        usage_id: int,
        amendment: UsageAmendment,
        precondition: Precondition[UsageView] | None = None,
        reason: str | None = None,
    ) -> UsageView:
        """Changes some parts. Raises UsageNotFound, and InvalidValue as RecordUsage does."""
        return await self._correct(caller, usage_id, amendment.applied_to, precondition, reason)

    @retried
    async def _correct(
        self,
        caller: Caller,
        usage_id: int,
        restate: Callable[[UsageDraft], UsageDraft],
        precondition: Precondition[UsageView] | None,
        reason: str | None,
    ) -> UsageView:
        async with self.new_unit_of_work() as uow:
            usage = await uow.usages.get(caller.organisation_id, usage_id)
            usage.must_not_be_deleted()
            if precondition:
                precondition(await shown(uow, usage))
            draft = restate(UsageDraft.of(usage.stated))
            usage_type = await uow.usage_types.get(draft.usage_type_id)
            stated = draft.stated(usage_type)
            if usage.keeps_factor(stated):
                factor = await uow.factors.get(usage.factor_id)
            else:
                factor = await uow.factors.in_force(usage_type.id, stated.usage_at)
            corrected = usage.correct(stated, usage_type, factor, by=caller.user_id, at=self.clock.now())
            if corrected is not usage:
                await uow.usages.append(corrected)
                await uow.journal.add(JournalEntry.of_usage(usage, corrected, reason))
                await uow.commit()
        return UsageView.of(corrected, usage_type, factor)
