"""The whole document (OpenAPI 3.1.1)."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any

from litestar.routes import HTTPRoute
from litestar.routes.base import BaseRoute

from entrypoints.http.openapi.headers import EXAMPLE_REQUEST_ID, EXAMPLE_TAG, REQUEST_ID_HEADER
from entrypoints.http.openapi.operations import Operation
from entrypoints.http.openapi.schemas import Schema, reference_to, schemas_of
from entrypoints.http.problems import HEADERS, MEDIA_TYPE, Kind, Problem, ProblemDetails

_DESCRIPTION = """\
Record what you use, see the greenhouse-gas emissions of it, prove every figure.

Amounts, factors and emissions are JSON numbers in plain notation, exact to the last digit: read them with a parser for
decimals. Instants are RFC 3339 in UTC. Unknown fields and parameters are refused, never passed over.

Single things have an `ETag`: with it `If-Match` keeps two people from undoing each other's changes, and `If-None-Match`
saves reading again what one knows (RFC 9110). A POST that bears an `Idempotency-Key` can be sent again: it is carried
out once.

Every answer bears an `X-Request-ID`, by which the service's log tells of it: the request's own, where it brought one of
1 to 128 letters, digits, `.`, `_` and `-`.

Problems are `application/problem+json` (RFC 9457). Their kinds:

| status | `type` | when |
|---|---|---|
"""
_TAGS = {
    "Authentication": "Signing up, logging in and out, tokens. The only resource that takes no access token.",
    "Account": "The caller's own account.",
    "Usage types": "What one can use, and the emission factors of it. Operators change them, everybody reads them.",
    "Usages": "What was used. Every version is kept; a figure never moves unless the usage is corrected.",
    "Emissions": "Sums over time.",
    "Receipts": "What proves figures to somebody who does not trust the service.",
    "Journal": "Every change, in an order that is fixed once; each entry is bound to the one before by its hash.",
    "Health": "For whoever watches over the service.",
}


def document_of(routes: Iterable[BaseRoute]) -> dict[str, Any]:
    """The description of every route whose handler has an operation id."""
    operations = sorted(_operations(routes), key=lambda operation: (operation.path, operation.method))
    schemas = schemas_of({kind for operation in operations for kind in operation.types} | {ProblemDetails})
    paths: dict[str, Any] = {}
    for operation in operations:
        paths.setdefault(operation.path, {})[operation.method] = operation.description(schemas)
    return {
        "openapi": "3.1.1",
        "info": _info(),
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": description} for name, description in _TAGS.items()],
        "security": [{"accessToken": []}],
        "paths": paths,
        "components": {
            "schemas": {name: schemas[name] for name in sorted(schemas) if not name.endswith(_QUERIES)},
            "responses": {kind.name: _response(kind) for kind in Kind},
            "securitySchemes": _security_schemes(),
        },
    }


# Query models show as parameters, not as schemas.
_QUERIES = ("Listing", "Question", "NoParameters")


def _operations(routes: Iterable[BaseRoute]) -> Iterable[Operation]:
    for route in routes:
        if isinstance(route, HTTPRoute):
            for handler in route.route_handlers:
                if handler.operation_id:
                    yield Operation(route.path_format, tuple(route.path_parameters), handler)


def _info() -> dict[str, Any]:
    rows = (f"| {kind.status} | `{kind.uri}` | {kind.meaning} |\n" for kind in Kind)
    return {
        "title": "Carbon Ledger",
        "version": version("carbon-ledger"),
        "license": {"name": "MIT", "identifier": "MIT"},
        "description": _DESCRIPTION + "".join(rows),
    }


_HEADERS = HEADERS | {Kind.PRECONDITION_FAILED: {"ETag": EXAMPLE_TAG}}


def _response(kind: Kind) -> Schema:
    content = {
        "schema": reference_to(ProblemDetails),
        "example": Problem(kind, kind.meaning).details(EXAMPLE_REQUEST_ID),
    }
    headers = {
        name: {"description": "See RFC 9110.", "schema": {"type": "string"}, "example": value}
        for name, value in _HEADERS.get(kind, {}).items()
    }
    return {
        "description": kind.meaning,
        "content": {MEDIA_TYPE: content},
        "headers": headers | REQUEST_ID_HEADER,
    }


def _security_schemes() -> dict[str, Any]:
    return {
        "accessToken": {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "From sign-up, log-in or refresh; lives for at most 15 minutes.",
        },
        "refreshCookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": "refresh_token",
            "description": "Set by sign-up and log-in on refresh_in: cookie.",
        },
    }
