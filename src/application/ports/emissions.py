"""Sums of emissions over time."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.period import Bucket


@dataclass(frozen=True, slots=True)
class EmissionCell:
    """The exact sums of one usage type in one bucket; ``bucket`` counts from 0."""

    bucket: int
    usage_type_id: int
    emissions_kg_co2e: Decimal
    amount_in_type_unit: Decimal
    usages: int


class EmissionQueries(ABC):
    """Sums over an organisation's usages as they are now, or as UsageQueries shows them as of an instant."""

    @abstractmethod
    async def span(self, organisation_id: int, as_of: datetime | None = None) -> tuple[datetime, datetime] | None:
        """The instants of the first and of the last usage; None when there are none."""

    @abstractmethod
    async def cells(
        self, organisation_id: int, buckets: Sequence[Bucket], as_of: datetime | None = None
    ) -> tuple[EmissionCell, ...]:
        """The cells that hold any usage, by bucket and then usage type, all of one moment."""
