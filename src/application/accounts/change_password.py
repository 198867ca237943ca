"""Changing a password."""

from dataclasses import dataclass

from application.accounts.password import must_match
from application.authorisation import Caller
from application.ports import AccountQueries, PasswordHasher, UnitOfWorkFactory
from domain.organisation import checked_password


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Sets a new password and ends the user's sessions, but for the one that asked."""

    passwords: PasswordHasher
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, current: str, new: str) -> None:
        """Raises InvalidValue when the current password is wrong or the new one breaks the rules."""
        checked_password(new, field="new_password")
        await must_match(self.accounts, self.passwords, caller.user_id, current, field="current_password")
        password_hash = await self.passwords.hash(new)
        async with self.new_unit_of_work() as uow:
            await uow.accounts.set_password(caller.user_id, password_hash)
            await uow.sessions.end_others(caller.user_id, caller.session_id)
            await uow.commit()
