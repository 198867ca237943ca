"""Showing the journal."""

from dataclasses import dataclass, replace

from application.authorisation import Caller
from application.ports import JournalQueries
from application.views.journal import JournalFilter, JournalHeads, JournalSlice
from domain.journal import INSTALLATION_CHAIN, Action


@dataclass(frozen=True, slots=True)
class ListJournal:
    """The entries of the caller's organisation, and of what concerns everybody, the last first."""

    journal: JournalQueries

    async def __call__(
        self, caller: Caller, selected: JournalFilter, *, before: int | None, page_size: int
    ) -> JournalSlice:
        """Those before a position, or the latest. That an organisation was erased is shown to operators alone: nobody
        else is to know that there was one."""
        actions = selected.actions or frozenset(Action)
        if not caller.is_operator:
            actions -= {Action.ORGANISATION_ERASED}
        if not actions:
            return JournalSlice((), has_more=False)
        chosen = replace(selected, actions=actions)
        return await self.journal.entries(caller.organisation_id, chosen, before=before, limit=page_size)


@dataclass(frozen=True, slots=True)
class GetJournalHeads:
    """What one publishes, so that nothing before can be altered unnoticed."""

    journal: JournalQueries

    async def __call__(self, caller: Caller) -> JournalHeads:
        """Of the caller's organisation and of the installation."""
        return JournalHeads(
            organisation_id=caller.organisation_id,
            organisation=await self.journal.head(caller.organisation_id),
            installation=await self.journal.head(INSTALLATION_CHAIN),
            settled_until=await self.journal.settled_until(),
        )
