"""A client of the API that believes nothing: every answer is held against the API's own description."""

import json
import re
from decimal import Decimal
from functools import cache
from typing import Any

import httpx
import jsonschema
import msgspec

_encode = msgspec.json.Encoder(decimal_format="number").encode
_ROOT = "/api/v1"


class Answer:
    """A response, its numbers exact."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.text = response.text

    @property
    def own_headers(self) -> dict[str, str]:
        """All that are not of this one request alone."""
        return {name: value for name, value in self.headers.items() if name != "x-request-id"}

    @property
    def json(self) -> Any:
        return json.loads(self.text, parse_float=Decimal)

    @property
    def faults(self) -> set[str]:
        """Where the faults are: pointers and parameter names."""
        return {fault.get("pointer") or fault.get("parameter") for fault in self.json.get("errors", ())}


class Api:
    """Calls in the name of one user, or of nobody."""

    def __init__(self, http: httpx.AsyncClient, token: str | None = None) -> None:
        self.http = http
        self.token = token

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> Answer:
        """`body` is encoded unless it is bytes; `path` is below /api/v1, or begins with //, for the root."""
        headers: dict[str, str] = {}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
            options["content"] = body if isinstance(body, bytes) else _encode(body)
        headers |= options.pop("headers", {})
        url = path[1:] if path.startswith("//") else _ROOT + path
        response = await self.http.request(method, url, headers=headers, **options)
        if method != "HEAD":
            path = httpx.URL(url).raw_path.decode().partition("?")[0]
            await self._hold_against_description(method, path, response)
        return Answer(response)

    async def get(self, path: str, **query: Any) -> Any:
        answer = await self.call("GET", path, params=query)
        assert answer.status == 200, answer.text
        return answer.json

    async def post(self, path: str, body: Any = None) -> Any:
        answer = await self.call("POST", path, body)
        assert answer.status in {200, 201}, answer.text
        return answer.json

    async def signed_up(self, name: str = "Ada") -> "Api":
        """A new user's client."""
        body = {"name": name, "email": f"{name.lower()}@example.org", "password": "correct horse battery"}
        return Api(self.http, (await self.post("/auth/sign-up", body))["access_token"])

    async def _hold_against_description(self, method: str, path: str, response: httpx.Response) -> None:
        document = await description(self.http)
        operation = _operation(_templates(json.dumps(list(document["paths"]))), document, path).get(method.lower())
        if operation is None:
            assert response.status_code in {204, 400, 401, 404, 405, 414, 431} or "/docs" in path or "openapi" in path
            return
        described = operation["responses"].get(str(response.status_code))
        assert described is not None, f"{method} {path}: {response.status_code} is not described"
        if "$ref" in described:
            described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
        content = described.get("content", {})
        media_type = response.headers.get("content-type")
        assert media_type in content if content else not response.content, f"{method} {path}: {media_type}"
        if content:
            schema = content[media_type]["schema"] | {"components": document["components"]}
            jsonschema.Draft202012Validator(schema).validate(json.loads(response.text, parse_float=Decimal))


_document: list[Any] = []


async def description(http: httpx.AsyncClient) -> Any:
    """The OpenAPI document; it is the same of every application."""
    if not _document:
        _document.append(json.loads((await http.get("/api/openapi.json")).text))
    return _document[0]


@cache
def _templates(paths: str) -> list[tuple[re.Pattern[str], str]]:
    named = sorted(json.loads(paths), key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in named]


def _operation(templates: list[tuple[re.Pattern[str], str]], document: Any, path: str) -> Any:
    for pattern, template in templates:
        if pattern.fullmatch(path):
            return document["paths"][template]
    return {}
