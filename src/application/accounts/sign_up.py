"""Signing up: a person and an organisation of their own."""

from dataclasses import dataclass

from application.accounts.grants import TokenGrant, TokenGrants
from application.accounts.password import must_be_good
from application.accounts.throttle import Throttle
from application.ports import Clock, CommonPasswords, IdGenerator, PasswordHasher, UnitOfWorkFactory
from application.retries import retried
from domain.organisation import Organisation, User
from domain.session import Session


@dataclass(frozen=True, slots=True)
class SignUp:
    """Opens an account and logs it in."""

    clock: Clock
    ids: IdGenerator
    passwords: PasswordHasher
    common_passwords: CommonPasswords
    throttle: Throttle
    grants: TokenGrants
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, name: str, email: str, password: str, client: str = "") -> TokenGrant:
        """Raises InvalidValue, TooManyAttempts and EmailTaken."""
        user = await self._new_user(name, email)
        await must_be_good(self.common_passwords, password)
        await self.throttle.admit_sign_up(client)
        password_hash = await self.passwords.hash(password)
        session = Session(await self.ids.new_id(), user.id, user.created_at)
        grant, token = self.grants.issue(session, user.created_at)
        async with self.new_unit_of_work() as uow:
            await uow.accounts.add(Organisation(user.organisation_id, name, user.created_at), user, password_hash)
            await uow.sessions.add(session, token)
            await uow.commit()
        return grant

    async def _new_user(self, name: str, email: str) -> User:
        organisation_id, user_id = await self.ids.new_id(), await self.ids.new_id()
        return User(user_id, organisation_id, name, email, is_operator=False, created_at=self.clock.now())
