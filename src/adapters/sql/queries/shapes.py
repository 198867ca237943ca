"""What tells one statement behind a list from another, and what is searched for with it."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

from application.views.selection import Position, Sort, SortKey, UsageFilter

_LARGEST = 2**63 - 1
_EVERYTHING = UsageFilter()


class Shape(NamedTuple):
    """All that the text of the statement depends on.

    ``implied`` names a bound that the position makes superfluous. Left in, it could be what the database searches its
    index by, to read from there to the position; the cost of a walk would grow with its length.
    """

    is_postgres: bool
    key: SortKey
    descending: bool
    has_start: bool
    has_end: bool
    has_types: bool
    has_minimum: bool
    has_maximum: bool
    has_position: bool
    implied: str | None
    has_offset: bool
    has_totals: bool
    is_as_of: bool


def shape_of(
    selected: UsageFilter, sort: Sort, *, after: Position | None, has_offset: bool, has_totals: bool, is_postgres: bool
) -> Shape:
    """The shape of a question."""
    implied = None if after is None else _implied(selected, sort, after)
    return Shape(
        is_postgres,
        sort.key,
        sort.descending,
        selected.period.start is not None,
        selected.period.end is not None,
        bool(selected.usage_type_ids),
        selected.amount_min is not None,
        selected.amount_max is not None,
        after is not None and implied != "position",
        implied,
        has_offset,
        has_totals,
        selected.as_of is not None,
    )


def _implied(selected: UsageFilter, sort: Sort, after: Position) -> str | None:
    """The bound that the walk set out from, or the position where that lies before the bound."""
    value: Any = after.value
    match sort.key, sort.descending:
        case SortKey.USAGE_AT, False if (start := selected.period.start) is not None:
            return "start" if value >= start else "position"
        case SortKey.USAGE_AT, True if (end := selected.period.end) is not None:
            return "end" if value < end else "position"
        case SortKey.AMOUNT, False if (minimum := selected.amount_min) is not None:
            return "minimum" if value >= minimum else "position"
        case SortKey.AMOUNT, True if (maximum := selected.amount_max) is not None:
            return "maximum" if value <= maximum else "position"
    return None


def values_of(organisation_id: int, selected: UsageFilter, after: Position | None) -> dict[str, Any]:
    """What is searched for, by the names of the binds."""
    values: dict[str, Any] = {"organisation_id": organisation_id}
    if selected != _EVERYTHING:
        values |= {
            "as_of": selected.as_of,
            "start": selected.period.start,
            "end": selected.period.end,
            "usage_type_ids": selected.usage_type_ids,
            "minimum": None if selected.amount_min is None else _millionths(selected.amount_min, ceil),
            "maximum": None if selected.amount_max is None else _millionths(selected.amount_max, floor),
        }
    if after is not None:
        values["after"], values["after_id"] = after.value, after.id
    return values


def _millionths(bound: Decimal, whole: Callable[[Fraction], int]) -> int:
    # Rounded inwards, and no larger than the column.
    return max(-1, min(whole(Fraction(bound) * 1_000_000), _LARGEST))
