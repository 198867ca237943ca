"""What the service does by itself."""

import asyncio
import logging
from datetime import timedelta

import pytest

from application.ports import StorageUnavailable
from entrypoints.http.background import repeated


class Act:
    """Fails at first."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.done = asyncio.Event()

    async def __call__(self) -> None:
        if self.failures:
            raise self.failures.pop()
        self.done.set()


async def test_a_failure_is_logged_and_does_not_end_it(caplog: pytest.LogCaptureFixture) -> None:
    act = Act(StorageUnavailable("SQLite: disk is full"), ZeroDivisionError())
    with caplog.at_level(logging.WARNING):
        async with asyncio.timeout(5), repeated(act, timedelta(milliseconds=1)):
            await act.done.wait()
    assert [record.getMessage() for record in caplog.records] == [
        "Act failed",
        "Act found the storage unavailable: SQLite: disk is full",
    ]


async def test_it_ends_with_what_it_goes_on_beside() -> None:
    before = asyncio.all_tasks()
    async with repeated(Act(), timedelta(hours=1)):
        assert len(asyncio.all_tasks() - before) == 1
    assert asyncio.all_tasks() == before
