"""`/usage-types/{usage_type_id}/factors`."""

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from application.authorisation import Caller
from application.factors.list import ListFactors
from application.factors.publish import PublishFactor
from application.views.usage_types import FactorView
from entrypoints.http.admission import OPERATORS_ONLY
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.factors.schemas import FactorList, FactorStatement
from entrypoints.http.idempotency import Idempotency
from entrypoints.http.openapi.declared import LOCATION


class FactorsController(Controller):
    """Factor versions: published once, never changed."""

    path = "/usage-types/{usage_type_id:str}/factors"
    tags = ("Usage types",)

    @get(operation_id="listFactors", summary="List the factor versions of a usage type")
    async def listing(
        self, caller: NamedDependency[Caller], usage_type_id: FromPath[int], list_factors: NamedDependency[ListFactors]
    ) -> FactorList:
        """The latest recorded first, each with its validity and source."""
        return FactorList(await list_factors(caller, usage_type_id))

    @post(
        operation_id="publishFactor",
        summary="Publish a factor (operators)",
        response_headers=LOCATION,
        opt=OPERATORS_ONLY,
    )
    async def publish(
        self,
        caller: NamedDependency[Caller],
        usage_type_id: FromPath[int],
        sent: NamedDependency[FactorStatement],
        idempotency: NamedDependency[Idempotency],
        publish_factor: NamedDependency[PublishFactor],
    ) -> JsonAnswer[FactorView]:
        """It serves usages recorded from now on; no recorded figure moves. Where several factors cover an instant, the
        latest to begin wins, then the latest recorded."""
        return _published(await publish_factor(caller, usage_type_id, sent.draft(), idempotency.once(_published)))


def _published(view: FactorView) -> JsonAnswer[FactorView]:
    return JsonAnswer(view, headers={"Location": f"/api/v1/usage-types/{view.usage_type_id}/factors"})
