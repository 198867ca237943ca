"""The whole ledger in memory."""

from collections.abc import AsyncIterator

from adapters.memory.storage import MemoryStorage
from application.ports import LedgerQueries
from application.views.ledger import RecordedFigure
from domain.usage import Usage


class MemoryLedgerQueries(LedgerQueries):
    """Every committed version."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def figures(self) -> AsyncIterator[RecordedFigure]:
        # Keys first: the ledger may change while the reader takes its time.
        for key in sorted(self._tables.usages):
            for usage in self._tables.usages.get(key, ()):
                yield self._figure(usage)

    def _figure(self, usage: Usage) -> RecordedFigure:
        return RecordedFigure(
            organisation_id=usage.organisation_id,
            usage_id=usage.id,
            version=usage.version,
            usage_at=usage.stated.usage_at,
            amount=usage.stated.entered.amount,
            unit=usage.stated.entered.unit.code,
            usage_type=self._tables.usage_types[usage.stated.usage_type_id],
            factor=self._tables.factors[usage.factor_id],
            amount_in_type_unit=usage.amount_in_type_unit,
            emissions_kg_co2e=usage.emissions_kg_co2e,
        )
