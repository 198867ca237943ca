"""Setting somebody's password from the installation's command line."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import AccountQueries, PasswordHasher, UnitOfWorkFactory
from domain.errors import UserNotFound
from domain.organisation import checked_password


@dataclass(frozen=True, slots=True)
class SetPassword:
    """Gives a user a new password and ends all their sessions."""

    passwords: PasswordHasher
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, caller: Caller, email: str, password: str) -> None:
        """Raises NotAllowed, UserNotFound and InvalidValue."""
        caller.must_be_operator()
        known = await self.accounts.credentials(email.lower())
        if known is None:
            raise UserNotFound("No user has this e-mail address.", field="email")
        password_hash = await self.passwords.hash(checked_password(password))
        async with self.new_unit_of_work() as uow:
            await uow.accounts.set_password(known.user_id, password_hash)
            await uow.sessions.end_others(known.user_id, None)
            await uow.commit()
