"""Deleting an account."""

from dataclasses import dataclass

from application.accounts.password import must_match, must_still_match
from application.authorisation import Caller
from application.ports import AccountQueries, PasswordHasher, UnitOfWorkFactory


@dataclass(frozen=True, slots=True)
class DeleteAccount:
    """Erases what GetAccount said would go, at once."""

    passwords: PasswordHasher
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, password: str) -> None:
        """Raises InvalidValue when the password is wrong, UserNotFound when the account is gone already."""
        matched = await must_match(self.accounts, self.passwords, caller.user_id, password, field="password")
        async with self.new_unit_of_work() as uow:
            await must_still_match(uow, caller.user_id, matched, field="password")
            await uow.accounts.erase(caller.user_id)
            await uow.commit()
