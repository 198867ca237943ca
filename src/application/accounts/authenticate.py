"""Finding out who calls."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import AccessTokens, AccountQueries, Clock
from domain.errors import NotAuthenticated


@dataclass(frozen=True, slots=True)
class Authenticate:
    """Turns an access token into a caller whose rights are what the storage says now."""

    clock: Clock
    access_tokens: AccessTokens
    accounts: AccountQueries

    async def __call__(self, access_token: str) -> Caller:
        """Raises NotAuthenticated, also when the session has ended or the user is gone."""
        claims = self.access_tokens.verify(access_token, self.clock.now())
        caller = await self.accounts.caller(claims.user_id, claims.session_id)
        if caller is None:
            raise NotAuthenticated("The session has ended; log in again.")
        return caller
