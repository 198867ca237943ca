"""What the service does by itself, between requests."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from application.ports import StorageUnavailable

_LOG = logging.getLogger("carbon_ledger.background")
_LONGEST_WAIT = timedelta(seconds=10)


@asynccontextmanager
async def repeated(act: Callable[[], Awaitable[object]], pause: timedelta) -> AsyncIterator[None]:
    """Has something done again and again meanwhile. A failure is logged; while it lasts, the pauses grow."""
    task = asyncio.create_task(_repeat(act, pause))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _repeat(act: Callable[[], Awaitable[object]], pause: timedelta) -> None:
    wait = pause
    while True:
        await asyncio.sleep(wait.total_seconds())
        try:
            await act()
            wait = pause
        except Exception as error:  # noqa: BLE001  # whatever it is, the next time comes
            wait = max(pause, min(2 * wait, _LONGEST_WAIT))
            _tell(type(act).__name__, error)


def _tell(what: str, error: Exception) -> None:
    if isinstance(error, StorageUnavailable):
        _LOG.warning("%s found the storage unavailable: %s", what, error)
    else:
        _LOG.error("%s failed", what, exc_info=error)
