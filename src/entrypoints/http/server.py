"""Serving the application with uvicorn, in one process."""

import asyncio
import logging
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn
from litestar import Litestar

from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
# Below the 10 s that container runtimes leave between SIGTERM and SIGKILL.
_DRAIN_SECONDS = 8


def serve(container: Container, settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then finishes what is in flight and returns.

    Raises SystemExit when the address cannot be listened on, or when a signal comes before it serves.
    """
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    app = create_app(container)
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        lifespan="off",  # it is ours, around the server, so that a signal can end a long start
        ws="none",
        log_config=None,
        access_log=settings.log_level == "debug",
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_DRAIN_SECONDS,
    )
    with _on_signals(_leave), asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
        runner.run(_serve(app, _Server(config)))


async def _serve(app: Litestar, server: uvicorn.Server) -> None:
    try:
        async with app.lifespan():
            await server.serve()
    except BaseExceptionGroup as group:
        # Litestar's lifespan is a group of tasks, which wraps whatever ends it, sometimes twice.
        ended: BaseException = group
        while isinstance(ended, BaseExceptionGroup):
            ended = ended.exceptions[0]
        raise ended from None


class _Server(uvicorn.Server):
    """uvicorn ends by the signal that stopped it; this one ends well, with exit code 0."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        with _on_signals(self.handle_exit):
            yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        host, port = self.servers[0].sockets[0].getsockname()[:2]
        url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
        lines = (
            f"Carbon Ledger serves on {url}",
            f"  API documentation   {url}/api/docs",
            f"  health check        {url}/health/ready",
        )
        print(*lines, sep="\n", flush=True)  # noqa: T201  # for the person who started it, whatever the log level


@contextmanager
def _on_signals(handle: "signal._HANDLER") -> Iterator[None]:
    before = {number: signal.signal(number, handle) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, frame: FrameType | None) -> None:
    sys.exit(0)
