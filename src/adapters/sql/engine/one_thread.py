"""A thread that waits for the disk, so that the event loop need not."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


class OneThread:
    """Does one piece of work after another.

    ThreadPoolExecutor does so too, and takes twice the time to hand work over and back: threads may wait for its
    futures, and each is copied into one of the loop's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._waiting = SimpleQueue[Callable[[], None] | None]()
        self._thread: Thread | None = None

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What the work returns or raises. It is done even when nobody waits for it any more."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def done() -> None:
            try:
                tell = partial(future.set_result, work())
            except BaseException as error:  # noqa: BLE001  # whatever it is, it is for who waits
                tell = partial(future.set_exception, error)
            with suppress(RuntimeError):  # the loop has ended, and so has who waited
                loop.call_soon_threadsafe(_tell, future, tell)

        self._waiting.put(done)
        return future

    def _work(self) -> None:
        while done := self._waiting.get():
            done()

    def end(self) -> None:
        """Returns once all is done that was to be done."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None


def _tell(future: asyncio.Future[Any], tell: Callable[[], None]) -> None:
    if not future.done():
        tell()
