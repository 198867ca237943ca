"""Sums of emissions in memory."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from adapters.memory.storage import MemoryStorage
from adapters.memory.usages import present
from application.ports import EmissionCell, EmissionQueries
from domain.period import Bucket
from domain.quantity import total
from domain.usage import Usage


class MemoryEmissionQueries(EmissionQueries):
    """Sums over what is committed."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def span(self, organisation_id: int, as_of: datetime | None = None) -> tuple[datetime, datetime] | None:
        instants = [usage.stated.usage_at for usage in present(self._tables, organisation_id, as_of)]
        return (min(instants), max(instants)) if instants else None

    async def cells(
        self, organisation_id: int, buckets: Sequence[Bucket], as_of: datetime | None = None
    ) -> tuple[EmissionCell, ...]:
        starts = [bucket.start for bucket in buckets]
        grouped = defaultdict[tuple[int, int], list[Usage]](list)
        for usage in present(self._tables, organisation_id, as_of):
            index = bisect_right(starts, usage.stated.usage_at) - 1
            if index >= 0 and usage.stated.usage_at < buckets[index].end:
                grouped[index, usage.stated.usage_type_id].append(usage)
        return tuple(_cell(*key, usages) for key, usages in sorted(grouped.items()))


def _cell(bucket: int, usage_type_id: int, usages: Sequence[Usage]) -> EmissionCell:
    return EmissionCell(
        bucket=bucket,
        usage_type_id=usage_type_id,
        emissions_kg_co2e=total(usage.emissions_kg_co2e for usage in usages),
        amount_in_type_unit=total(usage.amount_in_type_unit for usage in usages),
        usages=len(usages),
    )
