"""Walking the whole journal; nothing in its rows is taken for readable."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from adapters.sql.engine.database import Row
from adapters.sql.engine.statements import Query
from adapters.sql.queries.journal import CONTENT, SEAL
from adapters.sql.queries.ledger_rows import FAULTS, as_text, told, told_instant
from adapters.sql.queries.rows import VERSION_COLUMNS, usage_of
from adapters.sql.schema.tables import JournalEntryRow as Entry
from adapters.sql.schema.tables import UsageRow, UsageVersionRow
from application.views.journal import JournalFault, JournalItem, WalkedEntry
from application.views.ledger import is_unreadable
from domain.journal import Action, JournalEntry, Seal, expected_version
from domain.states import version_state
from domain.usage import Usage

_LIMIT = bindparam("limit", type_=BigInteger)
_COLUMNS = (Entry.position, *CONTENT, *SEAL)
_NAMES = tuple(column.key for column in _COLUMNS)
_VERSION = ("id", *VERSION_COLUMNS)
_NUMBERS = {
    *("id", "usage_type_id", "amount", "amount_in_type_unit", "factor_id", "emissions_mg"),
    *("user_id", "version", "changed_by"),
}


def walk_sealed(is_postgres: bool) -> Query:  # noqa: FBT001  # a part of the statement's shape
    """Entries that have a number, after that of a chain; first their places."""
    here, there = (Entry.chain, Entry.sequence), ("chain", "sequence")
    following = tuple_(*here) > tuple_(*(bindparam(name, type_=BigInteger) for name in there))
    some = select(*here, Entry.position).where(Entry.sequence.is_not(None), following).order_by(*here)
    return _told(some, here, is_postgres=is_postgres)


def walk_unsealed(is_postgres: bool) -> Query:  # noqa: FBT001  # a part of the statement's shape
    """Entries that have none, after a position; first that."""
    following = Entry.position > bindparam("position", type_=BigInteger)
    some = select(Entry.chain, Entry.position).where(Entry.sequence.is_(None), following).order_by(Entry.position)
    return _told(some, (Entry.position,), is_postgres=is_postgres)


PHASES: tuple[tuple[Any, dict[str, int]], ...] = (
    (walk_sealed, {"chain": -1, "sequence": -1}),
    (walk_unsealed, {"position": -1}),
)
"""What is walked, each from where."""


def untold() -> CompoundSelect[int, int, int]:
    """The places of versions that no entry tells of."""
    return union_all(_untold(UsageRow, UsageRow.id), _untold(UsageVersionRow, UsageVersionRow.usage_id)).limit(_LIMIT)


def walked(row: Row) -> WalkedEntry | JournalFault:
    """From what _told selects."""
    texts = tuple(map(told, row))
    told_of_entry = dict(zip(_NAMES, texts, strict=False))
    try:
        item = JournalItem(int(told_of_entry["position"]), _entry(told_of_entry), _seal(told_of_entry))
        return _with_version(item, texts[len(_NAMES) :])
    except FAULTS:
        stored = ", ".join(f"{name} {value!r}" for name, value in told_of_entry.items() if value is not None)
        chain, sequence = _number(told_of_entry["chain"]), _number(told_of_entry["sequence"])
        return JournalFault(chain or 0, sequence, is_unreadable("it, or the version that it opened,", stored))


def _with_version(item: JournalItem, texts: Row) -> WalkedEntry:
    entry = item.entry
    if entry.version is None:
        return WalkedEntry(item)
    kept, (superseded_at, following_at, first_at, first_by) = texts[: len(_VERSION)], texts[len(_VERSION) :]
    first = None if first_at is None else replace(entry, recorded_at=told_instant(first_at), user_id=int(first_by))
    version = None if kept[0] is None else version_state(_usage(entry.chain, kept), _instant(superseded_at))
    return WalkedEntry(item, version, expected_version(entry, first, _instant(following_at)))


def _instant(text: str | None) -> datetime | None:
    return None if text is None else told_instant(text)


def _usage(organisation_id: int, texts: Row) -> Usage:
    row = [int(text) if name in _NUMBERS else text for name, text in zip(_VERSION, texts, strict=True)]
    return usage_of(organisation_id, row, told_instant)


def _entry(texts: dict[str, Any]) -> JournalEntry:
    return JournalEntry(
        chain=int(texts["chain"]),
        recorded_at=told_instant(texts["recorded_at"]),
        user_id=int(texts["user_id"]),
        action=Action(texts["action"]),
        subject_id=int(texts["subject_id"]),
        version=None if texts["version"] is None else int(texts["version"]),
        before=None if texts["before"] is None else json.loads(texts["before"]),
        after=None if texts["after"] is None else json.loads(texts["after"]),
        reason=texts["reason"],
    )


def _seal(texts: dict[str, Any]) -> Seal | None:
    if texts["hash"] is None and texts["sequence"] is None:
        return None
    return Seal(int(texts["sequence"]), told_instant(texts["settled_at"]), str(texts["hash"]))


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isdecimal() else None


def _told(some: Any, place: tuple[Any, ...], *, is_postgres: bool) -> Query:
    """Of some entries their places, then as text themselves, their versions, and what those before and after say."""
    page, first, following = some.limit(_LIMIT).subquery("page"), aliased(Entry), aliased(Entry)
    superseded_at = (UsageVersionRow.superseded_at, following.recorded_at)
    columns = (*_COLUMNS, *(_either(name) for name in _VERSION), *superseded_at, first.recorded_at, first.user_id)
    return (
        select(*place, *(as_text(column, is_postgres=is_postgres) for column in columns))
        .select_from(page)
        .join(Entry, (Entry.chain == page.c.chain) & (Entry.position == page.c.position))
        .outerjoin(UsageRow, _is_its(UsageRow, UsageRow.id))
        .outerjoin(UsageVersionRow, _is_its(UsageVersionRow, UsageVersionRow.usage_id))
        .outerjoin(first, _is_of_version(first, literal_column("1")))
        .outerjoin(following, _is_of_version(following, Entry.version + literal_column("1")))
        .order_by(*place)
    )


def _either(name: str) -> Any:
    closed = UsageVersionRow.usage_id if name == "id" else getattr(UsageVersionRow, name)
    return func.coalesce(getattr(UsageRow, name), closed)


def _is_its(table: type[UsageRow | UsageVersionRow], id: Any) -> ColumnElement[bool]:
    return and_(table.organisation_id == Entry.chain, id == Entry.subject_id, table.version == Entry.version)


def _is_of_version(other: type[Entry], version: Any) -> ColumnElement[bool]:
    return and_(other.chain == Entry.chain, other.subject_id == Entry.subject_id, other.version == version)


def _untold(table: type[UsageRow | UsageVersionRow], id: Any) -> Any:
    place = table.organisation_id, id.label("usage_id"), table.version
    return select(*place).where(~exists().where(_is_its(table, id)))
