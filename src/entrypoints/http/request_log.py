"""What one request is called, and the one line that the log has of it."""

import re
from contextlib import suppress
from contextvars import ContextVar
from secrets import token_hex
from time import perf_counter
from typing import Any

import structlog
from litestar.types import HTTPScope

HEADER = "X-Request-ID"
PATTERN = r"[A-Za-z0-9._-]{1,128}"
"""What is taken over from a sender; anything else is replaced, so that no line can be forged by it."""

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Of the request that is being answered; empty outside of one."""

_NAME = HEADER.lower().encode()
_WHOLE = re.compile(PATTERN.encode())
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
_LOG = structlog.get_logger()


def new_id() -> str:
    """For a request that brings none."""
    return token_hex(16)


class RequestLine:
    """A request, from its beginning on. The line tells nothing that the sender chose but the id, which has no say."""

    def __init__(self, scope: HTTPScope) -> None:
        given = [value for name, value in scope["headers"] if name == _NAME]
        is_taken = len(given) == 1 and _WHOLE.fullmatch(given[0])
        self.id = given[0].decode() if is_taken else new_id()
        self.status: int | None = None
        self._method = scope["method"] if scope["method"] in _METHODS else "other"
        self._outside = request_id.set(self.id)
        self._began = perf_counter()

    @property
    def header(self) -> tuple[bytes, bytes]:
        """For the answer."""
        return _NAME, self.id.encode()

    def end(self, scope: HTTPScope) -> None:
        """Writes the line: as the scope is now, it tells the route and who called."""
        request_id.reset(self._outside)
        if not structlog.is_configured():
            return
        told: dict[str, Any] = {
            "method": self._method,
            "route": scope.get("path_template"),
            "status": self.status,
            "duration_ms": round((perf_counter() - self._began) * 1000, 2),
            "request_id": self.id,
        }
        if caller := scope["state"].get("caller"):
            told["user_id"] = caller.user_id
        with suppress(OSError):  # a log that cannot be written is no reason not to answer
            _LOG.info("request", **told)
