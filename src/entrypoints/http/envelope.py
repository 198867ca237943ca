"""What holds for every request and answer, whatever the route: bounds of the head, exact paths, HEAD, safe headers."""

import asyncio
import logging
from collections.abc import Iterable
from typing import cast

from litestar.enums import HttpMethod, ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send
from litestar.utils import normalize_path

from entrypoints.http.answers import encode
from entrypoints.http.problems import HEADERS, MEDIA_TYPE, Kind, Problem
from entrypoints.http.request_log import RequestLine
from entrypoints.http.unread import RequestBody

_LOG = logging.getLogger("carbon_ledger.http")
LONGEST_URL = 8192
LARGEST_HEADERS = 32_768
REFUSAL = "refusal"
"""Where the state of a request holds the Kind of problem, when the server found that it cannot be read."""
_ANNOUNCE_A_BODY = {b"content-length", b"transfer-encoding"}
_OF_THE_SERVICE = {"api", "health", "assets"}

_ALWAYS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
# What a page of ours says of itself stays; all else is data, private and not to be run.
_UNLESS_SAID = (
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
)
# Two years, as RFC 6797 asks of a site that means it.
_HSTS = (b"strict-transport-security", b"max-age=63072000")


class Envelope:
    """The outermost layer. It does not fail, and knows no resource."""

    def __init__(self, app: ASGIApp, *, behind_tls: bool) -> None:
        self._app = app
        self._always = (*_ALWAYS, _HSTS) if behind_tls else _ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] == ScopeType.HTTP:
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        line = RequestLine(scope)
        body = RequestBody(receive)
        enveloped = self._enveloping(scope, line, body, send)
        if scope["method"] == "HEAD":
            scope = scope.copy()  # the server looks at its own
            scope["method"] = HttpMethod.GET  # HEAD is GET without its body (RFC 9110, 9.3.2)
        try:
            if kind := _refusal(scope):
                await _refuse(kind, enveloped)
            else:
                await self._app(scope, body.receive, enveloped)
        except asyncio.CancelledError:
            # The server gives up what it could not finish before it ends.
            if line.status is not None:
                raise
            await _refuse(Kind.UNAVAILABLE, enveloped, line.id)
        except Exception:  # noqa: BLE001  # whatever it is, it ends here
            _LOG.exception("A request failed beyond the answer to failures")
            if line.status is None:
                await _refuse(Kind.INTERNAL, enveloped, line.id)
        finally:
            line.end(scope)

    def _enveloping(self, scope: HTTPScope, line: RequestLine, body: RequestBody, send: Send) -> Send:
        shows_methods = scope["method"] == "OPTIONS"
        is_head = scope["method"] == "HEAD"
        has_body = any(name in _ANNOUNCE_A_BODY for name, _ in scope["headers"])

        def leaves_unread() -> bool:
            return not body.is_read and (has_body or (line.status or 0) >= 400)

        async def enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                line.status = message["status"]
                headers = [*message["headers"], line.header]
                if shows_methods or message["status"] == 405:
                    headers = [
                        (name, _with_head(value) if name.lower() == b"allow" else value) for name, value in headers
                    ]
                message["headers"] = self._completed(headers)
            elif is_head and message["type"] == "http.response.body":
                message["body"] = b""
            if message["type"] == "http.response.body" and leaves_unread() and not message.get("more_body", False):
                await send({**message, "more_body": True})
                await body.discard()
                message["body"] = b""
            await send(message)

        return enveloped

    def _completed(self, headers: list[tuple[bytes, bytes]]) -> Iterable[tuple[bytes, bytes]]:
        said = {name.lower() for name, _ in headers}
        return (*headers, *self._always, *(header for header in _UNLESS_SAID if header[0] not in said))


def is_of_the_service(path: str) -> bool:
    """Whether a path, its slashes made one, can only be the service's, and never an address of the web app."""
    return path.split("/", 2)[1] in _OF_THE_SERVICE


def _refusal(scope: HTTPScope) -> Kind | None:
    if kind := scope["state"].get(REFUSAL):
        return cast("Kind", kind)
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > LONGEST_URL:
        return Kind.URL_TOO_LONG
    if sum(len(name) + len(value) for name, value in scope["headers"]) > LARGEST_HEADERS:
        return Kind.HEADERS_TOO_LARGE
    # The router would take these for other paths: doubled, trailing and encoded slashes. Addresses of the web app are
    # typed by people, and all lead to the same page.
    normal = normalize_path(scope["path"])
    is_exact = normal == scope["path"] and b"%2f" not in (scope.get("raw_path") or b"").lower()
    return None if is_exact or not is_of_the_service(normal) else Kind.NOT_FOUND


async def _refuse(kind: Kind, send: Send, request_id: str = "") -> None:
    body = encode(Problem(kind, kind.meaning).details(request_id))
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(body)).encode())]
    headers += [(name.lower().encode(), value.encode()) for name, value in HEADERS.get(kind, {}).items()]
    await send({"type": "http.response.start", "status": kind.status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})


def _with_head(methods: bytes) -> bytes:
    named = {method.strip() for method in methods.split(b",")} | {b"OPTIONS"}
    return b", ".join(sorted(named | {b"HEAD"} if b"GET" in named else named))
