"""Adding a user from the installation's command line."""

from dataclasses import dataclass

from application.accounts.password import must_be_good
from application.authorisation import Caller
from application.ports import Clock, CommonPasswords, IdGenerator, PasswordHasher, UnitOfWorkFactory
from application.retries import retried
from domain.organisation import Organisation, User


@dataclass(frozen=True, slots=True)
class AddUser:
    """Opens an account for somebody, an operator's if so wished."""

    clock: Clock
    ids: IdGenerator
    passwords: PasswordHasher
    common_passwords: CommonPasswords
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, caller: Caller, name: str, email: str, password: str, *, is_operator: bool) -> User:
        """Raises NotAllowed, InvalidValue and EmailTaken."""
        caller.must_be_operator()
        now = self.clock.now()
        organisation = Organisation(await self.ids.new_id(), name, now)
        user = User(await self.ids.new_id(), organisation.id, name, email, is_operator, now)
        password_hash = await self.passwords.hash(await must_be_good(self.common_passwords, password))
        async with self.new_unit_of_work() as uow:
            await uow.accounts.add(organisation, user, password_hash)
            await uow.commit()
        return user
