"""Renaming, retiring and re-pricing a usage type, together or each alone."""

from dataclasses import dataclass, replace

from application.authorisation import Caller
from application.factors.draft import FactorDraft
from application.ports import Clock, IdGenerator, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.usage_types.shown import shown
from application.views.usage_types import UsageTypeView
from domain.journal import JournalEntry
from domain.period import Period


@dataclass(frozen=True, slots=True)
class UsageTypeChange:
    """The parts to change; None leaves a part as it is. A factor is published as valid from now on."""

    name: str | None = None
    is_retired: bool | None = None
    factor: FactorDraft | None = None


@dataclass(frozen=True, slots=True)
class ChangeUsageType:
    """Changes a type in one transaction; no recorded usage's figure moves."""

    clock: Clock
    ids: IdGenerator
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self,
        caller: Caller,
        usage_type_id: int,
        change: UsageTypeChange,
        precondition: Precondition[UsageTypeView] | None = None,
    ) -> UsageTypeView:
        """Raises NotAllowed, UsageTypeNotFound, UsageTypeExists and InvalidValue."""
        caller.must_be_operator()
        factor_id = await self.ids.new_id()
        async with self.new_unit_of_work() as uow:
            before = usage_type = await uow.usage_types.get_to_change(usage_type_id)
            now = self.clock.now()  # after those who held the type before, whose factors it must see and follow
            if precondition:
                precondition(await shown(uow, usage_type, now))
            if change.name is not None:
                usage_type = usage_type.rename(change.name)
            if change.is_retired is not None:
                usage_type = usage_type.retire(now) if change.is_retired else usage_type.reinstate()
            if usage_type != before:
                await uow.usage_types.replace(usage_type)
                await uow.journal.add(JournalEntry.of_usage_type(before, usage_type, by=caller.user_id, at=now))
            if change.factor is not None:
                draft = replace(change.factor, validity=Period(start=now))
                factor = draft.version(usage_type_id, id=factor_id, by=caller.user_id, at=now)
                await uow.factors.add(factor)
                await uow.journal.add(JournalEntry.of_factor(factor))
            view = await shown(uow, usage_type, now)
            await uow.commit()
        return view
