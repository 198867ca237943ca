"""Cursors of a walk: opaque to clients, and good only for the order and filter that they were made in."""

import base64
import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from application.views.selection import Position, Sort, SortKey, SortValue, UsageFilter
from domain.errors import InvalidValue
from domain.period import instant
from entrypoints.http.answers import encode
from entrypoints.http.reading.values import LARGEST_ID, checked_figure
from entrypoints.notation import decimal_of, instant_of, integer_of


class _Cursor(Struct, forbid_unknown_fields=True):
    sort: str
    filter: str
    value: str
    id: Annotated[int, Meta(ge=1, le=LARGEST_ID)]


def cursor_at(position: Position, sort: Sort, selected: UsageFilter) -> str:
    """The text that leads back to a position."""
    value = position.value.isoformat() if isinstance(position.value, datetime) else format(position.value)
    return base64.urlsafe_b64encode(encode(_Cursor(str(sort), _digest(selected), value, position.id))).decode()


def must_be_cursor(text: str) -> None:
    """Raises InvalidValue, whatever the order and filter, for what is neither a cursor nor empty."""
    if text:
        _read(text)


@lru_cache(16)  # asked twice in a request: whether it is right, and where it leads
def position_of(cursor: str, sort: Sort, selected: UsageFilter) -> Position:
    """The position that a text leads to. Raises InvalidValue unless it was made in this order and filter."""
    made = _read(cursor)
    if made.sort != str(sort) or made.filter != _digest(selected):
        raise InvalidValue("The cursor belongs to another sort order or filter.", field="cursor")
    try:
        return Position(_value(made.value, sort.key), made.id)
    except InvalidValue:
        raise _no_cursor() from None


@lru_cache(16)
def _read(text: str) -> _Cursor:
    try:
        return msgspec.json.decode(base64.b64decode(text, b"-_", validate=True), type=_Cursor)
    except (ValueError, msgspec.MsgspecError):
        raise _no_cursor() from None


def _no_cursor() -> InvalidValue:
    return InvalidValue("Not a cursor; take next_cursor from an answer as it is.", field="cursor")


def _value(text: str, key: SortKey) -> SortValue:
    if key in {SortKey.USAGE_AT, SortKey.RECORDED_AT}:
        return instant(instant_of(text), field="cursor")
    if key is SortKey.USAGE_TYPE:
        return _id(integer_of(text))
    return checked_figure(decimal_of(text))


def _id(value: int) -> int:
    if not 1 <= value <= LARGEST_ID:
        raise InvalidValue("Not an id.")
    return value


def _digest(selected: UsageFilter) -> str:
    bounds = selected.amount_min, selected.amount_max
    chosen = (selected.period, sorted(selected.usage_type_ids), *bounds, *filter(None, [selected.as_of]))
    return hashlib.sha256(encode(chosen)).hexdigest()[:16]
