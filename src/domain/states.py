"""Things as the journal tells of them: in the terms of a canonical document, every decimal as text.

Members stand in the order of their names, so that every storage shows them in the same.
"""

from datetime import datetime
from typing import Any

from domain.canonical import decimal_text, instant_text
from domain.factor import EmissionFactor
from domain.usage import Usage
from domain.usage_type import UsageType

State = dict[str, Any]


def usage_state(usage: Usage) -> State:
    """What a version of a usage states, the factor that it pins, and its figures."""
    stated = usage.stated
    return {
        "amount": decimal_text(stated.entered.amount),
        "amount_in_type_unit": decimal_text(usage.amount_in_type_unit),
        "emissions_kg_co2e": decimal_text(usage.emissions_kg_co2e),
        "factor_id": usage.factor_id,
        "note": stated.note,
        "unit": stated.entered.unit.code,
        "usage_at": instant_text(stated.usage_at),
        "usage_type_id": stated.usage_type_id,
    }


def version_state(usage: Usage, superseded_at: datetime | None) -> State:
    """A version of a usage with all that is known of it: besides its state who opened it, who recorded the usage, and
    when the next version took its place."""
    opened = acts(usage.change, usage.changed_at, usage.changed_by, usage.recorded_at, usage.user_id)
    return usage_state(usage) | opened | superseded(superseded_at)


def usage_type_state(usage_type: UsageType) -> State:
    """All of a usage type but its id."""
    density, retired_at = usage_type.density_kg_per_l, usage_type.retired_at
    return {
        "accepted_units": list(usage_type.accepted_units),
        "density_kg_per_l": None if density is None else decimal_text(density),
        "name": usage_type.name,
        "retired_at": None if retired_at is None else instant_text(retired_at),
        "unit": usage_type.unit,
    }


def factor_state(factor: EmissionFactor) -> State:
    """All of a factor but its id, and who published it when."""
    start, end = factor.validity.start, factor.validity.end
    return {
        "edition": factor.edition,
        "factor": decimal_text(factor.value),
        "source": factor.source,
        "usage_type_id": factor.usage_type_id,
        "valid_from": None if start is None else instant_text(start),
        "valid_to": None if end is None else instant_text(end),
    }


def factor_version_state(factor: EmissionFactor) -> State:
    """A factor with all that is known of it: besides its state who published it when."""
    return factor_state(factor) | published(factor.recorded_at, factor.published_by or 0)


def published(recorded_at: datetime, user_id: int) -> State:
    """Who published a factor when; 0 stands for the installation."""
    return {"recorded_at": instant_text(recorded_at), "published_by": user_id}


def acts(change: str, changed_at: datetime, changed_by: int, recorded_at: datetime, user_id: int) -> State:
    """Who opened a version by which change, and who recorded the usage."""
    return {
        "change": str(change),
        "changed_at": instant_text(changed_at),
        "changed_by": changed_by,
        "recorded_at": instant_text(recorded_at),
        "user_id": user_id,
    }


def superseded(at: datetime | None) -> State:
    """When another version took the place of one; None where none did."""
    return {"superseded_at": None if at is None else instant_text(at)}
