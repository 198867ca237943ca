"""Removing what has served its time."""

from dataclasses import dataclass

from application.ports import Clock, UnitOfWorkFactory
from application.retries import retried


@dataclass(frozen=True, slots=True)
class ForgetExpired:
    """Removes kept answers whose idempotency keys have expired, in as many short transactions as it takes."""

    clock: Clock
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self) -> int:
        """How many were removed."""
        removed = 0
        while some := await self._some():
            removed += some
        return removed

    @retried
    async def _some(self) -> int:
        async with self.new_unit_of_work() as uow:
            removed = await uow.idempotency_keys.forget_expired(self.clock.now())
            await uow.commit()
        return removed
