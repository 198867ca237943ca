"""A thread that waits for the disk, so that the event loop need not."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
_Waiting = SimpleQueue[Callable[[], None] | None]


class OneThread:
    """Does one piece of work after another; for callers on one event loop.

    ThreadPoolExecutor does so too, and takes twice the time to hand work over and back: threads may wait for its
    futures, and each is copied into one of the loop's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._begun: tuple[Thread, _Waiting] | None = None

    def run(self, work: Callable[[], T]) -> asyncio.Future[T]:
        """What the work returns or raises. It is done even when nobody waits for it any more."""
        _, waiting = self._begun = self._begun or self._begin()
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()

        def done() -> None:
            try:
                result = work()
            except BaseException as error:  # noqa: BLE001  # whatever it is, it is for who waits
                _hand_back(loop, future, future.set_exception, error)
            else:
                _hand_back(loop, future, future.set_result, result)

        waiting.put(done)
        return future

    def _begin(self) -> tuple[Thread, _Waiting]:
        waiting = _Waiting()
        thread = Thread(target=_work, args=(waiting,), name=self._name, daemon=True)
        thread.start()
        return thread, waiting

    async def end(self) -> None:
        """Returns once all is done that was to be done. What comes meanwhile, or later, gets another thread."""
        if self._begun is not None:
            (thread, waiting), self._begun = self._begun, None
            waiting.put(None)
            await asyncio.to_thread(thread.join)


def _work(waiting: _Waiting) -> None:
    while done := waiting.get():
        done()
        del done  # while there is nothing to do, nothing is kept


def _hand_back(
    loop: asyncio.AbstractEventLoop, future: asyncio.Future[T], tell: Callable[[Any], None], what: object
) -> None:
    with suppress(RuntimeError):  # the loop has ended, and so has who waited
        loop.call_soon_threadsafe(_tell, future, tell, what)


def _tell(future: asyncio.Future[Any], tell: Callable[[Any], None], what: object) -> None:
    if not future.done():
        tell(what)
