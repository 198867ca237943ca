"""Showing the caller's account."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import AccountQueries
from application.views.accounts import AccountView


@dataclass(frozen=True, slots=True)
class GetAccount:
    """The account, and what deleting it would erase."""

    accounts: AccountQueries

    async def __call__(self, caller: Caller) -> AccountView:
        """Raises UserNotFound when it was deleted in between."""
        return await self.accounts.account(caller.user_id)
