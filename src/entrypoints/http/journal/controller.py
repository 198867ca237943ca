"""`/journal`."""

from litestar import Controller, get
from litestar.di import NamedDependency

from application.authorisation import Caller
from application.journal.list import GetJournalHeads, ListJournal
from entrypoints.http.journal.schemas import JournalHeadList, JournalPage, JournalQuestion, JournalRecord


class JournalController(Controller):
    """Who changed what, when."""

    path = "/journal"
    tags = ("Journal",)

    @get(operation_id="listJournal", summary="List the journal")
    async def listing(
        self,
        caller: NamedDependency[Caller],
        asked: NamedDependency[JournalQuestion],
        list_journal: NamedDependency[ListJournal],
    ) -> JournalPage:
        """Entries of the organisation's own chain and of the installation's, the latest first."""
        found = await list_journal(caller, asked.selected, before=asked.before, page_size=asked.page_size)
        following = str(found.items[-1].position) if found.has_more else None
        return JournalPage(tuple(map(JournalRecord.of, found.items)), following)

    @get("/head", operation_id="getJournalHeads", summary="Get the heads of the journal")
    async def heads(
        self, caller: NamedDependency[Caller], get_journal_heads: NamedDependency[GetJournalHeads]
    ) -> JournalHeadList:
        """The number and hash of the last sealed entry, of the organisation's own chain and of the installation's."""
        return JournalHeadList.of(await get_journal_heads(caller))
