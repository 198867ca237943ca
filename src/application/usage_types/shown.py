"""A usage type as its readers see it, read inside a unit of work."""

from datetime import datetime

from application.ports import UnitOfWork
from application.views.usage_types import UsageTypeView
from domain.errors import NoFactorInForce
from domain.usage_type import UsageType


async def shown(uow: UnitOfWork, usage_type: UsageType, at: datetime) -> UsageTypeView:
    """The very view that GetUsageType gives at the instant."""
    try:
        factor = await uow.factors.in_force(usage_type.id, at)
    except NoFactorInForce:
        return UsageTypeView.of(usage_type, None)
    return UsageTypeView.of(usage_type, factor)
