"""Ids from blocks that the database gives out."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import BigInteger, bindparam, case, update
from sqlalchemy.sql.dml import ReturningUpdate

from adapters.sql.schema.tables import IdBlockRow
from adapters.sql.storage import SqlStorage
from application.ports import Clock, IdGenerator

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
# A block is a millisecond since 2020 or, when those run out, one more than the last: 1024 ids, below 2^53 until 2298.
_BITS = 10
_LONGEST_LIFE = timedelta(seconds=5)


class SqlIdGenerator(IdGenerator):
    """Claims a block in a transaction of its own and numbers within it: no two processes ever hold the same block. What
    is left of a block is given up after five seconds, so that ids keep following the time."""

    def __init__(self, storage: SqlStorage, clock: Clock) -> None:
        self._database = storage.database
        self._clock = clock
        self._claiming = asyncio.Lock()
        self._next = self._end = 0
        self._expires_at = _EPOCH

    async def new_id(self) -> int:
        now = self._clock.now()
        while self._next == self._end or now >= self._expires_at:
            async with self._claiming:
                if self._next == self._end or now >= self._expires_at:
                    await self._claim(now)
        id = self._next
        self._next += 1
        return id

    async def _claim(self, now: datetime) -> None:
        transaction = await self._database.begin()
        try:
            ((block,),) = await transaction.fetch(_claimed_block, now=(now - _EPOCH) // _MILLISECOND)
            await transaction.commit()
        finally:
            await transaction.end()
        self._next, self._end = block << _BITS, (block + 1) << _BITS
        self._expires_at = now + _LONGEST_LIFE


def _claimed_block() -> ReturningUpdate[tuple[int]]:
    now, following = bindparam("now", type_=BigInteger), IdBlockRow.last_block + 1
    block = case((following > now, following), else_=now)
    return update(IdBlockRow).values(last_block=block).returning(IdBlockRow.last_block)
