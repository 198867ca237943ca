"""`/usage-types`."""

from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from application.authorisation import Caller
from application.usage_types.add import AddUsageType
from application.usage_types.change import ChangeUsageType
from application.usage_types.list import GetUsageType, ListUsageTypes
from application.usage_types.remove import RemoveUsageType
from application.views.usage_types import UsageTypeView
from domain.errors import UsageTypeExists, UsageTypeInUse
from entrypoints.http.admission import OPERATORS_ONLY
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.idempotency import Idempotency
from entrypoints.http.openapi.declared import ETAG, LOCATION, may_raise
from entrypoints.http.preconditions import Conditions, tagged
from entrypoints.http.usage_types.schemas import UsageTypeAmendment, UsageTypeList, UsageTypeStatement


class UsageTypesController(Controller):
    """What one can use. Operators change it, everybody reads it."""

    path = "/usage-types"
    tags = ("Usage types",)

    @get(operation_id="listUsageTypes", summary="List usage types")
    async def listing(
        self, caller: NamedDependency[Caller], list_usage_types: NamedDependency[ListUsageTypes]
    ) -> UsageTypeList:
        """By id, each with the factor in force now and the units that amounts may be entered in."""
        return UsageTypeList(await list_usage_types(caller))

    @post(
        operation_id="addUsageType",
        summary="Add a usage type (operators)",
        response_headers=(*LOCATION, *ETAG),
        opt=OPERATORS_ONLY | may_raise(UsageTypeExists),
    )
    async def add(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[UsageTypeStatement],
        idempotency: NamedDependency[Idempotency],
        add_usage_type: NamedDependency[AddUsageType],
    ) -> JsonAnswer[UsageTypeView]:
        """Together with its first factor. Unit, accepted units and density never change afterwards."""
        return _added(await add_usage_type(caller, sent.draft(), idempotency.once(_added)))

    @get("/{usage_type_id:str}", operation_id="getUsageType", summary="Get a usage type", response_headers=ETAG)
    async def show(
        self,
        caller: NamedDependency[Caller],
        usage_type_id: FromPath[int],
        conditions: NamedDependency[Conditions],
        get_usage_type: NamedDependency[GetUsageType],
    ) -> JsonAnswer[UsageTypeView]:
        """With the factor in force now."""
        return conditions.shown(await get_usage_type(caller, usage_type_id))

    @patch(
        "/{usage_type_id:str}",
        operation_id="changeUsageType",
        summary="Rename, retire or give a new factor (operators)",
        response_headers=ETAG,
        opt=OPERATORS_ONLY | may_raise(UsageTypeExists),
    )
    async def change(
        self,
        caller: NamedDependency[Caller],
        usage_type_id: FromPath[int],
        sent: NamedDependency[UsageTypeAmendment],
        conditions: NamedDependency[Conditions],
        change_usage_type: NamedDependency[ChangeUsageType],
    ) -> JsonAnswer[UsageTypeView]:
        """A factor is published as valid from now on. No recorded figure moves."""
        return tagged(await change_usage_type(caller, usage_type_id, sent.change(), conditions.precondition))

    @delete(
        "/{usage_type_id:str}",
        operation_id="removeUsageType",
        summary="Remove an unused usage type (operators)",
        opt=OPERATORS_ONLY | may_raise(UsageTypeInUse),
    )
    async def remove(
        self,
        caller: NamedDependency[Caller],
        usage_type_id: FromPath[int],
        conditions: NamedDependency[Conditions],
        remove_usage_type: NamedDependency[RemoveUsageType],
    ) -> None:
        """With its factors. One that a usage refers to, a deleted one too, can only be retired."""
        await remove_usage_type(caller, usage_type_id, conditions.precondition)


def _added(view: UsageTypeView) -> JsonAnswer[UsageTypeView]:
    return tagged(view, Location=f"/api/v1/usage-types/{view.id}")
