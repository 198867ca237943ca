"""What every request passes before anything of it is worked on, and what handlers are given of it.

In this order: access token, operators' rights, ids in the path, parameters in the query. The body is read only after;
where the query is at fault, it is read to tell its faults too.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from litestar import Request
from litestar.di import Provide
from litestar.handlers import BaseRouteHandler
from msgspec import Struct

from application.accounts.authenticate import Authenticate
from application.authorisation import Caller
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.authentication import authenticated
from entrypoints.http.idempotency import Idempotency, idempotency_of
from entrypoints.http.preconditions import Conditions, conditions_of
from entrypoints.http.problems import Fault, Kind, Problem, problem_of_faults
from entrypoints.http.reading.json_bodies import bytes_of, check_announced, read_body
from entrypoints.http.reading.query_parameters import NoParameters, read_query
from entrypoints.http.reading.values import LARGEST_ID

AnyRequest = Request[Any, Any, Any]
_ID = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)


class Admission:
    """Litestar calls it for every request that has a route, before the handler's arguments are made."""

    def __init__(self, authenticate: Callable[[], Authenticate]) -> None:
        self._authenticate = authenticate

    async def __call__(self, request: AnyRequest) -> JsonAnswer[None] | None:
        """An answer to OPTIONS; to all else None, and the handler is called. Raises Problem and NotAllowed."""
        handler, scope, state = request.route_handler, request.scope, request.scope["state"]
        if request.method == "OPTIONS":
            return JsonAnswer(None, status_code=204, headers={"Allow": ", ".join(_methods(request))})
        if not handler.opt.get("public"):
            state["caller"] = await authenticated(request, self._authenticate())
        if handler.opt.get("operators_only"):
            # The use case decides it; asked here as well, nobody else's body is read.
            state["caller"].must_be_operator()
        if path_params := scope["path_params"]:
            # A new dictionary: Litestar caches the one it made.
            scope["path_params"] = {name: _id_or_text(name, text) for name, text in path_params.items()}
        if not handler.opt.get("any_query"):
            state["asked"] = await _read_query(request)
        if body_model(handler) is None:
            await _check_unasked_body(request)
        return None


def caller(request: AnyRequest) -> Caller:
    """For handlers: who calls."""
    who: Caller = request.scope["state"]["caller"]
    return who


def asked(request: AnyRequest) -> Any:
    """For handlers: the query parameters, as the Struct that the handler's signature names."""
    return request.scope["state"]["asked"]


async def sent(request: AnyRequest) -> Any:
    """For handlers: the body, as the Struct that the handler's signature names. Raises Problem."""
    handler = request.route_handler
    model = body_model(handler)
    assert model is not None  # noqa: S101  # it is given only to handlers that name one
    return await read_body(request, model, may_be_empty=MAY_BE_EMPTY.items() <= handler.opt.items())


def conditions(request: AnyRequest) -> Conditions:
    """For handlers of single things: If-Match and If-None-Match. Raises Problem."""
    return conditions_of(request)


async def idempotency(request: AnyRequest) -> Idempotency:
    """For handlers that a client may call again: Idempotency-Key. Raises Problem."""
    return idempotency_of(request, caller(request).user_id, await bytes_of(request))


GIVEN = {
    "caller": Provide(caller, sync_to_thread=False),
    "asked": Provide(asked, sync_to_thread=False),
    "sent": Provide(sent),
    "conditions": Provide(conditions, sync_to_thread=False),
    "idempotency": Provide(idempotency),
}
"""What a handler is given when its signature asks for it by these names."""

OPERATORS_ONLY: dict[str, Any] = {"operators_only": True}
"""The mark of a route whose use case is for operators."""

ANY_QUERY: dict[str, Any] = {"any_query": True}
"""The mark of a route whose query is not ours to read."""

MAY_BE_EMPTY: dict[str, Any] = {"body_may_be_empty": True}
"""The mark of a route whose body may be left out."""


@cache
def query_model(handler: BaseRouteHandler) -> type[Struct]:
    """What a handler takes from the query string."""
    return _model(handler, "asked") or NoParameters


@cache
def body_model(handler: BaseRouteHandler) -> type[Struct] | None:
    """What a handler takes from the body."""
    return _model(handler, "sent")


def is_given(handler: BaseRouteHandler, name: str) -> bool:
    """Whether a handler's signature asks for it."""
    return name in handler.parsed_fn_signature.parameters


async def _check_unasked_body(request: AnyRequest) -> None:
    """Nobody waits for the body of what only reads; what changes something takes one as it says, which is none."""
    if request.method == "GET":
        check_announced(request)
    else:
        await read_body(request, NoParameters, may_be_empty=True)


async def _read_query(request: AnyRequest) -> Struct:
    handler = request.route_handler
    try:
        return read_query(request.scope["query_string"], query_model(handler))
    except Problem as problem:
        if body_model(handler) is None or not problem.faults:
            raise
        raise problem_of_faults(problem.kind, [*problem.faults, *await _faults_of_body(request)]) from None


async def _faults_of_body(request: AnyRequest) -> Sequence[Fault]:
    try:
        await sent(request)
    except Problem as problem:
        return problem.faults
    return ()


def _model(handler: BaseRouteHandler, name: str) -> type[Struct] | None:
    parameter = handler.parsed_fn_signature.parameters.get(name)
    return None if parameter is None else parameter.annotation


def _methods(request: AnyRequest) -> Iterable[str]:
    # Litestar's own answer knows only the first of a path's methods.
    template = request.scope["path_template"]
    return next(route.methods for route in request.app.routes if route.path_format == template)


def _id_or_text(name: str, text: str) -> Any:
    if not name.endswith("_id"):
        return text
    if not _ID.fullmatch(text) or int(text) > LARGEST_ID:
        raise Problem(Kind.NOT_FOUND, "Ids are whole numbers from 1 to 9007199254740991, so there is no such thing.")
    return int(text)
