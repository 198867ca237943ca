"""The contract of AttemptRepository."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from application.ports import AttemptRepository, Tally
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND
from tests.integration.storages import StorageParts

ONE, OTHER = "1" * 64, "f" * 64
LATER = NOON + timedelta(minutes=15, microseconds=123457)


async def acted(parts: StorageParts, act: Callable[[AttemptRepository], Awaitable[object]]) -> None:
    async with parts.new_unit_of_work() as uow:
        await act(uow.attempts)
        await uow.commit()


async def add(parts: StorageParts, subject: str = ONE, at: datetime = NOON, ends_at: datetime = LATER) -> Tally:
    async with parts.new_unit_of_work() as uow:
        tally = await uow.attempts.add(subject, at, ends_at=ends_at)
        await uow.commit()
    return tally


async def test_attempts_are_counted_by_subject_in_the_window_that_the_first_opened(parts: StorageParts) -> None:
    """No later one prolongs it."""
    counted = [await add(parts, ends_at=LATER + number * timedelta(hours=1)) for number in range(3)]
    assert counted == [Tally(1, LATER), Tally(2, LATER), Tally(3, LATER)]
    assert await add(parts, OTHER) == Tally(1, LATER)
    assert await add(parts) == Tally(4, LATER)


@pytest.mark.parametrize("ends_at", [LATER, datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)])
async def test_a_window_ends_by_itself_to_the_microsecond(parts: StorageParts, ends_at: datetime) -> None:
    await add(parts, ends_at=ends_at)
    assert await add(parts, at=ends_at - MICROSECOND) == Tally(2, ends_at)
    another = ends_at + timedelta(minutes=15)
    assert await add(parts, at=ends_at, ends_at=another) == Tally(1, another)
    assert await add(parts, at=ends_at) == Tally(2, another)


async def test_what_is_not_committed_is_not_counted(parts: StorageParts) -> None:
    await add(parts)
    async with parts.new_unit_of_work() as uow:
        assert await uow.attempts.add(ONE, NOON, ends_at=LATER) == Tally(2, LATER)
        assert await uow.attempts.add(ONE, NOON, ends_at=LATER) == Tally(3, LATER)
    assert await add(parts) == Tally(2, LATER)


async def test_one_attempt_is_taken_back(parts: StorageParts) -> None:
    """Never one that is not counted."""
    for _ in range(3):
        await add(parts)
    await add(parts, OTHER)
    await acted(parts, lambda attempts: attempts.take_back(ONE))
    assert await add(parts) == Tally(3, LATER)
    for _ in range(3):
        await acted(parts, lambda attempts: attempts.take_back(OTHER))
    await acted(parts, lambda attempts: attempts.take_back("0" * 64))
    assert [await add(parts, OTHER), await add(parts, "0" * 64)] == [Tally(1, LATER), Tally(1, LATER)]


async def test_a_forgotten_subject_counts_from_nothing(parts: StorageParts) -> None:
    """The others count on; forgetting twice is no error."""
    for subject in (ONE, ONE, OTHER):
        await add(parts, subject)
    for _ in range(2):
        await acted(parts, lambda attempts: attempts.forget(ONE))
    another = LATER + timedelta(hours=1)
    assert await add(parts, ends_at=another) == Tally(1, another)
    assert await add(parts, OTHER) == Tally(2, LATER)


async def test_windows_that_have_ended_are_removed(parts: StorageParts) -> None:
    """A hundred at a time; those that are open stay."""
    async with parts.new_unit_of_work() as uow:
        for number in range(150):
            await uow.attempts.add(f"{number:064}", NOON, ends_at=LATER)
        await uow.attempts.add(ONE, NOON, ends_at=LATER + MICROSECOND)
        await uow.commit()
    await acted(parts, lambda attempts: attempts.forget_ended(LATER - MICROSECOND))
    assert await left(parts) == 151
    await acted(parts, lambda attempts: attempts.forget_ended(LATER))
    assert await left(parts) == 51
    await acted(parts, lambda attempts: attempts.forget_ended(LATER))
    assert await left(parts) == 1
    assert await add(parts) == Tally(2, LATER + MICROSECOND)


async def left(parts: StorageParts) -> int:
    """How many there are, seen by counting each once more long before its window ends, and not committing it."""
    known = 0
    async with parts.new_unit_of_work() as uow:
        for subject in (*(f"{number:064}" for number in range(150)), ONE):
            known += (await uow.attempts.add(subject, NOON, ends_at=LATER)).count - 1
    return known


async def test_simultaneous_attempts_are_all_counted(open_parts: Opener) -> None:
    """In several processes, the first of a window among them."""
    handles = [open_parts() for _ in range(3)]
    await add(handles[0], OTHER, at=NOON - timedelta(days=1), ends_at=NOON)
    for subject in (ONE, OTHER):
        counted = await asyncio.gather(*(add(handles[number % 3], subject) for number in range(24)))
        assert sorted(tally.count for tally in counted) == list(range(1, 25))


async def test_removing_waits_for_nobody(open_parts: Opener) -> None:
    """A window that has ended, and is being opened anew, is left alone; so no two units of work wait for each other."""
    here, there = open_parts(), open_parts()
    await add(here, at=NOON - timedelta(days=1), ends_at=NOON)
    async with here.new_unit_of_work() as uow:
        await uow.attempts.add(ONE, NOON, ends_at=LATER)
        removing = asyncio.create_task(acted(there, lambda attempts: attempts.forget_ended(NOON)))
        await asyncio.wait([removing], timeout=0.2)
        # Where units of work follow one another, it has not begun; where they run side by side, it has ended.
        await uow.commit()
    await removing
    assert await add(here) == Tally(2, LATER)
