"""Bodies that are refused before they are read.

A connection that is closed on bytes nobody took is reset, and an answer under way is lost with it (RFC 9112, 9.6).
"""

import asyncio
from contextlib import suppress

from litestar.types import Receive, ReceiveMessage

LONGEST_SECONDS = 2
"""How long a sender may go on after the answer; who sends as fast as they can is done with a few megabytes."""


class RequestBody:
    """Knows whether all of it was taken."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.is_read = False

    async def receive(self) -> ReceiveMessage:
        """ASGI."""
        event = await self._receive()
        self.is_read = event["type"] != "http.request" or not event.get("more_body", False)
        return event

    async def discard(self) -> None:
        """Takes what is left of it, for a while, and keeps nothing."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_SECONDS):
                while not self.is_read:
                    await self.receive()
