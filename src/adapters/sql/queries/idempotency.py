"""The statements on idempotency keys."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Delete,
    LargeBinary,
    String,
    Update,
    bindparam,
    delete,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.base import Executable

from adapters.sql.engine.statements import Query
from adapters.sql.schema.account_tables import IdempotencyKeyRow
from adapters.sql.schema.column_types import Instant
from application.ports import IdempotencyKey

_USER = bindparam("its_user_id", type_=BigInteger)
_AT = bindparam("at", type_=Instant)
_AT_ONCE = 1000
_IS_KEY = (
    (IdempotencyKeyRow.user_id == _USER)
    & (IdempotencyKeyRow.key == bindparam("its_key", type_=String))
    & (IdempotencyKeyRow.resource == bindparam("its_resource", type_=String))
)


def which(key: IdempotencyKey) -> dict[str, Any]:
    """What finds a key."""
    return {"its_user_id": key.user_id, "its_key": key.key, "its_resource": key.resource}


def claim(is_postgres: bool) -> Executable:  # noqa: FBT001  # the shape of a statement
    """Adds a key, or takes one over that has expired; changes no row where neither is so. Either way the row is held:
    others who claim it wait."""
    added = (postgresql.insert if is_postgres else sqlite.insert)(IdempotencyKeyRow)
    return added.on_conflict_do_update(
        index_elements=list(IdempotencyKeyRow.__table__.primary_key),
        set_={name: added.excluded[name] for name in ("fingerprint", "answer", "expires_at")},
        where=IdempotencyKeyRow.expires_at <= _AT,
    )


def kept() -> Query:
    """What is kept under a key."""
    return select(IdempotencyKeyRow.fingerprint, IdempotencyKeyRow.answer).where(_IS_KEY)


def keep() -> Update:
    """Puts the answer where the claim left room."""
    return update(IdempotencyKeyRow).where(_IS_KEY).values(answer=bindparam("answer", type_=LargeBinary))


def forget_expired() -> Delete:
    """Keys that have expired and that nobody holds."""
    key = tuple_(*IdempotencyKeyRow.__table__.primary_key)
    expired = select(*IdempotencyKeyRow.__table__.primary_key).where(IdempotencyKeyRow.expires_at <= _AT)
    some = expired.limit(literal_column(str(_AT_ONCE))).with_for_update(skip_locked=True)
    return delete(IdempotencyKeyRow).where(key.in_(some))
