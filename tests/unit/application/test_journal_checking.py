"""Walking the journal: whatever was tampered with is named."""

from collections.abc import AsyncIterator
from dataclasses import replace
from decimal import Decimal

from adapters.memory.journal import MemoryJournalQueries
from application.authorisation import COMMAND_LINE, Caller
from application.usage_types.change import UsageTypeChange
from application.usage_types.preloaded import ENTRIES
from application.views.journal import JournalFault, WalkedEntry
from tests.unit.application.happenings import everything_happens, overwrite
from tests.unit.application.installation import PASSWORD, Installation


async def faults(app: Installation) -> list[str]:
    return [str(fault) async for _, found in app.check_journal(COMMAND_LINE) for fault in found]


async def test_a_journal_that_holds_is_walked_entry_by_entry(app: Installation, ada: Caller) -> None:
    """Before it is sealed, while some of it is, after, and after an erasure."""
    usage = await app.record(ada)
    for _ in range(2):
        assert await faults(app) == []
        await app.seal_journal()
    await everything_happens(app, ada, usage)
    assert await faults(app) == []
    await app.delete_account(ada, PASSWORD)
    assert await faults(app) == []
    entries = [one async for one, _ in app.check_journal(COMMAND_LINE)]
    # Renamed and retired at once, two factors, Bob's usage, Ada's erasure.
    assert len(entries) == len(ENTRIES) + 5


async def test_a_figure_that_was_tampered_with_is_named(app: Installation, ada: Caller) -> None:
    """With what is kept, and what the journal tells."""
    usage = await app.record(ada)
    await app.seal_journal()
    overwrite(app, ada, usage.id, emissions_kg_co2e=Decimal(1))
    where = f"journal of organisation {ada.organisation_id}, entry 1: version 1 of usage {usage.id} is kept otherwise"
    assert await faults(app) == [f"{where}: emissions_kg_co2e is '1', the journal says '1.5'"]


async def test_an_entry_that_was_altered_is_named(app: Installation, ada: Caller) -> None:
    """And so is the version that it tells of; those after it hold again."""
    usage, other = await app.record(ada), await app.record(ada)
    await app.seal_journal()
    journal = app.storage.committed.journal
    (place,) = [place for place, item in journal.items() if item.entry.subject_id == usage.id]
    item = journal[place]
    journal[place] = replace(item, entry=replace(item.entry, user_id=other.user_id + 1))
    of_chain = f"journal of organisation {ada.organisation_id}, entry 1: "
    by_hash, of_version = await faults(app)
    assert by_hash.startswith(f"{of_chain}it was altered, or is not in its place")
    assert of_version.startswith(f"{of_chain}version 1 of usage {usage.id} is kept otherwise")


async def test_an_entry_that_is_missing_is_named(app: Installation, ada: Caller) -> None:
    """By the one after it, and by the version that nothing tells of now."""
    first, _ = await app.record(ada), await app.record(ada)
    await app.seal_journal()
    journal = app.storage.committed.journal
    del journal[next(place for place, item in journal.items() if item.entry.subject_id == first.id)]
    of_chain = f"journal of organisation {ada.organisation_id}"
    gap, untold = await faults(app)
    assert gap == f"{of_chain}, entry 2: it follows entry 0: what was between is missing"
    assert untold.startswith(of_chain)
    assert f"version 1 of usage {first.id}" in untold


async def test_a_version_that_is_missing_is_named(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    await app.seal_journal()
    del app.storage.committed.usages[ada.organisation_id, usage.id]
    where = f"journal of organisation {ada.organisation_id}, entry 1"
    assert await faults(app) == [f"{where}: version 1 of usage {usage.id}, which it opened, is missing"]


async def test_types_and_factors_that_were_tampered_with_are_named(app: Installation) -> None:
    """Changed, missing, or told of by nothing."""
    kept = app.storage.committed
    await app.seal_journal()
    kept.usage_types[100] = kept.usage_types[100].rename("power")
    kept.factors[7] = replace(kept.factors[2], id=7)
    del kept.factors[5]
    assert sorted(await faults(app)) == [
        "journal of installation: factor 5 is missing, or cannot be read",
        "journal of installation: no entry tells of factor 7",
        "journal of installation: usage_type 100 is kept otherwise: name is 'power', the journal says 'electricity'",
    ]


class Overtaken(MemoryJournalQueries):
    """While it is walked for the first time, somebody renames a type, which is sealed at once."""

    def __init__(self, app: Installation, name: str) -> None:
        super().__init__(app.storage)
        self._app: Installation | None = app
        self._name = name

    async def walk(self) -> AsyncIterator[WalkedEntry | JournalFault]:
        async for walked in super().walk():
            yield walked
        if app := self._app:
            self._app = None
            await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange(name=self._name))
            await app.seal_journal()


async def test_what_changes_while_the_journal_is_walked_is_no_fault(app: Installation) -> None:
    """But what was tampered with is still named."""
    check = replace(app.check_journal, journal=Overtaken(app, "power"))
    assert [fault async for _, found in check(COMMAND_LINE) for fault in found] == []
    app.storage.committed.factors[1] = replace(app.storage.committed.factors[1], source="x")
    check = replace(app.check_journal, journal=Overtaken(app, "current"))
    (fault,) = [str(fault) async for _, found in check(COMMAND_LINE) for fault in found]
    assert fault.startswith("journal of installation: factor 1 is kept otherwise: source is 'x'")
