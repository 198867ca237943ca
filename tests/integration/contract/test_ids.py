"""The contract of IdGenerator."""

import asyncio

from application.ports import IdGenerator
from tests.clocks import NOON, FixedClock
from tests.integration.conftest import Opener
from tests.integration.storages import StorageParts


async def some(ids: IdGenerator, number: int) -> list[int]:
    made = []
    for _ in range(number):
        made.append(await ids.new_id())
        await asyncio.sleep(0)
    return made


async def test_ids_are_positive_and_exact_in_javascript(parts: StorageParts) -> None:
    assert all(0 < id < 2**53 for id in await some(parts.ids, 100))


async def test_no_id_is_given_twice_by_processes_that_ask_at_once(open_parts: Opener) -> None:
    """The clock stands still: the time of day alone does not tell their ids apart."""
    made = await asyncio.gather(*(some(open_parts().ids, 1500) for _ in range(3)))
    flat = [id for ids in made for id in ids]
    assert len(set(flat)) == len(flat)
    assert all(0 < id < 2**53 for id in flat)


async def test_no_id_is_given_twice_to_tasks_of_one_process(parts: StorageParts) -> None:
    made = await asyncio.gather(*(some(parts.ids, 200) for _ in range(8)))
    flat = [id for ids in made for id in ids]
    assert len(set(flat)) == len(flat)


async def test_later_ids_are_greater(parts: StorageParts, clock: FixedClock) -> None:
    earlier = await some(parts.ids, 20)
    clock.advance(minutes=10)
    assert max(earlier) < min(await some(parts.ids, 20))


async def test_ids_of_another_process_are_ordered_by_time_too(open_parts: Opener, clock: FixedClock) -> None:
    first, second = open_parts(), open_parts()
    earlier = await some(first.ids, 20)
    clock.advance(minutes=10)
    later = await some(second.ids, 20)
    clock.advance(minutes=10)
    assert max(earlier) < min(later) < max(later) < min(await some(first.ids, 20))


async def test_a_clock_that_was_set_back_gives_no_id_again(open_parts: Opener) -> None:
    clock = FixedClock()
    parts = open_parts(clock)
    before = await some(parts.ids, 50)
    clock.advance(hours=-1)
    assert not set(before) & set(await some(parts.ids, 2000))


async def test_a_process_that_starts_again_gives_no_id_again(open_parts: Opener) -> None:
    """Not even when it finds the clock at the very instant of its last start."""
    first = open_parts(FixedClock(NOON))
    before = await some(first.ids, 1500)
    await first.storage.close()
    assert not set(before) & set(await some(open_parts(FixedClock(NOON)).ids, 1500))
