"""Logging out."""

from dataclasses import dataclass

from application.accounts.grants import hash_of
from application.ports import UnitOfWorkFactory
from application.retries import retried


@dataclass(frozen=True, slots=True)
class LogOut:
    """Ends the session that a refresh token belongs to."""

    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, refresh_token: str) -> None:
        """An unknown token is no error: its holder is logged out either way."""
        async with self.new_unit_of_work() as uow:
            if found := await uow.sessions.find(hash_of(refresh_token)):
                await uow.sessions.end(found[0].id)
                await uow.commit()
