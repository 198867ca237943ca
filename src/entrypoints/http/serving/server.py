"""Serving, in one process or in several."""

import asyncio
import socket

from entrypoints.container import Container, close
from entrypoints.http.app import create_app, prepare
from entrypoints.http.serving.logs import configure_logging
from entrypoints.http.serving.process import leave, on_signals, run, uvicorn_config
from entrypoints.settings import Settings


def serve(container: Container, settings: Settings) -> None:
    """Serves until SIGTERM or SIGINT, then finishes what is in flight and returns.

    Raises SystemExit when the address cannot be listened on, when a signal comes before it serves, or when a worker
    cannot start.
    """
    configure_logging(settings)
    if settings.workers == 1:
        app = create_app(container)
        run(app, uvicorn_config(app, settings), _announce)
        return
    from entrypoints.http.serving.workers import Workers  # noqa: PLC0415  # not every system has what it imports

    with on_signals(leave):
        asyncio.run(_prepare_and_close(container))
        listener = uvicorn_config(None, settings).bind_socket()
        Workers(settings, listener).run(lambda: _announce(listener))


async def _prepare_and_close(container: Container) -> None:
    try:
        await prepare(container)
    finally:
        await close(container)


def _announce(listener: socket.socket) -> None:
    host, port = listener.getsockname()[:2]
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    lines = (
        f"Carbon Ledger serves on {url}",
        f"  API documentation   {url}/api/docs",
        f"  health check        {url}/health/ready",
    )
    print(*lines, sep="\n", flush=True)  # noqa: T201  # for the person who started it, whatever the log level
