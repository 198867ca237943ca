"""Bounds on guessing: how often a password may be tried, and how many accounts a client may open."""

import asyncio
import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from application.ports import Clock, UnitOfWork, UnitOfWorkFactory
from domain.errors import DomainError

_SECOND = timedelta(seconds=1)


class TooManyAttempts(DomainError):
    """It was tried too often lately; ``retry_after`` is in how many seconds it can be tried again."""

    def __init__(self, remaining: timedelta) -> None:
        self.retry_after = max(1, -(-remaining // _SECOND))
        super().__init__(f"Too many attempts; try again in {-(-self.retry_after // 60)} min.")


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many attempts in a window of time; it opens with the first and ends by itself."""

    attempts: int
    window: timedelta


@dataclass(frozen=True, slots=True)
class Throttle:
    """Counts an attempt before anything is tried, so that many at once are no way round the limit.

    A right password is refused as well while an account waits, or guessing would go on. Sessions that are open are
    not: proofs of a password within them are counted by themselves. A ``client`` is whatever an entrypoint tells
    callers apart by before they log in; empty where it cannot. Every transaction counts the client first, then the
    account: no two wait for each other.
    """

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory
    per_account: Limit
    per_client: Limit
    sign_ups: Limit
    _turns: WeakValueDictionary[str, asyncio.Lock] = field(default_factory=WeakValueDictionary, init=False)

    def turn(self, email: str) -> asyncio.Lock:
        """To be held from the admission of a log-in to its outcome: of many at once to one account, the right ones that
        wait for their verification would else be counted as if they had failed."""
        return self._turns.setdefault(_log_ins_to(email), asyncio.Lock())

    async def admit_log_in(self, email: str, client: str) -> None:
        """Raises TooManyAttempts, the same whether somebody has the address or not."""
        await self._admit((_log_ins_of(client), self.per_client), (_log_ins_to(email), self.per_account))

    async def admit_sign_up(self, client: str) -> None:
        """Raises TooManyAttempts."""
        await self._admit((_subject("sign-ups of", client), self.sign_ups))

    async def admit_proof(self, user_id: int) -> None:
        """For a user who is logged in and proves it once more. Raises TooManyAttempts."""
        await self._admit((_proofs_of(user_id), self.per_account))

    async def logged_in(self, uow: UnitOfWork, email: str, client: str) -> None:
        """The account counts from nothing; the client only one less, or an account of its own would free it."""
        await uow.attempts.take_back(_log_ins_of(client))
        await uow.attempts.forget(_log_ins_to(email))

    async def proved(self, user_id: int) -> None:
        """The user's proofs count from nothing, whatever becomes of what they were for."""
        async with self.new_unit_of_work() as uow:
            await uow.attempts.forget(_proofs_of(user_id))
            await uow.commit()

    async def _admit(self, *bounds: tuple[str, Limit]) -> None:
        now = self.clock.now()
        async with self.new_unit_of_work() as uow:
            for subject, limit in bounds:
                await _count(uow, subject, limit, now)
            await uow.attempts.forget_ended(now)
            await uow.commit()


async def _count(uow: UnitOfWork, subject: str, limit: Limit, now: datetime) -> None:
    tally = await uow.attempts.add(subject, now, ends_at=now + limit.window)
    if tally.count > limit.attempts:
        raise TooManyAttempts(tally.ends_at - now)


def _log_ins_to(email: str) -> str:
    return _subject("log-ins to", email.lower())


def _log_ins_of(client: str) -> str:
    return _subject("log-ins of", client)


def _proofs_of(user_id: int) -> str:
    return _subject("proofs of", str(user_id))


def _subject(what: str, whose: str) -> str:
    return hashlib.sha256(f"{what} {whose}".encode("utf-8", "surrogatepass")).hexdigest()
