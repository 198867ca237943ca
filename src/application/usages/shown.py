"""A usage as its readers see it, read inside a unit of work."""

from application.ports import UnitOfWork
from application.views.usages import UsageView
from domain.usage import Usage


async def shown(uow: UnitOfWork, usage: Usage) -> UsageView:
    """The very view that GetUsage gives; of a deleted usage, what its history begins with."""
    usage_type = await uow.usage_types.get(usage.stated.usage_type_id)
    return UsageView.of(usage, usage_type, await uow.factors.get(usage.factor_id))
