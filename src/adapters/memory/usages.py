"""Usages in memory."""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from adapters.memory.journal import counting
from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import Tables
from application.ports import UsageQueries, UsageRepository
from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageSlice, UsageTotals, UsageVersionView, UsageView
from domain.organisation import user_not_found
from domain.quantity import total
from domain.usage import Usage, usage_changed_in_between, usage_not_found
from domain.usage_type import usage_type_not_found

_SORT_VALUES: dict[SortKey, Callable[[Usage], Any]] = {
    SortKey.USAGE_AT: attrgetter("stated.usage_at"),
    SortKey.AMOUNT: attrgetter("amount_in_type_unit"),
    SortKey.EMISSIONS: attrgetter("emissions_kg_co2e"),
    SortKey.USAGE_TYPE: attrgetter("stated.usage_type_id"),
    SortKey.RECORDED_AT: attrgetter("recorded_at"),
}


class MemoryUsageRepository(UsageRepository):
    """Every version of every usage."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, organisation_id: int, usage_id: int) -> Usage:
        return _versions(self._tables, organisation_id, usage_id)[-1]

    async def add(self, usage: Usage) -> None:
        if usage.organisation_id not in self._tables.organisations:
            raise user_not_found(usage.user_id)
        if usage.stated.usage_type_id not in self._tables.usage_types:
            raise usage_type_not_found(usage.stated.usage_type_id)
        self._tables.usages[usage.organisation_id, usage.id] = (usage,)

    async def append(self, usage: Usage) -> None:
        key = (usage.organisation_id, usage.id)
        kept = self._tables.usages.get(key, ())
        if not kept or kept[-1].version != usage.version - 1:
            raise usage_changed_in_between(usage.id)
        self._tables.usages[key] = (*kept, usage)


class MemoryUsageQueries(UsageQueries):
    """What is committed of usages."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def get(self, organisation_id: int, usage_id: int, as_of: datetime | None = None) -> UsageView:
        kept = _versions(self._tables, organisation_id, usage_id)
        if as_of is not None:
            kept = _counting(kept, counting(self._tables, organisation_id, as_of))
        if not kept:
            raise usage_not_found(usage_id)
        kept[-1].must_not_be_deleted()
        return self._view(kept[-1])

    async def versions(self, organisation_id: int, usage_id: int) -> tuple[UsageVersionView, ...]:
        kept = _versions(self._tables, organisation_id, usage_id)
        ends = (*(following.changed_at for following in kept[1:]), None)
        views = [UsageVersionView(self._view(usage), end) for usage, end in zip(kept, ends, strict=True)]
        return tuple(reversed(views))

    async def page(
        self, organisation_id: int, selected: UsageFilter, sort: Sort, *, offset: int, limit: int
    ) -> UsageSlice:
        found = self._sorted(organisation_id, selected, sort)
        return self._slice(found[offset:], limit, _totals(found))

    async def walk(
        self,
        organisation_id: int,
        selected: UsageFilter,
        sort: Sort,
        *,
        after: Position | None,
        limit: int,
        with_totals: bool,
    ) -> UsageSlice:
        found = self._sorted(organisation_id, selected, sort)
        following = found if after is None else [usage for usage in found if _follows(usage, after, sort)]
        return self._slice(following, limit, _totals(found) if with_totals else None)

    def _sorted(self, organisation_id: int, selected: UsageFilter, sort: Sort) -> list[Usage]:
        there = present(self._tables, organisation_id, selected.as_of)
        chosen = (usage for usage in there if _is_selected(usage, selected))
        return sorted(chosen, key=lambda usage: _place(usage, sort.key), reverse=sort.descending)

    def _slice(self, following: list[Usage], limit: int, totals: UsageTotals | None) -> UsageSlice:
        return UsageSlice(tuple(map(self._view, following[:limit])), totals, has_more=len(following) > limit)

    def _view(self, usage: Usage) -> UsageView:
        usage_type = self._tables.usage_types[usage.stated.usage_type_id]
        return UsageView.of(usage, usage_type, self._tables.factors[usage.factor_id])


def present(tables: Tables, organisation_id: int, as_of: datetime | None = None) -> Iterable[Usage]:
    """The usages of an organisation as they are now, or were, deleted ones left out."""
    usages = [kept for key, kept in tables.usages.items() if key[0] == organisation_id]
    if as_of is not None:
        known = counting(tables, organisation_id, as_of)
        usages = [counted for kept in usages if (counted := _counting(kept, known))]
    return (kept[-1] for kept in usages if not kept[-1].is_deleted)


def _counting(kept: tuple[Usage, ...], known: Collection[tuple[int, int]]) -> tuple[Usage, ...]:
    return tuple(usage for usage in kept if (usage.id, usage.version) in known)


def _versions(tables: Tables, organisation_id: int, usage_id: int) -> tuple[Usage, ...]:
    if kept := tables.usages.get((organisation_id, usage_id)):
        return kept
    raise usage_not_found(usage_id)


def _is_selected(usage: Usage, selected: UsageFilter) -> bool:
    amount = usage.amount_in_type_unit
    return (
        selected.period.covers(usage.stated.usage_at)
        and (not selected.usage_type_ids or usage.stated.usage_type_id in selected.usage_type_ids)
        and (selected.amount_min is None or selected.amount_min <= amount)
        and (selected.amount_max is None or amount <= selected.amount_max)
    )


def _place(usage: Usage, key: SortKey) -> tuple[Any, int]:
    return _SORT_VALUES[key](usage), usage.id


def _follows(usage: Usage, after: Position, sort: Sort) -> bool:
    place, position = _place(usage, sort.key), (after.value, after.id)
    return place < position if sort.descending else place > position


def _totals(found: list[Usage]) -> UsageTotals:
    return UsageTotals(len(found), total(usage.emissions_kg_co2e for usage in found))
