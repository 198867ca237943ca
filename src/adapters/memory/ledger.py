"""The whole ledger in memory."""

from collections.abc import AsyncIterator

from adapters.memory.storage import MemoryStorage
from application.ports import LedgerQueries
from application.views.ledger import Discrepancy, RecordedFigure, is_missing
from domain.usage import Usage


class MemoryLedgerQueries(LedgerQueries):
    """Every committed version."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def figures(self) -> AsyncIterator[RecordedFigure | Discrepancy]:
        # Keys first: the ledger may change while the reader takes its time.
        for key in sorted(self._tables.usages):
            for usage in self._tables.usages.get(key, ()):
                yield self._version(usage)

    def _version(self, usage: Usage) -> RecordedFigure | Discrepancy:
        usage_type = self._tables.usage_types.get(usage.stated.usage_type_id)
        factor = self._tables.factors.get(usage.factor_id)
        place = (usage.organisation_id, usage.id, usage.version)
        if usage_type is None:
            return Discrepancy(*place, is_missing(f"usage type {usage.stated.usage_type_id}"))
        if factor is None:
            return Discrepancy(*place, is_missing(f"factor {usage.factor_id}"))
        return RecordedFigure(
            *place,
            usage_at=usage.stated.usage_at,
            amount=usage.stated.entered.amount,
            unit=usage.stated.entered.unit.code,
            usage_type=usage_type,
            factor=factor,
            amount_in_type_unit=usage.amount_in_type_unit,
            emissions_kg_co2e=usage.emissions_kg_co2e,
        )
