"""Changing a password."""

from dataclasses import dataclass

from application.accounts.password import must_be_good, must_match, must_still_match
from application.accounts.throttle import Throttle
from application.authorisation import Caller
from application.ports import AccountQueries, CommonPasswords, PasswordHasher, UnitOfWorkFactory
from application.retries import retried


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """Sets a new password and ends the user's sessions, but for the one that asked."""

    passwords: PasswordHasher
    common_passwords: CommonPasswords
    throttle: Throttle
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, caller: Caller, current: str, new: str) -> None:
        """Raises InvalidValue when the current password is wrong or the new one breaks the rules, and
        TooManyAttempts."""
        await must_be_good(self.common_passwords, new, field="new_password")
        await self.throttle.admit_proof(caller.user_id)
        field = "current_password"
        matched = await must_match(self.accounts, self.passwords, caller.user_id, current, field=field)
        await self.throttle.proved(caller.user_id)
        password_hash = await self.passwords.hash(new)
        async with self.new_unit_of_work() as uow:
            await must_still_match(uow, caller.user_id, matched, field=field)
            await uow.accounts.set_password(caller.user_id, password_hash)
            await uow.sessions.end_others(caller.user_id, caller.session_id)
            await uow.commit()
