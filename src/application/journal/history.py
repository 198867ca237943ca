"""Looking at the ledger as it stood at an instant."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from application.journal.seal import SealJournal
from application.ports import Clock, JournalQueries, UsageTypeQueries
from application.views.usages import UsageSlice, UsageTypeReference, UsageView
from domain.errors import InvalidValue, NotSettled

_LONGEST_WAIT = 5
"""In seconds."""

Names = Mapping[int, UsageTypeReference]
"""Usage types by id, as they were named."""


@dataclass(frozen=True, slots=True)
class History:
    """Fixes what is answered as of an instant, once and for all, and knows what usage types were called then."""

    clock: Clock
    journal: JournalQueries
    seal: SealJournal
    usage_types: UsageTypeQueries

    async def at(self, as_of: datetime | None) -> Names:
        """To be called before anything is read as of an instant: what is committed from then on counts from later. The
        names of then; none where there is no instant.

        Raises InvalidValue for an instant to come; NotSettled when there is more to seal than can be waited for, or
        when clocks do not agree on what is to come.
        """
        if as_of is None:
            return {}
        if as_of > self.clock.now():
            raise InvalidValue("The instant as of which one asks must not lie in the future.", field="as_of")
        if not await self._is_settled(as_of):
            with suppress(TimeoutError):
                async with asyncio.timeout(_LONGEST_WAIT):
                    await self.seal(settle=True)
            if not await self._is_settled(as_of):
                raise NotSettled("The instant is too young; ask again in some seconds.", field="as_of")
        return await self.usage_types.references(as_of)

    async def _is_settled(self, as_of: datetime) -> bool:
        settled_until = await self.journal.settled_until()
        return settled_until is not None and as_of <= settled_until


def as_named(view: UsageView, names: Names) -> UsageView:
    """The usage with its type as it was named."""
    return replace(view, usage_type=names.get(view.usage_type_id, view.usage_type)) if names else view


def all_as_named(found: UsageSlice, names: Names) -> UsageSlice:
    """The usages of a list with their types as they were named."""
    return replace(found, items=tuple(as_named(view, names) for view in found.items)) if names else found
