"""Usages as the ledger stood at an instant, as a table like that of the current ones."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, bindparam, exists, literal_column, or_, select, union_all
from sqlalchemy.orm import aliased

from adapters.sql.engine.statements import Query
from adapters.sql.queries.rows import VERSION_COLUMNS
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import JournalEntryRow, UsageRow, UsageVersionRow
from domain.journal import INSTALLATION_CHAIN, Action
from domain.usage import Change

Usages = type[UsageRow]
"""The table of the current usages, or one that stands in its place."""

_ORGANISATION = bindparam("organisation_id", type_=BigInteger)
_AS_OF = bindparam("as_of", type_=Instant)


def usages_as_of() -> Usages:
    """Of each usage of an organisation the last version that counts as of an instant, unless it marks a deletion."""
    version = union_all(_versions(UsageRow, UsageRow.id), _versions(UsageVersionRow, UsageVersionRow.usage_id))
    kept = version.subquery("version")
    following = kept.c.version + literal_column("1")
    is_last = _counts(kept, kept.c.version) & ~_counts(kept, following)
    then = select(kept).where(kept.c.change != Change.DELETED.value, is_last)
    return aliased(UsageRow, then.cte("usages_as_of"))


def usage_types_as_of() -> Query:
    """What was done to usage types by then, in its order: which type, and how it was before and after. How a type was
    when it was added is told even if it counts from later, by a clock that was ahead: some name it must have."""
    its = JournalEntryRow
    actions = (Action.USAGE_TYPE_ADDED, Action.USAGE_TYPE_CHANGED, Action.USAGE_TYPE_REMOVED)
    is_of_type = or_(*(its.action == action.value for action in actions))
    found = select(its.subject_id, its.before, its.after).where(its.chain == INSTALLATION_CHAIN, is_of_type)
    is_first = its.action == Action.USAGE_TYPE_ADDED.value
    return found.where(or_(its.settled_at <= _AS_OF, is_first)).order_by(
        its.sequence.is_(None), its.sequence, its.position
    )


def _versions(table: Any, id: Any) -> Select[Any]:
    columns = (getattr(table, name) for name in VERSION_COLUMNS)
    return select(table.organisation_id, id.label("id"), *columns).where(table.organisation_id == _ORGANISATION)


def _counts(kept: Any, version: ColumnElement[int]) -> ColumnElement[bool]:
    entry = aliased(JournalEntryRow)
    is_its = (entry.chain == _ORGANISATION) & (entry.subject_id == kept.c.id) & (entry.version == version)
    return exists().where(is_its, entry.settled_at <= _AS_OF)
