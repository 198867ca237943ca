"""Doing again what the storage undid."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from application.ports import StorageInterrupted, StorageUnavailable

P = ParamSpec("P")
T = TypeVar("T")

_PAUSES = tuple(timedelta(milliseconds=pause) for pause in (20, 100, 400))
"""Between tries: a short outage passes meanwhile; nobody waits for a long one. Of transactions that clash the database
undoes one and lets the other end, so they need no random pauses to keep apart."""


def retried(act: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Has it begun anew, up to three times, when its unit of work was undone; then it raises StorageUnavailable.

    For what commits once and as its last act. What it committed before, a count or a block of ids, must do no harm
    twice.
    """

    @wraps(act)
    async def persistent(*args: P.args, **kwargs: P.kwargs) -> T:
        for pause in _PAUSES:
            try:
                return await act(*args, **kwargs)
            except StorageInterrupted:
                await asyncio.sleep(pause.total_seconds())
        try:
            return await act(*args, **kwargs)
        except StorageInterrupted as error:
            raise StorageUnavailable(str(error)) from error.__cause__

    return persistent
