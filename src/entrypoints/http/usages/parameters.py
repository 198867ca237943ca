"""What a list of usages can be asked."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from application.views.selection import Sort, SortKey, UsageFilter
from domain.errors import InvalidValue
from domain.period import Period
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import LARGEST_ID, AsOf, Figure, Id, Instant, Rule, given
from entrypoints.http.usages.cursor import must_be_cursor, position_of

LARGEST_PAGE_SIZE = 100
MOST_TYPES = 100
SORTS = tuple(sign + key for key in SortKey for sign in ("", "-"))

Bound = Annotated[Figure, Meta(description="In the type's unit; the bound itself is included.")]


class AsOfQuestion(Struct, frozen=True):
    """As of when."""

    as_of: AsOf | UnsetType = UNSET


class UsageListing(Struct, frozen=True, rename={"from_": "from"}):
    """Which usages to list, in which order, and how much of them."""

    page: Annotated[int, Meta(ge=1, le=LARGEST_ID, description="Counted from 1; 1 without cursor.")] | UnsetType = UNSET
    page_size: Annotated[int, Meta(ge=1, le=LARGEST_PAGE_SIZE, description="Usages in one answer.")] = 25
    cursor: (
        Annotated[
            str,
            Meta(
                description="next_cursor of the answer before; empty starts a walk.",
                extra_json_schema={"format": "cursor"},
            ),
        ]
        | UnsetType
    ) = UNSET
    include: Annotated[Literal["totals"], Meta(description="With cursor: add the totals.")] | UnsetType = UNSET
    sort: Annotated[
        str,
        Meta(description="The key, with - before it to descend; ids break ties.", extra_json_schema={"enum": SORTS}),
        Rule(Sort.parse),
    ] = str(Sort())
    from_: Annotated[Instant, Meta(description="Used at this instant or later.")] | UnsetType = UNSET
    to: Annotated[Instant, Meta(description="Used before this instant.")] | UnsetType = UNSET
    usage_type_id: Annotated[
        tuple[Id, ...], Meta(max_length=MOST_TYPES, description="Of these types; repeat the parameter for several.")
    ] = ()
    amount_min: Bound | UnsetType = UNSET
    amount_max: Bound | UnsetType = UNSET
    as_of: AsOf | UnsetType = UNSET

    @property
    def selected(self) -> UsageFilter:
        """Which usages."""
        amounts = given(self.amount_min), given(self.amount_max)
        return _selected(self.usage_type_id, given(self.from_), given(self.to), *amounts, given(self.as_of))

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """Bounds in the wrong order, what a page has and a walk has not, and a cursor that leads nowhere here."""
        yield from sent.tested(Period, "from", "to")
        yield from sent.tested(_amounts, "amount_min", "amount_max")
        if "cursor" in sent and "page" in sent:
            yield InvalidValue("Leave page out when cursor is there.", field="page")
        if "cursor" not in sent and "include" in sent:
            yield InvalidValue("Only with cursor: a page has its totals always.", field="include")
        yield from sent.tested(must_be_cursor, "cursor")
        yield from sent.tested(_leads_somewhere, "cursor", "sort", *_CHOOSING)


_CHOOSING = ("usage_type_id", "from", "to", "amount_min", "amount_max", "as_of")


def _selected(
    usage_type_ids: tuple[int, ...] | None,
    start: datetime | None,
    end: datetime | None,
    least: Decimal | None,
    most: Decimal | None,
    as_of: datetime | None,
) -> UsageFilter:
    return UsageFilter(Period(start, end), frozenset(usage_type_ids or ()), least, most, as_of)


def _amounts(least: Decimal | None, most: Decimal | None) -> None:
    UsageFilter(amount_min=least, amount_max=most)


def _leads_somewhere(cursor: str, sort: str | None, *choosing: Any) -> None:
    if cursor:
        position_of(cursor, Sort.parse(sort) if sort else Sort(), _selected(*choosing))
