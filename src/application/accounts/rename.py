"""Changing the name that an account bears."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.views.accounts import AccountView


@dataclass(frozen=True, slots=True)
class RenameAccount:
    """Gives the caller another name, None the one that they have; the organisation keeps its own."""

    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, name: str | None, precondition: Precondition[AccountView] | None = None
    ) -> AccountView:
        """Raises InvalidValue, and UserNotFound when the account was deleted in between."""
        async with self.new_unit_of_work() as uow:
            user = await uow.accounts.get(caller.user_id)
            if precondition:
                precondition(await uow.accounts.view(caller.user_id))
            if name is not None:
                await uow.accounts.replace(user.rename(name))
            view = await uow.accounts.view(caller.user_id)
            await uow.commit()
        return view
