"""Logging in with e-mail and password."""

from dataclasses import dataclass

from application.accounts.grants import TokenGrant, TokenGrants
from application.accounts.throttle import Throttle
from application.ports import AccountQueries, Clock, IdGenerator, PasswordHasher, UnitOfWorkFactory
from application.retries import retried
from domain.errors import NotAuthenticated
from domain.session import Session


@dataclass(frozen=True, slots=True)
class LogIn:
    """Starts a session."""

    clock: Clock
    ids: IdGenerator
    passwords: PasswordHasher
    throttle: Throttle
    grants: TokenGrants
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, email: str, password: str, client: str = "") -> TokenGrant:
        """Raises NotAuthenticated, the same and after as much work for an unknown address as for a wrong password;
        TooManyAttempts; UserNotFound when the account was deleted in between."""
        async with self.throttle.turn(email):
            return await self._log_in(email, password, client)

    async def _log_in(self, email: str, password: str, client: str) -> TokenGrant:
        await self.throttle.admit_log_in(email, client)
        known = await self.accounts.credentials(email.lower())
        right = await self.passwords.verify(known.password_hash if known else None, password)
        if known is None or not right:
            raise _refused()
        now = self.clock.now()
        session = Session(await self.ids.new_id(), known.user_id, now)
        grant, token = self.grants.issue(session, now)
        async with self.new_unit_of_work() as uow:
            # The password may have been changed while this one was being verified.
            if await uow.accounts.password_hash(known.user_id) != known.password_hash:
                raise _refused()
            await uow.sessions.end_expired(known.user_id, now)
            await uow.sessions.add(session, token)
            await self.throttle.logged_in(uow, email, client)
            await uow.commit()
        return grant


def _refused() -> NotAuthenticated:
    return NotAuthenticated("E-mail address or password is wrong.")
