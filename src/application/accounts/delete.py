"""Deleting an account."""

from dataclasses import dataclass

from application.accounts.password import must_match, must_still_match
from application.accounts.throttle import Throttle
from application.authorisation import Caller
from application.journal.seal import AT_ONCE, BEGINNING, seal_after
from application.ports import AccountQueries, Clock, PasswordHasher, UnitOfWork, UnitOfWorkFactory
from application.preconditions import Precondition
from application.retries import retried
from application.views.accounts import AccountView
from domain.journal import JournalEntry


@dataclass(frozen=True, slots=True)
class DeleteAccount:
    """Erases what GetAccount said would go, at once."""

    clock: Clock
    passwords: PasswordHasher
    throttle: Throttle
    accounts: AccountQueries
    new_unit_of_work: UnitOfWorkFactory

    @retried
    async def __call__(
        self, caller: Caller, password: str, precondition: Precondition[AccountView] | None = None
    ) -> None:
        """Raises InvalidValue when the password is wrong, UserNotFound when the account is gone already, and
        TooManyAttempts."""
        await self.throttle.admit_proof(caller.user_id)
        matched = await must_match(self.accounts, self.passwords, caller.user_id, password, field="password")
        await self.throttle.proved(caller.user_id)
        async with self.new_unit_of_work() as uow:
            await must_still_match(uow, caller.user_id, matched, field="password")
            if precondition:
                precondition(await uow.accounts.view(caller.user_id))
            if (organisation_id := await uow.accounts.goes_with(caller.user_id)) is not None:
                await self._close_chain(uow, organisation_id, caller.user_id)
            await uow.accounts.erase(caller.user_id)
            await uow.commit()

    async def _close_chain(self, uow: UnitOfWork, organisation_id: int, user_id: int) -> None:
        """Keeps, in the installation's chain, where the organisation's ended: what was handed out still verifies."""
        settled_until = await uow.journal.settled_until() or BEGINNING
        while found := await uow.journal.unsealed(AT_ONCE, chain=organisation_id):
            await seal_after(uow, found, settled_until)
        head = await uow.journal.head(organisation_id)
        await uow.journal.add(JournalEntry.of_erasure(organisation_id, head, by=user_id, at=self.clock.now()))
