"""The thread in which SQLite waits for the disk."""

import asyncio
import threading
from collections.abc import AsyncIterator

import pytest

from adapters.sql.engine.one_thread import OneThread


@pytest.fixture
async def thread() -> AsyncIterator[OneThread]:
    thread = OneThread("in a test")
    yield thread
    await thread.end()


async def test_it_works_outside_the_event_loop_and_hands_back_what_comes_of_it(thread: OneThread) -> None:
    assert (await thread.run(threading.current_thread)).name == "in a test"
    with pytest.raises(ZeroDivisionError):
        await thread.run(lambda: 1 // 0)
    assert await thread.run(lambda: 1) == 1


async def test_one_thing_is_done_after_another(thread: OneThread) -> None:
    done: list[int] = []
    await asyncio.gather(*(thread.run(lambda number=number: done.append(number)) for number in range(100)))  # type: ignore[misc]
    assert done == list(range(100))


async def test_what_was_given_up_is_done_all_the_same(thread: OneThread) -> None:
    go_on, done = threading.Event(), threading.Event()

    def work() -> None:
        go_on.wait(5)
        done.set()

    waiting = thread.run(work)
    waiting.cancel()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await thread.run(done.is_set)


async def test_it_ends_once_all_is_done(thread: OneThread) -> None:
    """What comes meanwhile is not lost: another one begins."""
    go_on = threading.Event()
    done: list[int] = []
    thread.run(lambda: go_on.wait(5))
    for number in range(10):
        thread.run(lambda number=number: done.append(number))  # type: ignore[misc]
    endings = [asyncio.create_task(thread.end()) for _ in range(2)]
    await asyncio.sleep(0)
    assert await thread.run(lambda: "more") == "more"
    assert done == []
    go_on.set()
    await asyncio.gather(*endings)
    assert done == list(range(10))


async def test_a_thread_that_cannot_begin_is_tried_again(thread: OneThread, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as refusing:
        refusing.setattr(threading.Thread, "start", _refuse)
        with pytest.raises(RuntimeError, match="new thread"):
            thread.run(lambda: None)
    assert await thread.run(lambda: 1) == 1


def _refuse(_: threading.Thread) -> None:
    raise RuntimeError("can't start new thread")


def test_who_waited_in_a_loop_that_has_ended_is_in_nobodys_way() -> None:
    thread, go_on = OneThread("in a test"), threading.Event()

    async def give_up() -> None:
        thread.run(lambda: go_on.wait(5))

    asyncio.run(give_up())
    go_on.set()

    async def ask() -> str:
        try:
            return await thread.run(lambda: "still there")
        finally:
            await thread.end()

    assert asyncio.run(ask()) == "still there"
