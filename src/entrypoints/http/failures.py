"""Every exception becomes problem details; what nobody expected is logged, and told to nobody."""

import logging
from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from application.idempotency import IdempotencyKeyReused
from domain.errors import InvalidValue, UsageTypeNotFound
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.idempotency import HEADER
from entrypoints.http.problems import MEDIA_TYPE, Fault, Kind, Problem, ProblemDetails, problem_of, problem_of_faults
from entrypoints.http.request_log import request_id

_LOG = logging.getLogger("carbon_ledger.http")
_BY_STATUS = {kind.status: kind for kind in Kind}


def answer_failure(request: Request[Any, Any, Any], error: Exception) -> Response[ProblemDetails]:
    """The answer to a request that failed."""
    problem = _problem(request, error)
    # The template, not the path: nothing that the sender chose reaches the log.
    where = request.scope.get("path_template", "an unknown path")
    if problem.kind is Kind.INTERNAL:
        _LOG.error("%s %s failed", request.method, where, exc_info=error)
    elif problem.kind is Kind.UNAVAILABLE:
        _LOG.error("%s %s found the storage unavailable: %s", request.method, where, error)
    return JsonAnswer(
        problem.details(request_id.get()),
        status_code=problem.kind.status,
        media_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def answer_wrong_usage_type(request: Request[Any, Any, Any], error: UsageTypeNotFound) -> Response[ProblemDetails]:
    """Where the id of a usage type comes in the body, an unknown one is a wrong value there."""
    return answer_failure(request, InvalidValue(error.message, field="usage_type_id"))


def _problem(request: Request[Any, Any, Any], error: Exception) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        # The framework's own words may tell of its inside; ours say the same by status.
        kind = _BY_STATUS.get(error.status_code, Kind.MALFORMED if error.status_code < 500 else Kind.INTERNAL)
        allowed = (error.headers or {}).get("allow")
        return Problem(kind, kind.meaning, headers={"Allow": allowed} if allowed else None)
    if isinstance(error, IdempotencyKeyReused):
        return problem_of_faults(Kind.INVALID, [Fault(error.message, parameter=HEADER)])
    return problem_of(error, in_query=request.method == "GET")
