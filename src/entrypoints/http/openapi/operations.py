"""One route's part of the document."""

from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from litestar import Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from entrypoints.http.admission import MAY_BE_EMPTY, OPERATORS_ONLY, body_model, is_given, query_model
from entrypoints.http.openapi.headers import (
    CONDITIONS,
    IDEMPOTENCY_KEY,
    NOT_MODIFIED,
    REPLAYED_HEADER,
    REQUEST_ID_HEADER,
)
from entrypoints.http.openapi.schemas import Schema, example_of, reference_to, schema_of
from entrypoints.http.openapi.vocabulary import PATH_PARAMETERS
from entrypoints.http.problems import Kind, kind_of
from entrypoints.http.reading.values import Id

_ALWAYS_POSSIBLE = {
    *(Kind.MALFORMED, Kind.BODY_TOO_LARGE, Kind.URL_TOO_LONG, Kind.HEADERS_TOO_LARGE),
    *(Kind.INTERNAL, Kind.UNAVAILABLE),
}


@dataclass(frozen=True, slots=True)
class Operation:
    """A handler under one of its paths."""

    path: str
    parameters: tuple[str, ...]
    handler: HTTPRouteHandler

    @property
    def method(self) -> str:
        """In lower case, as the document has it."""
        (method,) = self.handler.http_methods
        return method.lower()

    @property
    def id(self) -> str:
        """What a generated client calls it; a handler that is also at the root of the site has a second id there."""
        name = str(self.handler.operation_id)
        return name if self.path.startswith("/api/") else f"{name}AtRoot"

    @property
    def is_public(self) -> bool:
        """Whether it takes no access token."""
        return bool(self.handler.opt.get("public"))

    @property
    def body(self) -> type[Struct] | None:
        """What it takes."""
        return body_model(self.handler)

    @property
    def answers(self) -> tuple[type, ...]:
        """What it answers with: one of these, or nothing."""
        annotation = self.handler.parsed_fn_signature.return_type.annotation
        origin = get_origin(annotation)
        if origin is UnionType or (isinstance(origin, type) and issubclass(origin, Response)):
            annotation = get_args(annotation)
        kinds = annotation if isinstance(annotation, tuple) else (annotation,)
        return tuple(kind for kind in kinds if kind not in {None, NoneType})

    @property
    def types(self) -> tuple[type, ...]:
        """Every type that its description refers to."""
        return (*self.answers, query_model(self.handler), *((self.body,) if self.body else ()))

    def description(self, schemas: dict[str, Schema]) -> dict[str, Any]:
        """The operation object (OpenAPI 3.1.1, 4.8.10)."""
        parameters = [*map(_path_parameter, self.parameters), *self._query_parameters(schemas), *self._headers()]
        return {
            "operationId": self.id,
            "summary": self.handler.summary,
            "description": " ".join((self.handler.fn.__doc__ or "").split()),
            "tags": list(self.handler.resolve_tags()),
            **({"parameters": parameters} if parameters else {}),
            **({"requestBody": self._request_body(schemas, self.body)} if self.body else {}),
            "responses": {str(self.handler.status_code): self._success()} | self._unchanged() | self._problems(),
            **({"security": self._security()} if self.is_public else {}),
        }

    def _query_parameters(self, schemas: dict[str, Schema]) -> list[Schema]:
        model = schemas[query_model(self.handler).__name__]
        required = set(model["required"])
        return [_query_parameter(name, dict(schema), name in required) for name, schema in model["properties"].items()]

    @property
    def _is_conditional(self) -> bool:
        return is_given(self.handler, "conditions")

    @property
    def _may_be_sent_again(self) -> bool:
        return is_given(self.handler, "idempotency")

    def _headers(self) -> list[Schema]:
        return [*(CONDITIONS if self._is_conditional else ()), *([IDEMPOTENCY_KEY] if self._may_be_sent_again else ())]

    def _unchanged(self) -> Schema:
        return {"304": NOT_MODIFIED} if self._is_conditional and self.method == "get" else {}

    def _request_body(self, schemas: dict[str, Schema], model: type[Struct]) -> Schema:
        content = {"schema": reference_to(model), "example": example_of(schemas[model.__name__])}
        return {"required": not self._may_lack_body, "content": {"application/json": content}}

    @property
    def _may_lack_body(self) -> bool:
        return MAY_BE_EMPTY.items() <= self.handler.opt.items()

    def _success(self) -> Schema:
        success: Schema = {"description": "Done." if not self.answers else _words_of(self.answers)}
        headers = {header.name: _header(header.description) for header in self.handler.resolve_response_headers()}
        headers |= REQUEST_ID_HEADER
        if self._may_be_sent_again:
            headers |= REPLAYED_HEADER
        success["headers"] = dict(sorted(headers.items()))
        if self.answers:
            choices = [reference_to(kind) for kind in self.answers]
            schema = choices[0] if len(choices) == 1 else {"oneOf": choices}
            success["content"] = {"application/json": {"schema": schema}}
        return success

    def _problems(self) -> Schema:
        kinds = _ALWAYS_POSSIBLE | {kind_of(error) for error in self.handler.opt.get("may_raise", ())}
        if not self.is_public:
            kinds |= {Kind.UNAUTHENTICATED}
        if OPERATORS_ONLY.items() <= self.handler.opt.items():
            kinds |= {Kind.FORBIDDEN}
        if self.parameters:
            kinds |= {Kind.NOT_FOUND}
        if self.body or self.method != "get":
            kinds |= {Kind.UNSUPPORTED_BODY, Kind.INVALID}
        if query_model(self.handler).__struct_fields__:
            kinds |= {Kind.INVALID}
        if self._is_conditional:
            kinds |= {Kind.PRECONDITION_FAILED}
        ordered = sorted(kinds, key=lambda kind: kind.status)
        return {str(kind.status): {"$ref": f"#/components/responses/{kind.name}"} for kind in ordered}

    def _security(self) -> list[dict[str, list[str]]]:
        return [{}, {"refreshCookie": []}] if self._may_lack_body else []


def _path_parameter(name: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": PATH_PARAMETERS[name],
        "schema": schema_of(Id),
    }


def _query_parameter(name: str, schema: Schema, is_required: bool) -> Schema:  # noqa: FBT001  # a column of the table
    description = schema.pop("description", "")
    return {"name": name, "in": "query", "required": is_required, "description": description, "schema": schema}


def _header(description: str | None) -> Schema:
    return {"description": description, "schema": {"type": "string"}}


def _words_of(answers: tuple[type, ...]) -> str:
    return " Or: ".join(" ".join((answer.__doc__ or "").split()) for answer in answers)
