"""The statements on usage types and emission factors."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Delete, Integer, bindparam, delete, literal_column, or_, select
from sqlalchemy.orm import aliased

from adapters.sql.column_types import Instant
from adapters.sql.rows import FACTOR, USAGE_TYPE
from adapters.sql.statements import Query
from adapters.sql.tables import EmissionFactorRow, UsageTypeRow

_TYPE = bindparam("usage_type_id", type_=BigInteger)
_AT = bindparam("at", type_=Instant)
_ONE = literal_column("1", Integer)


def usage_type() -> Query:
    """A type by id."""
    return select(*USAGE_TYPE).where(UsageTypeRow.id == _TYPE)


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


def remove_factors(usage_type_id: int) -> Delete:
    """Removes every factor version of a type."""
    return delete(EmissionFactorRow).where(EmissionFactorRow.usage_type_id == usage_type_id)


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
