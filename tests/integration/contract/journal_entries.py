"""Entries of two chains to write and seal, and ways to read them."""

from typing import Any

from application.journal.seal import SealJournal
from application.views.journal import JournalFilter, JournalItem
from domain.journal import Action, JournalEntry
from tests.clocks import NOON, FixedClock
from tests.integration.storages import StorageParts

EVERYTHING = JournalFilter()
ADA, BOB = 2**52, 2**52 + 1
STATE = {
    "amount": "1.5",
    "note": 'Zürich "quoted"\n\u2028',
    "nothing": None,
    "units": ["kwh", "MJ"],
    "number": 2**53 - 1,
}


def entry(subject_id: int = 7, chain: int = ADA, **rest: Any) -> JournalEntry:
    stated: dict[str, Any] = {"version": 1, "before": None, "after": STATE, "reason": None} | rest
    at = stated.pop("recorded_at", NOON)
    action = stated.pop("action", Action.USAGE_RECORDED)
    return JournalEntry(chain, at, 5, action, subject_id, **stated)


async def add(parts: StorageParts, *entries: JournalEntry) -> None:
    """In one transaction."""
    async with parts.new_unit_of_work() as uow:
        for one in entries:
            await uow.journal.add(one)
        await uow.commit()


async def seal_all(parts: StorageParts, clock: FixedClock, *, settle: bool = False) -> None:
    await SealJournal(clock, parts.new_unit_of_work)(settle=settle)


async def shown(
    parts: StorageParts,
    selected: JournalFilter = EVERYTHING,
    chain: int = ADA,
    before: int | None = None,
    limit: int = 50,
) -> list[JournalItem]:
    return list((await parts.journal.entries(chain, selected, before=before, limit=limit)).items)


async def walked(parts: StorageParts) -> list[Any]:
    return [one async for one in parts.journal.walk()]
