"""Acting for a user from the installation's command line."""

from dataclasses import dataclass

from application.authorisation import INSTALLATION, Caller
from application.ports import AccountQueries
from domain.errors import UserNotFound


@dataclass(frozen=True, slots=True)
class ActFor:
    """The rights of a user, for the operator of the installation's host, who could read the storage anyway."""

    accounts: AccountQueries

    async def __call__(self, caller: Caller, email: str) -> Caller:
        """Raises NotAllowed and UserNotFound."""
        caller.must_be_operator()
        known = await self.accounts.credentials(email.lower())
        if known is None:
            raise UserNotFound("No user has this e-mail address.", field="email")
        account = await self.accounts.account(known.user_id)
        return Caller(account.id, account.organisation.id, INSTALLATION, account.is_operator)
