"""Showing the versions of a factor."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import UsageTypeQueries
from application.views.usage_types import FactorView


@dataclass(frozen=True, slots=True)
class ListFactors:
    """Every factor version of a usage type, the latest recorded first."""

    usage_types: UsageTypeQueries

    async def __call__(self, caller: Caller, usage_type_id: int) -> tuple[FactorView, ...]:
        """Raises UsageTypeNotFound."""
        return await self.usage_types.factors(usage_type_id)
