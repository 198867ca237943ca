"""Setting somebody's password from the installation's command line."""

from dataclasses import dataclass

from application.accounts.password import must_be_good
from application.authorisation import Caller
from application.ports import AccountQueries, CommonPasswords, PasswordHasher, UnitOfWorkFactory
from application.retries import retried
from domain.errors import UserNotFound


@dataclass(frozen=True, slots=True)
class SetPassword:
    """Gives a user a new password and ends all their sessions."""

    passwords: PasswordHasher
    common_passwords: CommonPasswords
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, caller: Caller, email: str, password: str) -> None:
        """Raises NotAllowed, UserNotFound and InvalidValue."""
        caller.must_be_operator()
        known = await self.accounts.credentials(email.lower())
        if known is None:
            raise UserNotFound("No user has this e-mail address.", field="email")
        password_hash = await self.passwords.hash(await must_be_good(self.common_passwords, password))
        async with self.new_unit_of_work() as uow:
            await uow.accounts.set_password(known.user_id, password_hash)
            await uow.sessions.end_others(known.user_id, None)
            await uow.commit()
