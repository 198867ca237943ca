"""Walking the whole journal; nothing in its rows is taken for readable."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, or_, select, tuple_

from adapters.sql.database import Row
from adapters.sql.journal_statements import CONTENT, SEAL
from adapters.sql.ledger_rows import FAULTS, as_text, told, told_instant
from adapters.sql.statements import Query
from adapters.sql.tables import JournalEntryRow as Entry
from adapters.sql.tables import UsageRow, UsageVersionRow
from application.views.journal import JournalFault, JournalItem, WalkedEntry
from application.views.ledger import is_unreadable
from domain.journal import Action, JournalEntry, Seal

_LIMIT = bindparam("limit", type_=BigInteger)
_COLUMNS = (Entry.position, *CONTENT, *SEAL)


def walk_sealed(is_postgres: bool) -> Query:  # noqa: FBT001  # a part of the statement's shape
    """Entries that have a number, after that of a chain; first their places."""
    here, there = (Entry.chain, Entry.sequence), ("chain", "sequence")
    following = tuple_(*here) > tuple_(*(bindparam(name, type_=BigInteger) for name in there))
    found = select(*here, *_told(is_postgres)).where(Entry.sequence.is_not(None), following)
    return found.order_by(*here).limit(_LIMIT)


def walk_unsealed(is_postgres: bool) -> Query:  # noqa: FBT001  # a part of the statement's shape
    """Entries that have none, after a position; first that."""
    following = Entry.position > bindparam("position", type_=BigInteger)
    found = select(Entry.position, *_told(is_postgres)).where(Entry.sequence.is_(None), following)
    return found.order_by(Entry.position).limit(_LIMIT)


PHASES: tuple[tuple[Any, dict[str, int]], ...] = (
    (walk_sealed, {"chain": -1, "sequence": -1}),
    (walk_unsealed, {"position": -1}),
)
"""What is walked, each from where."""


def walked(row: Row) -> WalkedEntry | JournalFault:
    """From what _told selects."""
    *columns, is_found = row
    texts = dict(zip((column.key for column in _COLUMNS), map(told, columns), strict=True))
    try:
        return WalkedEntry(JournalItem(int(texts["position"]), _entry(texts), _seal(texts)), bool(is_found))
    except FAULTS:
        stored = ", ".join(f"{name} {value!r}" for name, value in texts.items() if value is not None)
        return JournalFault(_number(texts["chain"]) or 0, _number(texts["sequence"]), is_unreadable("it", stored))


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


def _told(is_postgres: bool) -> Sequence[ColumnElement[Any]]:  # noqa: FBT001  # a part of the statement's shape
    return [*(as_text(column, is_postgres=is_postgres) for column in _COLUMNS), _is_found()]


def _is_found() -> ColumnElement[bool]:
    def is_its(table: type[UsageRow | UsageVersionRow], id: Any) -> ColumnElement[bool]:
        its = (table.organisation_id == Entry.chain) & (id == Entry.subject_id) & (table.version == Entry.version)
        return exists().where(its)

    return or_(
        Entry.version.is_(None), is_its(UsageRow, UsageRow.id), is_its(UsageVersionRow, UsageVersionRow.usage_id)
    )
