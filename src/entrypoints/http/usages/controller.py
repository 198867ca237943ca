"""`/usages`."""

from litestar import Controller, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath

from application.authorisation import Caller
from application.usages.correct import CorrectUsage
from application.usages.delete import DeleteUsage
from application.usages.get import GetUsage, ListUsageVersions
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.usages.restore import RestoreUsage
from application.views.usages import UsageView
from domain.errors import ConcurrentChange, NotSettled, UsageNotDeleted, UsageTypeNotFound
from entrypoints.http.admission import MAY_BE_EMPTY
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.failures import answer_wrong_usage_type
from entrypoints.http.idempotency import Idempotency
from entrypoints.http.openapi.declared import ETAG, LOCATION, may_raise
from entrypoints.http.preconditions import Conditions, tagged
from entrypoints.http.reading.values import given
from entrypoints.http.usages.listing import listed
from entrypoints.http.usages.parameters import AsOfQuestion, UsageListing
from entrypoints.http.usages.schemas import (
    ChangeReason,
    UsageChange,
    UsagePage,
    UsageReplacement,
    UsageStatement,
    UsageVersion,
    UsageVersions,
    UsageWalk,
)


class UsagesController(Controller):
    """What an organisation has used, with the emissions of it."""

    path = "/usages"
    tags = ("Usages",)
    exception_handlers = {UsageTypeNotFound: answer_wrong_usage_type}  # noqa: RUF012  # Litestar's own way

    @post(operation_id="recordUsage", summary="Record a usage", response_headers=(*LOCATION, *ETAG))
    async def record(
        self,
        caller: NamedDependency[Caller],
        sent: NamedDependency[UsageStatement],
        idempotency: NamedDependency[Idempotency],
        record_usage: NamedDependency[RecordUsage],
    ) -> JsonAnswer[UsageView]:
        """The factor in force at `usage_at` is pinned, and the emissions are calculated once, by the service."""
        return _recorded(await record_usage(caller, sent.draft(), idempotency.once(_recorded)))

    @get(operation_id="listUsages", summary="List usages", opt=may_raise(NotSettled))
    async def listing(
        self,
        caller: NamedDependency[Caller],
        asked: NamedDependency[UsageListing],
        list_usages: NamedDependency[ListUsages],
    ) -> UsagePage | UsageWalk:
        """By page, with totals of all that the filter selects; or by `cursor`, which neither repeats nor skips a usage
        that nobody touches meanwhile."""
        return await listed(list_usages, caller, asked)

    @get(
        "/{usage_id:str}",
        operation_id="getUsage",
        summary="Get a usage",
        response_headers=ETAG,
        opt=may_raise(NotSettled),
    )
    async def show(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        asked: NamedDependency[AsOfQuestion],
        conditions: NamedDependency[Conditions],
        get_usage: NamedDependency[GetUsage],
    ) -> JsonAnswer[UsageView]:
        """As it is now, or was `as_of` an instant; a deleted one is not found."""
        return conditions.shown(await get_usage(caller, usage_id, given(asked.as_of)))

    @put(
        "/{usage_id:str}",
        operation_id="replaceUsage",
        summary="Correct a usage whole",
        response_headers=ETAG,
        opt=may_raise(ConcurrentChange),
    )
    async def replace(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        sent: NamedDependency[UsageReplacement],
        conditions: NamedDependency[Conditions],
        correct_usage: NamedDependency[CorrectUsage],
    ) -> JsonAnswer[UsageView]:
        """States everything anew. The pinned factor stays as long as neither type nor instant changes."""
        known = conditions.precondition
        return tagged(await correct_usage.replace(caller, usage_id, sent.draft(), known, sent.reason))

    @patch(
        "/{usage_id:str}",
        operation_id="changeUsage",
        summary="Correct parts of a usage",
        response_headers=ETAG,
        opt=may_raise(ConcurrentChange),
    )
    async def change(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        sent: NamedDependency[UsageChange],
        conditions: NamedDependency[Conditions],
        correct_usage: NamedDependency[CorrectUsage],
    ) -> JsonAnswer[UsageView]:
        """What is left out stays. The pinned factor stays as long as neither type nor instant changes."""
        known = conditions.precondition
        return tagged(await correct_usage.amend(caller, usage_id, sent.amendment(), known, sent.reason))

    @delete(
        "/{usage_id:str}",
        operation_id="deleteUsage",
        summary="Delete a usage",
        opt=may_raise(ConcurrentChange) | MAY_BE_EMPTY,
    )
    async def remove(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        sent: NamedDependency[ChangeReason],
        conditions: NamedDependency[Conditions],
        delete_usage: NamedDependency[DeleteUsage],
    ) -> None:
        """Takes it out of lists and sums; its versions stay, and it can be restored."""
        await delete_usage(caller, usage_id, conditions.precondition, sent.reason)

    @post(
        "/{usage_id:str}/restore",
        operation_id="restoreUsage",
        summary="Restore a deleted usage",
        status_code=200,
        response_headers=ETAG,
        opt=may_raise(UsageNotDeleted, ConcurrentChange) | MAY_BE_EMPTY,
    )
    async def restore(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        sent: NamedDependency[ChangeReason],
        conditions: NamedDependency[Conditions],
        idempotency: NamedDependency[Idempotency],
        restore_usage: NamedDependency[RestoreUsage],
    ) -> JsonAnswer[UsageView]:
        """Under the same id, with its figure and pinned factor as they were. Conditions are on the deleted usage."""
        view = await restore_usage(caller, usage_id, conditions.precondition, idempotency.once(tagged), sent.reason)
        return tagged(view)

    @get("/{usage_id:str}/versions", operation_id="listUsageVersions", summary="List the versions of a usage")
    async def versions(
        self,
        caller: NamedDependency[Caller],
        usage_id: FromPath[int],
        list_usage_versions: NamedDependency[ListUsageVersions],
    ) -> UsageVersions:
        """Every version, the latest first; of a deleted usage too."""
        found = await list_usage_versions(caller, usage_id)
        return UsageVersions(tuple(map(UsageVersion.flat, found)))


def _recorded(view: UsageView) -> JsonAnswer[UsageView]:
    return tagged(view, Location=f"/api/v1/usages/{view.id}")
