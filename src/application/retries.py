"""Doing again what the storage undid."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from random import uniform
from typing import Any, ParamSpec, TypeVar

from application.ports import StorageInterrupted, StorageUnavailable

P = ParamSpec("P")
T = TypeVar("T")

_PAUSES = (0.02, 0.1, 0.4)
"""Seconds between tries, give or take a half, so that two that clashed do not clash again. A short outage passes
meanwhile; nobody waits for a long one."""


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
                await asyncio.sleep(pause * uniform(0.5, 1.5))  # noqa: S311  # no secret
        try:
            return await act(*args, **kwargs)
        except StorageInterrupted as error:
            raise StorageUnavailable(str(error)) from error.__cause__

    return persistent
