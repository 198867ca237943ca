"""Counts of attempts in memory."""

from dataclasses import replace
from datetime import datetime

from adapters.memory.tables import Tables
from application.ports import AttemptRepository, Tally

_AT_ONCE = 100


class MemoryAttemptRepository(AttemptRepository):
    """Tallies by subject; as units of work follow one another, nobody ever waits in here."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, subject: str, at: datetime, *, ends_at: datetime) -> Tally:
        known = self._tables.attempts.get(subject)
        tally = replace(known, count=known.count + 1) if known and known.ends_at > at else Tally(1, ends_at)
        self._tables.attempts[subject] = tally
        return tally

    async def take_back(self, subject: str) -> None:
        known = self._tables.attempts.get(subject)
        if known and known.count:
            self._tables.attempts[subject] = replace(known, count=known.count - 1)

    async def forget(self, subject: str) -> None:
        self._tables.attempts.pop(subject, None)

    async def forget_ended(self, at: datetime) -> None:
        ended = [subject for subject, tally in self._tables.attempts.items() if tally.ends_at <= at]
        for subject in ended[:_AT_ONCE]:
            del self._tables.attempts[subject]
