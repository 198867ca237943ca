"""The thread in which SQLite waits for the disk."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from adapters.sql.engine.one_thread import OneThread


@pytest.fixture
def thread() -> Iterator[OneThread]:
    thread = OneThread("in a test")
    yield thread
    thread.end()


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
    """And begins anew where it is asked for more."""
    done: list[int] = []
    for number in range(10):
        thread.run(lambda number=number: done.append(number))  # type: ignore[misc]
    await asyncio.to_thread(thread.end)
    assert done == list(range(10))
    assert await thread.run(lambda: "more") == "more"


def test_who_waited_in_a_loop_that_has_ended_is_in_nobodys_way(thread: OneThread) -> None:
    go_on = threading.Event()

    async def give_up() -> None:
        thread.run(lambda: go_on.wait(5))

    asyncio.run(give_up())
    go_on.set()

    async def ask() -> str:
        return await thread.run(lambda: "still there")

    assert asyncio.run(ask()) == "still there"
