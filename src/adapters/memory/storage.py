"""The memory storage as a whole."""

import asyncio

from adapters.memory.tables import ONLY, JournalState, Tables
from application.ports import Storage
from application.usage_types.preloaded import ENTRIES, FACTORS, USAGE_TYPES
from application.views.journal import JournalItem


class MemoryStorage(Storage):
    """Holds what is committed, for one event loop of one process; it begins with the preloaded usage types.

    ``writing`` is held by the one unit of work at a time; reads need no lock, since a commit happens between two steps
    of the event loop.
    """

    def __init__(self) -> None:
        self.committed = Tables(
            usage_types={usage_type.id: usage_type for usage_type in USAGE_TYPES},
            factors={factor.id: factor for factor in FACTORS},
            journal={number: JournalItem(number, entry, None) for number, entry in enumerate(ENTRIES, 1)},
            journal_state={ONLY: JournalState(last=len(ENTRIES))},
        )
        self.writing = asyncio.Lock()
        self.last_id = 0

    async def migrate(self) -> None:
        """Nothing to do: there is no older schema."""

    async def ping(self) -> None:
        """Always there."""

    async def close(self) -> None:
        """Nothing to let go of; what it holds stays for as long as the object does."""
