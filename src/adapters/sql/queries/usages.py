"""The statements on single usages. Each reaches only the organisation that it is given."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Delete,
    Insert,
    Update,
    bindparam,
    cast,
    delete,
    insert,
    literal_column,
    null,
    select,
    union_all,
    update,
)
from sqlalchemy.sql.base import Executable

from adapters.sql.engine.statements import Query
from adapters.sql.queries.as_of import usages_as_of
from adapters.sql.queries.rows import USAGE, USAGE_VERSION, VERSION_COLUMNS, VIEW_OF_TYPE_AND_FACTOR, columns_of_usages
from adapters.sql.schema.account_tables import OrganisationRow
from adapters.sql.schema.column_types import Instant
from adapters.sql.schema.tables import EmissionFactorRow, UsageRow, UsageTypeRow, UsageVersionRow
from domain.usage import Usage

Change = Callable[[], Executable]

_ORGANISATION = bindparam("organisation_id", type_=BigInteger)
_USAGE = bindparam("usage_id", type_=BigInteger)
_IS_CURRENT = (UsageRow.organisation_id == _ORGANISATION) & (UsageRow.id == _USAGE)
_IS_VERSION = (UsageVersionRow.organisation_id == _ORGANISATION) & (UsageVersionRow.usage_id == _USAGE)


def columns_of(usage: Usage) -> dict[str, Any]:
    """A version's values by column."""
    return {
        "organisation_id": usage.organisation_id,
        "user_id": usage.user_id,
        "usage_type_id": usage.stated.usage_type_id,
        "usage_at": usage.stated.usage_at,
        "amount": usage.stated.entered.amount,
        "unit": usage.stated.entered.unit.code,
        "note": usage.stated.note,
        "factor_id": usage.factor_id,
        "amount_in_type_unit": usage.amount_in_type_unit,
        "emissions_mg": usage.emissions_kg_co2e,
        "recorded_at": usage.recorded_at,
        "version": usage.version,
        "change": usage.change.value,
        "changed_at": usage.changed_at,
        "changed_by": usage.changed_by,
    }


def before(usage: Usage) -> dict[str, Any]:
    """What finds the version that a new one takes the place of, and when it does."""
    return {
        "its_organisation_id": usage.organisation_id,
        "its_id": usage.id,
        "its_version": usage.version - 1,
        "until": usage.changed_at,
    }


def current() -> Query:
    """The current version, held against other writers."""
    return select(*USAGE).where(_IS_CURRENT).with_for_update()


def deletion() -> Query:
    """The open mark of a deletion, held against other writers."""
    return select(*USAGE_VERSION).where(_IS_VERSION, UsageVersionRow.superseded_at.is_(None)).with_for_update()


def any_version() -> CompoundSelect[int]:
    """Whether there is, or ever was, such a usage."""
    return union_all(select(UsageRow.version).where(_IS_CURRENT), select(UsageVersionRow.version).where(_IS_VERSION))


def organisation() -> Query:
    """Whether there is such an organisation."""
    return select(OrganisationRow.id).where(OrganisationRow.id == _ORGANISATION)


def insert_current() -> Insert:
    """A usage's current version."""
    return insert(UsageRow)


def insert_version() -> Insert:
    """The mark of a deletion."""
    return insert(UsageVersionRow)


def keep_closed() -> Insert:
    """Copies the version that is about to be replaced, closed."""
    until = bindparam("until", type_=Instant)
    closed = select(UsageRow.organisation_id, *USAGE, until).where(*_is_its(UsageRow, UsageRow.id))
    names = ("organisation_id", "usage_id", *VERSION_COLUMNS, "superseded_at")
    return insert(UsageVersionRow).from_select(names, closed)


def replace_current() -> Update:
    """Puts the new version where the one before was."""
    return update(UsageRow).where(*_is_its(UsageRow, UsageRow.id)).values(_binds(VERSION_COLUMNS))


def remove_current() -> Delete:
    """Takes a deleted usage out of the current ones."""
    return delete(UsageRow).where(*_is_its(UsageRow, UsageRow.id))


def close_deletion() -> Update:
    """Closes the mark of a deletion that is taken back."""
    is_open = UsageVersionRow.superseded_at.is_(None)
    until = bindparam("until", type_=Instant)
    its = _is_its(UsageVersionRow, UsageVersionRow.usage_id)
    return update(UsageVersionRow).where(*its, is_open).values(superseded_at=until)


def view(is_as_of: bool) -> Query:  # noqa: FBT001  # the shape of a statement
    """A usage with its type and its pinned factor."""
    usages = usages_as_of() if is_as_of else UsageRow
    is_it = (usages.organisation_id == _ORGANISATION) & (usages.id == _USAGE)
    return _with_type_and_factor(select(*columns_of_usages(usages), *VIEW_OF_TYPE_AND_FACTOR), usages).where(is_it)


def versions() -> CompoundSelect[*tuple[Any, ...]]:
    """Every version, the latest first, each with the instant from which another was current."""
    latest = select(*USAGE, *VIEW_OF_TYPE_AND_FACTOR, cast(null(), Instant).label("superseded_at"))
    earlier = select(*USAGE_VERSION, *VIEW_OF_TYPE_AND_FACTOR, UsageVersionRow.superseded_at)
    return union_all(
        _with_type_and_factor(latest, UsageRow).where(_IS_CURRENT),
        _with_type_and_factor(earlier, UsageVersionRow).where(_IS_VERSION),
    ).order_by(literal_column("version").desc())


def _is_its(table: type[UsageRow | UsageVersionRow], id: Any) -> tuple[ColumnElement[bool], ...]:
    # An UPDATE reserves the names of the columns that it sets.
    return (
        table.organisation_id == bindparam("its_organisation_id", type_=BigInteger),
        id == bindparam("its_id", type_=BigInteger),
        table.version == bindparam("its_version", type_=BigInteger),
    )


def _binds(names: Sequence[str]) -> dict[str, BindParameter[Any]]:
    columns = UsageRow.__table__.c
    return {name: bindparam(name, type_=columns[name].type) for name in names}


def _with_type_and_factor(selected: Query, usage: type[UsageRow | UsageVersionRow]) -> Query:
    return (
        selected.select_from(usage)
        .join(UsageTypeRow, UsageTypeRow.id == usage.usage_type_id)
        .join(EmissionFactorRow, EmissionFactorRow.id == usage.factor_id)
    )
