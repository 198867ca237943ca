"""The statements on usage types and emission factors."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Delete,
    Insert,
    Integer,
    Update,
    bindparam,
    delete,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, aliased

from adapters.sql.engine.statements import Query
from adapters.sql.queries.rows import FACTOR, USAGE_TYPE
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import EmissionFactorRow, UsageTypeRow
from domain.usage_type import UsageType

_TYPE = bindparam("usage_type_id", type_=BigInteger)
_AT = bindparam("at", type_=Instant)
_ONE = literal_column("1", Integer)


def usage_type() -> Query:
    """A type by id."""
    return select(*USAGE_TYPE).where(UsageTypeRow.id == _TYPE)


def usage_type_to_change() -> Query:
    """The same, held against others who would change it, but not against the foreign keys of new usages."""
    return usage_type().with_for_update(key_share=True)


def columns_of(usage_type: UsageType) -> dict[str, Any]:
    """A type's values by column, but for its id."""
    return {column.key: getattr(usage_type, column.key) for column in USAGE_TYPE[1:]}


def insert_usage_type() -> Insert:
    """A new type."""
    return insert(UsageTypeRow).values({"id": _TYPE} | _bound(USAGE_TYPE[1:]))


def replace_usage_type() -> Update:
    """All of a type that can change."""
    changed = _bound((UsageTypeRow.name, UsageTypeRow.retired_at))
    return update(UsageTypeRow).where(UsageTypeRow.id == _TYPE).values(changed)


def factor() -> Query:
    """A factor version by id."""
    return select(*FACTOR).where(EmissionFactorRow.id == bindparam("factor_id", type_=BigInteger))


def factor_in_force() -> Query:
    """The factor version that domain.factor.in_force chooses."""
    return _in_force(select(*FACTOR), EmissionFactorRow, _TYPE)


def type_with_factor_in_force() -> Query:
    """One type with the factor in force, or nulls."""
    return types_with_factor_in_force().where(UsageTypeRow.id == _TYPE)


def types_with_factor_in_force() -> Query:
    """Every type, by id, each with the factor in force, or nulls."""
    candidate = aliased(EmissionFactorRow)
    chosen = _in_force(select(candidate.id), candidate, UsageTypeRow.id).scalar_subquery()
    return (
        select(*USAGE_TYPE, *FACTOR)
        .select_from(UsageTypeRow)
        .outerjoin(EmissionFactorRow, EmissionFactorRow.id == chosen)
        .order_by(UsageTypeRow.id)
    )


def factors_of_type() -> Query:
    """Every factor version of a type, the latest recorded first; nulls for a type that has none."""
    return (
        select(*FACTOR)
        .select_from(UsageTypeRow)
        .outerjoin(EmissionFactorRow, EmissionFactorRow.usage_type_id == UsageTypeRow.id)
        .where(UsageTypeRow.id == _TYPE)
        .order_by(EmissionFactorRow.recorded_at.desc(), EmissionFactorRow.id.desc())
    )


def remove_factors() -> Delete:
    """Removes every factor version of a type. For each the database looks through all usages and versions."""
    return delete(EmissionFactorRow).where(EmissionFactorRow.usage_type_id == _TYPE)


def remove_usage_type() -> Delete:
    """Removes a type. The database looks through all usages and versions."""
    return delete(UsageTypeRow).where(UsageTypeRow.id == _TYPE)


def _bound(columns: Iterable[InstrumentedAttribute[Any]]) -> dict[str, BindParameter[Any]]:
    return {column.key: bindparam(column.key, type_=column.type) for column in columns}


def _in_force(selected: Query, factors: type[EmissionFactorRow], usage_type_id: ColumnElement[int] | Any) -> Query:
    return (
        selected.where(
            factors.usage_type_id == usage_type_id,
            or_(factors.valid_from.is_(None), factors.valid_from <= _AT),
            or_(factors.valid_to.is_(None), factors.valid_to > _AT),
        )
        .order_by(factors.valid_from.desc().nulls_last(), factors.recorded_at.desc(), factors.id.desc())
        .limit(_ONE)
    )
