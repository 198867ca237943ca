"""Deleting an account."""

from dataclasses import dataclass

from application.accounts.password import must_match, must_still_match
from application.accounts.throttle import Throttle
from application.authorisation import Caller
from application.ports import AccountQueries, PasswordHasher, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.views.accounts import AccountView


@dataclass(frozen=True, slots=True)
class DeleteAccount:
    """Erases what GetAccount said would go, at once."""

    passwords: PasswordHasher
    throttle: Throttle
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, password: str, precondition: Precondition[AccountView] | None = None
    ) -> None:
        """Raises InvalidValue when the password is wrong, UserNotFound when the account is gone already, and
        TooManyAttempts."""
        await self.throttle.admit_proof(caller.user_id)
        matched = await must_match(self.accounts, self.passwords, caller.user_id, password, field="password")
        await self.throttle.proved(caller.user_id)
        async with self.new_unit_of_work() as uow:
            await must_still_match(uow, caller.user_id, matched, field="password")
            if precondition:
                precondition(await uow.accounts.view(caller.user_id))
            await uow.accounts.erase(caller.user_id)
            await uow.commit()
