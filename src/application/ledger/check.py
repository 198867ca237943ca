"""Recomputing every figure."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import LedgerQueries
from application.views.ledger import Discrepancy, RecordedFigure
from domain.emissions import Figures, figures
from domain.errors import DomainError
from domain.quantity import Quantity


@dataclass(frozen=True, slots=True)
class CheckLedger:
    """Holds every recorded figure against what it was made from."""

    ledger: LedgerQueries

    async def __call__(self, caller: Caller) -> AsyncIterator[tuple[RecordedFigure | Discrepancy, Discrepancy | None]]:
        """Every version as the ledger holds it, each with what does not hold of it. Raises NotAllowed."""
        caller.must_be_operator()
        async for recorded in self.ledger.figures():
            yield recorded, recorded if isinstance(recorded, Discrepancy) else _discrepancy(recorded)


def _discrepancy(recorded: RecordedFigure) -> Discrepancy | None:
    reason = _flaw(recorded)
    where = (recorded.organisation_id, recorded.usage_id, recorded.version)
    return None if reason is None else Discrepancy(*where, reason)


def _flaw(recorded: RecordedFigure) -> str | None:
    if recorded.factor.usage_type_id != recorded.usage_type.id:
        return f"factor {recorded.factor.id} is not one of usage type {recorded.usage_type.id}"
    if not recorded.factor.validity.covers(recorded.usage_at):
        return f"factor {recorded.factor.id} is not valid at {recorded.usage_at.isoformat()}"
    try:
        made = figures(Quantity.of(recorded.amount, recorded.unit), recorded.usage_type, recorded.factor)
    except DomainError as error:
        return error.message
    stored = Figures(recorded.amount_in_type_unit, recorded.emissions_kg_co2e)
    return None if made == stored else f"{stored} is recorded, {made} is what follows"
