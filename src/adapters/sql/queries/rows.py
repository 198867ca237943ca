"""From the driver's rows to what the ports speak of.

Plain functions over columns in a known order. What recurs from row to row (types, factors) is made once and kept: it
is immutable, and found by all that it is made of, so it is never out of date.
"""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from adapters.sql.engine.database import Row
from adapters.sql.schema.tables import EmissionFactorRow, UsageRow, UsageTypeRow, UsageVersionRow
from application.views.usages import FactorVersion, UsageTypeReference, UsageView
from domain.factor import EmissionFactor
from domain.period import Period
from domain.quantity import PlainDecimal, Quantity, from_millionths
from domain.units import UNITS
from domain.usage import Change, Statement, Usage
from domain.usage_type import UsageType

ReadInstant = Callable[[Any], datetime]

USAGE_TYPE = (
    UsageTypeRow.id,
    UsageTypeRow.name,
    UsageTypeRow.unit,
    UsageTypeRow.accepted_units,
    UsageTypeRow.density_kg_per_l,
    UsageTypeRow.retired_at,
)
FACTOR = (
    EmissionFactorRow.id,
    EmissionFactorRow.usage_type_id,
    EmissionFactorRow.value,
    EmissionFactorRow.valid_from,
    EmissionFactorRow.valid_to,
    EmissionFactorRow.source,
    EmissionFactorRow.edition,
    EmissionFactorRow.recorded_at,
    EmissionFactorRow.published_by,
)
VERSION_COLUMNS = (
    *("usage_type_id", "usage_at", "amount", "unit", "amount_in_type_unit", "factor_id", "emissions_mg", "note"),
    *("user_id", "recorded_at", "version", "change", "changed_by", "changed_at"),
)
"""What `usages` and `usage_versions` both have, besides whose it is."""


def columns_of_usages(usages: type[UsageRow]) -> tuple[Any, ...]:
    """What describes a usage, from the current ones or from a table like theirs."""
    return tuple(getattr(usages, name) for name in ("id", *VERSION_COLUMNS))


USAGE = columns_of_usages(UsageRow)
USAGE_VERSION = tuple(getattr(UsageVersionRow, name) for name in ("usage_id", *VERSION_COLUMNS))
VIEW_OF_TYPE_AND_FACTOR = (
    UsageTypeRow.name,
    UsageTypeRow.unit,
    EmissionFactorRow.value,
    EmissionFactorRow.valid_from,
    EmissionFactorRow.valid_to,
    EmissionFactorRow.source,
    EmissionFactorRow.edition,
)


def view_of(row: Row, instant: ReadInstant) -> UsageView:
    """From the columns of a usage (or a version) and VIEW_OF_TYPE_AND_FACTOR."""
    # fmt: off
    (
        id, usage_type_id, usage_at, amount, unit, amount_in_type_unit, factor_id, emissions, note,
        user_id, recorded_at, version, change, changed_by, changed_at,
        type_name, type_unit, factor, valid_from, valid_to, source, edition,
    ) = row
    # fmt: on
    value, factor_version = _pinned(instant, factor_id, factor, valid_from, valid_to, source, edition)
    recorded, entered = instant(recorded_at), from_millionths(amount)
    return UsageView(
        id,
        usage_type_id,
        _reference(usage_type_id, type_name, type_unit),
        instant(usage_at),
        entered,
        unit,
        entered if amount_in_type_unit == amount else from_millionths(amount_in_type_unit),
        value,
        factor_version,
        from_millionths(emissions),
        note,
        user_id,
        recorded,
        version,
        change,
        changed_by,
        recorded if changed_at == recorded_at else instant(changed_at),
    )


def usage_of(organisation_id: int, row: Row, instant: ReadInstant) -> Usage:
    """From the columns of a usage or a version."""
    # fmt: off
    (
        id, usage_type_id, usage_at, amount, unit, amount_in_type_unit, factor_id, emissions, note,
        user_id, recorded_at, version, change, changed_by, changed_at,
    ) = row
    # fmt: on
    entered = Quantity(from_millionths(amount), UNITS[unit])
    return Usage(
        organisation_id=organisation_id,
        id=id,
        user_id=user_id,
        recorded_at=instant(recorded_at),
        stated=Statement(usage_type_id, instant(usage_at), entered, note),
        factor_id=factor_id,
        amount_in_type_unit=from_millionths(amount_in_type_unit),
        emissions_kg_co2e=from_millionths(emissions),
        version=version,
        change=Change(change),
        changed_at=instant(changed_at),
        changed_by=changed_by,
    )


def usage_type_of(row: Row, instant: ReadInstant) -> UsageType:
    """From USAGE_TYPE."""
    return _usage_type(instant, *row)


def factor_of(row: Row, instant: ReadInstant) -> EmissionFactor:
    """From FACTOR."""
    return _factor(instant, *row)


@lru_cache(maxsize=1024)
def _usage_type(
    instant: ReadInstant, id: int, name: str, unit: str, accepted_units: str, density: str | None, retired_at: Any
) -> UsageType:
    return UsageType(
        id,
        name,
        unit,
        tuple(accepted_units.split(",")),
        None if density is None else Decimal(density),
        _optional(instant, retired_at),
    )


@lru_cache(maxsize=4096)
def _factor(  # noqa: PLR0913, PLR0917  # a column each
    instant: ReadInstant,
    id: int,
    usage_type_id: int,
    value: str,
    valid_from: Any,
    valid_to: Any,
    source: str,
    edition: str | None,
    recorded_at: Any,
    published_by: int | None,
) -> EmissionFactor:
    validity = Period(_optional(instant, valid_from), _optional(instant, valid_to))
    recorded = instant(recorded_at)
    return EmissionFactor(id, usage_type_id, Decimal(value), validity, source, edition, recorded, published_by)


@lru_cache(maxsize=4096)
def _pinned(
    instant: ReadInstant, id: int, value: str, valid_from: Any, valid_to: Any, source: str, edition: str | None
) -> tuple[Decimal, FactorVersion]:
    validity, number = (_optional(instant, valid_from), _optional(instant, valid_to)), Decimal(value)
    # The encoder is quick with Decimal itself, which prints all but the smallest factors plainly.
    return number if str(number) == value else PlainDecimal(value), FactorVersion(id, *validity, source, edition)


_reference = lru_cache(maxsize=1024)(UsageTypeReference)


def _optional(instant: ReadInstant, value: Any) -> datetime | None:
    return None if value is None else instant(value)
