"""Turning the parameters of a list into what the use case is asked, and its answer into a page or a walk."""

from msgspec import UNSET

from application.authorisation import Caller
from application.usages.list import ListUsages
from application.views.selection import Position, Sort
from entrypoints.http.reading.values import given
from entrypoints.http.usages.cursor import cursor_at, position_of
from entrypoints.http.usages.parameters import UsageListing
from entrypoints.http.usages.schemas import UsagePage, UsageWalk


async def listed(list_usages: ListUsages, caller: Caller, asked: UsageListing) -> UsagePage | UsageWalk:
    """A page, or a stretch of a walk."""
    if asked.cursor is UNSET:
        return await _page(list_usages, caller, asked)
    return await _walk(list_usages, caller, asked, asked.cursor)


async def _page(list_usages: ListUsages, caller: Caller, asked: UsageListing) -> UsagePage:
    page = given(asked.page) or 1
    found = await list_usages.page(caller, asked.selected, Sort.parse(asked.sort), page=page, page_size=asked.page_size)
    totals = found.totals
    assert totals is not None  # noqa: S101  # a page has them by its contract
    return UsagePage(found.items, page, asked.page_size, totals.total, totals.total_emissions_kg_co2e)


async def _walk(list_usages: ListUsages, caller: Caller, asked: UsageListing, cursor: str) -> UsageWalk:
    selected, sort = asked.selected, Sort.parse(asked.sort)
    found = await list_usages.walk(
        caller,
        selected,
        sort,
        after=position_of(cursor, sort, selected) if cursor else None,
        page_size=asked.page_size,
        with_totals=asked.include == "totals",
    )
    following = cursor_at(Position.of(found.items[-1], sort), sort, selected) if found.has_more else None
    if found.totals is None:
        return UsageWalk(found.items, following)
    return UsageWalk(found.items, following, found.totals.total, found.totals.total_emissions_kg_co2e)
