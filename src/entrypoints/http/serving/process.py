"""Serving the application with uvicorn in this process, whether it is the only one or one of several."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from litestar import Litestar

from entrypoints.http.serving.memory import give_large_blocks_back
from entrypoints.http.serving.protocol import Protocol
from entrypoints.settings import Settings

# Below the 10 s that container runtimes leave between SIGTERM and SIGKILL.
DRAIN_SECONDS = 8
SIGNALS = (signal.SIGINT, signal.SIGTERM)

OnStart = Callable[[socket.socket], None]
"""Given what the server listens on, as soon as it serves."""


def run(app: Litestar, config: uvicorn.Config, on_start: OnStart, listener: socket.socket | None = None) -> None:
    """Serves until SIGTERM or SIGINT, then finishes what is in flight and returns.

    Raises SystemExit when the address cannot be listened on, or when a signal comes before it serves.
    """
    give_large_blocks_back()
    with on_signals(leave), asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(app, _Server(config, on_start), listener))


def uvicorn_config(app: Litestar | None, settings: Settings) -> uvicorn.Config:
    """How we have uvicorn; without an application, to bind the address by."""
    return uvicorn.Config(
        app,  # type: ignore[arg-type]  # types of ASGI are many
        host=settings.host,
        port=settings.port,
        lifespan="off",  # it is ours, around the server, so that a signal can end a long start
        http=Protocol,
        ws="none",
        log_config=None,
        access_log=False,  # it would tell paths and queries; ours tells routes
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN_SECONDS,
    )


async def _serve(app: Litestar, server: uvicorn.Server, listener: socket.socket | None) -> None:
    try:
        async with app.lifespan():
            await server.serve([listener] if listener else None)
    except BaseExceptionGroup as group:
        # Litestar's lifespan is a group of tasks, which wraps whatever ends it, sometimes twice.
        ended: BaseException = group
        while isinstance(ended, BaseExceptionGroup):
            ended = ended.exceptions[0]
        raise ended from None


class _Server(uvicorn.Server):
    """uvicorn ends by the signal that stopped it; this one ends well, with exit code 0."""

    def __init__(self, config: uvicorn.Config, on_start: OnStart) -> None:
        super().__init__(config)
        self._on_start = on_start

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        handle_signals(self.handle_exit)
        try:
            yield
        finally:
            handle_signals(signal.SIG_IGN)  # it is ending already

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._on_start(self.servers[0].sockets[0])


def handle_signals(handle: "signal._HANDLER") -> "dict[signal.Signals, signal._HANDLER]":
    """Has SIGINT and SIGTERM handled so from now on; how they were before."""
    return {number: signal.signal(number, handle) for number in SIGNALS}


@contextmanager
def on_signals(handle: "signal._HANDLER") -> Iterator[None]:
    """Has SIGINT and SIGTERM handled so meanwhile."""
    before = handle_signals(handle)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave(number: int, frame: FrameType | None) -> None:
    """Ends the process at once, and well."""
    sys.exit(0)
