"""The statements on the journal."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Insert,
    Update,
    bindparam,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from adapters.sql.engine.statements import Query
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import JournalEntryRow as Entry
from adapters.sql.schema.tables import JournalStateRow, journal_positions
from domain.journal import INSTALLATION_CHAIN

_SEALING_LOCK = 4_852_347_190_116
"""Any number will do, as long as every version of this program takes the same."""

CONTENT = (
    *(Entry.chain, Entry.recorded_at, Entry.user_id, Entry.action, Entry.subject_id),
    *(Entry.version, Entry.before, Entry.after, Entry.reason),
)
SEAL = (Entry.sequence, Entry.settled_at, Entry.hash)

_CHAIN = bindparam("chain", type_=BigInteger)
_LIMIT = bindparam("limit", type_=BigInteger)
_INSTALLATION: ColumnElement[int] = literal_column(str(INSTALLATION_CHAIN))


def add(is_postgres: bool) -> Insert:  # noqa: FBT001  # the shape of a statement
    """An entry. PostgreSQL numbers entries as they come; on SQLite nobody else writes meanwhile."""
    last = select(func.coalesce(func.max(Entry.position), literal_column("0"))).scalar_subquery()
    position = journal_positions.next_value() if is_postgres else last + literal_column("1")
    return insert(Entry).values(_binds(CONTENT) | {"position": position})


def hold_sealing() -> Query:
    """Waits, on PostgreSQL, until nobody else seals, until the transaction ends."""
    return select(func.pg_advisory_xact_lock(literal_column(str(_SEALING_LOCK))))


def unsealed(of_one_chain: bool) -> Query:  # noqa: FBT001  # the shape of a statement
    """The first entries without a seal, by position."""
    found = select(Entry.position, *CONTENT).where(Entry.hash.is_(None))
    if of_one_chain:
        found = found.where(Entry.chain == _CHAIN)
    return found.order_by(Entry.position).limit(_LIMIT)


def head() -> Query:
    """The last sealed entry of a chain."""
    sealed = select(Entry.sequence, Entry.hash).where(Entry.chain == _CHAIN, Entry.sequence.is_not(None))
    return sealed.order_by(Entry.sequence.desc()).limit(literal_column("1"))


def seal() -> Update:
    """Sets a seal where there is none."""
    is_it = (Entry.chain == bindparam("its_chain", type_=BigInteger)) & (
        Entry.position == bindparam("its_position", type_=BigInteger)
    )
    return update(Entry).where(is_it).values(_binds(SEAL))


def settled_until() -> Query:
    """The last instant as of which answers are fixed."""
    return select(JournalStateRow.settled_until)


def settle() -> Update:
    """Moves it on."""
    return update(JournalStateRow).values(settled_until=bindparam("until", type_=Instant))


def entries(*shape: Any) -> Query:
    """Entries of an organisation's chain and of the installation's, the last first; or those of one usage."""
    has_before, has_start, has_end, actions, has_usage = shape
    conditions = [
        condition
        for is_asked, condition in (
            (has_before, Entry.position < bindparam("before", type_=BigInteger)),
            (has_start, Entry.recorded_at >= bindparam("start", type_=Instant)),
            (has_end, Entry.recorded_at < bindparam("end", type_=Instant)),
            (has_usage, Entry.subject_id == bindparam("usage_id", type_=BigInteger)),
            (actions, or_(false(), *(Entry.action == action for action in actions))),
        )
        if is_asked
    ]
    # Each chain is read off its own end of the index; both at once would be sorted whole.
    chains = (_CHAIN,) if has_usage else (_CHAIN, _INSTALLATION)
    latest = [
        select(Entry.position, *CONTENT, *SEAL)
        .where(Entry.chain == chain, *conditions)
        .order_by(Entry.position.desc())
        .limit(_LIMIT)
        for chain in chains
    ]
    if has_usage:
        return latest[0]
    both = union_all(*(select(one.subquery()) for one in latest)).subquery("entry")
    return select(both).order_by(both.c.position.desc()).limit(_LIMIT)


def _binds(columns: Any) -> dict[str, Any]:
    return {column.key: bindparam(column.key, type_=column.type) for column in columns}
