"""The outermost layer, where a request is given up."""

import asyncio
from typing import Any

import msgspec
import pytest
from litestar.types import Message

from entrypoints.http.envelope import Envelope

SCOPE: Any = {
    "type": "http",
    "method": "GET",
    "path": "/api/v1/usages",
    "raw_path": b"/api/v1/usages",
    "query_string": b"",
    "headers": [],
    "client": ("127.0.0.1", 5),
    "state": {},
}


async def receive() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}


async def test_what_the_server_gives_up_before_it_is_answered_is_unavailable() -> None:
    """As when it has to end, and a request goes on for too long."""
    sent: list[Message] = []

    async def never_ends(*_: Any) -> None:
        await asyncio.Event().wait()

    async def send(message: Message) -> None:
        sent.append(message)

    request = asyncio.ensure_future(Envelope(never_ends, behind_tls=False)(SCOPE.copy(), receive, send))
    await asyncio.sleep(0)
    request.cancel()
    await request
    start, *bodies = sent
    assert start["type"] == "http.response.start"
    headers = dict(start["headers"])
    assert (start["status"], headers[b"retry-after"], headers[b"cache-control"]) == (503, b"1", b"no-store")
    body: Any = bodies[0]
    assert msgspec.json.decode(body["body"])["type"] == "urn:carbon-ledger:problem:unavailable"


async def test_what_is_given_up_amid_its_answer_ends_there() -> None:
    async def stops_amid(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    async def send(_: Message) -> None:
        pass

    request = asyncio.ensure_future(Envelope(stops_amid, behind_tls=False)(SCOPE.copy(), receive, send))
    await asyncio.sleep(0)
    request.cancel()
    with pytest.raises(asyncio.CancelledError):
        await request
