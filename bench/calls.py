"""Calling an ASGI application as uvicorn would, without a socket."""

from collections.abc import Sequence
from typing import Any, NamedTuple

Scope = dict[str, Any]
_ESSENTIAL = {b"content-type", b"content-length", b"location"}


class Answer(NamedTuple):
    """What both servers must agree on: the safe headers, tags and request ids are the service's alone."""

    status: int
    headers: dict[bytes, bytes]
    body: bytes


class Call(NamedTuple):
    """A request; ``headers`` besides those of every client."""

    method: str
    path: str
    query: str = ""
    headers: Sequence[tuple[bytes, bytes]] = ()
    body: bytes = b""

    def scope(self) -> Scope:
        """As uvicorn makes it, anew for each call: applications write into it."""
        length = [(b"content-length", str(len(self.body)).encode())] if self.body else []
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
            "scheme": "http",
            "root_path": "",
            "method": self.method,
            "path": self.path,
            "raw_path": self.path.encode(),
            "query_string": self.query.encode(),
            "headers": [
                (b"host", b"127.0.0.1:8000"),
                (b"accept", b"application/json"),
                (b"accept-encoding", b"gzip, deflate"),
                (b"user-agent", b"bench"),
                *length,
                *self.headers,
            ],
            "state": {},
        }


class Exchange:
    """One call's two ends."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.messages: list[Any] = []

    async def receive(self) -> Any:
        """The body, in one piece."""
        return {"type": "http.request", "body": self._body, "more_body": False}

    async def send(self, message: Any) -> None:
        """Keeps it."""
        self.messages.append(message)

    @property
    def answer(self) -> Answer:
        """What was sent."""
        start, *rest = self.messages
        headers = {name.lower(): value for name, value in start["headers"] if name.lower() in _ESSENTIAL}
        return Answer(start["status"], headers, b"".join(message.get("body", b"") for message in rest))


async def answer_of(app: Any, call: Call) -> Answer:
    """The answer to one call."""
    exchange = Exchange(call.body)
    await app(call.scope(), exchange.receive, exchange.send)
    return exchange.answer
