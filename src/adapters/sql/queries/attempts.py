"""The statements on counts of attempts."""

from sqlalchemy import Delete, String, Update, bindparam, case, delete, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from adapters.sql.schema.account_tables import AttemptRow
from adapters.sql.schema.column_types import Instant

_AT = bindparam("at", type_=Instant)
_IS_SUBJECT = AttemptRow.subject == bindparam("its_subject", type_=String)
_AT_ONCE = 100


def add(is_postgres: bool) -> Executable:  # noqa: FBT001  # the shape of a statement
    """One more in the window that is open, or the first of a new one. The row is held: others who count wait."""
    added = (postgresql.insert if is_postgres else sqlite.insert)(AttemptRow)
    has_ended = AttemptRow.ends_at <= _AT
    return added.on_conflict_do_update(
        index_elements=[AttemptRow.subject],
        set_={
            "count": case((has_ended, added.excluded["count"]), else_=AttemptRow.count + literal_column("1")),
            "ends_at": case((has_ended, added.excluded.ends_at), else_=AttemptRow.ends_at),
        },
    ).returning(AttemptRow.count, AttemptRow.ends_at)


def take_back() -> Update:
    """One less, if there is one."""
    counted = AttemptRow.count > literal_column("0")
    return update(AttemptRow).where(_IS_SUBJECT, counted).values(count=AttemptRow.count - literal_column("1"))


def forget() -> Delete:
    """A whole tally."""
    return delete(AttemptRow).where(_IS_SUBJECT)


def forget_ended() -> Delete:
    """Windows that have ended and that nobody holds: waiting for one while holding others could be a deadlock."""
    ended = select(AttemptRow.subject).where(AttemptRow.ends_at <= _AT).limit(literal_column(str(_AT_ONCE)))
    return delete(AttemptRow).where(AttemptRow.subject.in_(ended.with_for_update(skip_locked=True)))
