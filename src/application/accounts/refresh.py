"""Exchanging a refresh token for a new pair."""

from dataclasses import dataclass

from application.accounts.grants import TokenGrant, TokenGrants, hash_of
from application.ports import Clock, UnitOfWorkFactory
from application.retries import retried
from domain.errors import NotAuthenticated


@dataclass(frozen=True, slots=True)
class Refresh:
    """Prolongs a session; each refresh token works once."""

    clock: Clock
    grants: TokenGrants
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(self, refresh_token: str) -> TokenGrant:
        """Raises NotAuthenticated. A spent token in use again was stolen, from one side or the other: its whole
        session ends (RFC 9700, 4.14.2)."""
        now = self.clock.now()
        async with self.new_unit_of_work() as uow:
            found = await uow.sessions.find(hash_of(refresh_token))
            if found is None:
                raise _refused()
            session, token = found
            if not token.is_usable(now):
                await uow.sessions.end(session.id)
                await uow.commit()
                raise _refused()
            grant, following = self.grants.issue(session, now)
            await uow.sessions.rotate(token.spend(), following, now)
            await uow.commit()
        return grant


def _refused() -> NotAuthenticated:
    return NotAuthenticated("The refresh token is unknown, expired or already used; log in again.")
