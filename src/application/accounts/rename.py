"""Changing the name that an account bears."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import AccountQueries, UnitOfWorkFactory
from application.views.accounts import AccountView


@dataclass(frozen=True, slots=True)
class RenameAccount:
    """Gives the caller another name; the organisation keeps its own."""

    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, name: str) -> AccountView:
        """Raises InvalidValue, and UserNotFound when the account was deleted in between."""
        async with self.new_unit_of_work() as uow:
            user = await uow.accounts.get(caller.user_id)
            await uow.accounts.replace(user.rename(name))
            await uow.commit()
        return await self.accounts.account(caller.user_id)
