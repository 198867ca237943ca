"""What the service does by itself, between requests."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from application.ports import StorageUnavailable

_LOG = logging.getLogger("carbon_ledger.background")


@asynccontextmanager
async def repeated(act: Callable[[], Awaitable[object]], pause: timedelta) -> AsyncIterator[None]:
    """Has something done again and again meanwhile; a failure is logged, and the next time it is tried anew."""
    task = asyncio.create_task(_repeat(act, pause))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _repeat(act: Callable[[], Awaitable[object]], pause: timedelta) -> None:
    while True:
        await asyncio.sleep(pause.total_seconds())
        try:
            await act()
        except StorageUnavailable as error:
            _LOG.warning("%s found the storage unavailable: %s", type(act).__name__, error)
        except Exception:  # noqa: BLE001  # whatever it is, the next time comes
            _LOG.exception("%s failed", type(act).__name__)
