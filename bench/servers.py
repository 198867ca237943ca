"""The two servers, each on its own copy of the same file."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stderr
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from dependency_injector import providers

from application.ports import Clock
from bench.bare import BareServer
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.http.serving.logs import configure_logging
from entrypoints.settings import Settings


class Servers(NamedTuple):
    """ASGI applications."""

    bare: Any
    ours: Any


class _Stopped(Clock):
    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


@asynccontextmanager
async def opened(ledger: Path, settings: Settings, stopped_at: datetime | None = None) -> AsyncIterator[Servers]:
    """Both; with one stopped clock they answer alike to the byte."""
    paths = [Path(shutil.copy(ledger, ledger.with_name(f"{name}.db"))) for name in ("bare", "ours")]
    container = Container(settings=msgspec.structs.replace(settings, database_url=f"sqlite:///{paths[1]}"))
    if stopped_at:
        container.clock.override(providers.Object(_Stopped(stopped_at)))
    app = create_app(container)
    with open(os.devnull, "w", encoding="utf-8") as log, redirect_stderr(log):  # noqa: PTH123, ASYNC230
        configure_logging(settings)
        bare = BareServer(paths[0], settings.signing_key, container.clock().now if stopped_at else _now)
        try:
            async with app.lifespan():
                yield Servers(bare, app)
        finally:
            bare.close()
            for path in ledger.parent.glob("*.db*"):
                if path != ledger:
                    path.unlink()


def _now() -> datetime:
    return datetime.now(UTC)
