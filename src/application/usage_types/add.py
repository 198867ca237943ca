"""Adding a usage type."""

from dataclasses import dataclass
from decimal import Decimal

from application.authorisation import Caller
from application.factors.draft import FactorDraft
from application.idempotency import Once
from application.ports import Clock, IdGenerator, UnitOfWorkFactory
from application.retries import retried
from application.views.usage_types import UsageTypeView
from domain.factor import in_force
from domain.journal import JournalEntry
from domain.units import unit_of
from domain.usage_type import UsageType, units_of_same_dimension


@dataclass(frozen=True, slots=True)
class UsageTypeDraft:
    """A new type: ``unit`` by code or alias; no ``accepted_units`` means all of the unit's own dimension."""

    name: str
    unit: str
    factor: FactorDraft
    accepted_units: tuple[str, ...] | None = None
    density_kg_per_l: Decimal | None = None

    def usage_type(self, id: int) -> UsageType:
        """Raises InvalidValue, UnknownUnit and AmbiguousUnit."""
        own = unit_of(self.unit)
        if self.accepted_units is None:
            accepted = units_of_same_dimension(own)
        else:
            accepted = tuple(dict.fromkeys((own.code, *(unit_of(word).code for word in self.accepted_units))))
        return UsageType(id, self.name, own.code, accepted, self.density_kg_per_l)


@dataclass(frozen=True, slots=True)
class AddUsageType:
    """Adds a type together with its first factor."""

    clock: Clock
    ids: IdGenerator
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, draft: UsageTypeDraft, once: Once[UsageTypeView] | None = None
    ) -> UsageTypeView:
        """Raises NotAllowed, InvalidValue, UsageTypeExists, and what Once.begin does."""
        caller.must_be_operator()
        usage_type = draft.usage_type(await self.ids.new_id())
        now = self.clock.now()
        factor = draft.factor.version(usage_type.id, id=await self.ids.new_id(), by=caller.user_id, at=now)
        async with self.new_unit_of_work() as uow:
            if once:
                await once.begin(uow, now)
            await uow.usage_types.add(usage_type)
            await uow.factors.add(factor)
            await uow.journal.add(JournalEntry.of_usage_type(None, usage_type, by=caller.user_id, at=now))
            await uow.journal.add(JournalEntry.of_factor(factor))
            view = UsageTypeView.of(usage_type, in_force([factor], now))
            if once:
                await once.finish(uow, view)
            await uow.commit()
        return view
