"""Receipts: all that a figure was made from, in one document that is never changed.

A usage's note is personal to who wrote it, and a type's name can change: a receipt holds neither.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.canonical import decimal_text, hash_of, instant_text
from domain.factor import EmissionFactor
from domain.quantity import plain
from domain.units import UNITS, Unit
from domain.usage import Usage
from domain.usage_type import UsageType

EDITION = 1
RULE = {"name": "entered amount × ratio × factor", "version": 1}
ROUNDING = "half to even, to 0.000001"


def receipt_of(usage: Usage, usage_type: UsageType, factor: EmissionFactor) -> dict[str, Any]:
    """The document of one version of a usage. The mark of a deletion has one too, of the figure that it took out.

    Raises ValueError where type or factor are not those of the version, UnitNotAccepted as its figure would.
    """
    if (usage_type.id, factor.id) != (usage.stated.usage_type_id, usage.factor_id):
        raise ValueError(f"Usage {usage.id} was not made with type {usage_type.id} and factor {factor.id}.")
    return {
        "kind": "carbon-ledger/receipt",
        "edition": EDITION,
        "organisation_id": usage.organisation_id,
        "usage_id": usage.id,
        "version": usage.version,
        "change": usage.change.value,
        "recorded": _act(usage.recorded_at, usage.user_id),
        "changed": _act(usage.changed_at, usage.changed_by),
        **_calculation(usage, usage_type, factor),
    }


def sealed(document: dict[str, Any]) -> dict[str, Any]:
    """A document as it is handed out, under the last word of its kind, with the hash of its canonical bytes."""
    return {document["kind"].rpartition("/")[2]: document, "sha256": hash_of(document)}


def _calculation(usage: Usage, usage_type: UsageType, factor: EmissionFactor) -> dict[str, Any]:
    entered = usage.stated.entered
    return {
        "usage_at": instant_text(usage.stated.usage_at),
        "usage_type": {"id": usage_type.id, "unit": usage_type.unit},
        "entered": {"amount": _shortest(entered.amount), "unit": entered.unit.code},
        "ratio": {"value": str(usage_type.ratio(entered.unit)), "source": _ratio_source(usage_type, entered.unit)},
        "factor": _factor(factor),
        "rule": dict(RULE),
        "rounding": ROUNDING,
        "result": {
            "amount_in_type_unit": _shortest(usage.amount_in_type_unit),
            "emissions_kg_co2e": _shortest(usage.emissions_kg_co2e),
        },
    }


def _factor(factor: EmissionFactor) -> dict[str, Any]:
    return {
        "id": factor.id,
        "kg_co2e_per_unit": _shortest(factor.value),
        "valid_from": _open_or(factor.validity.start),
        "valid_to": _open_or(factor.validity.end),
        "source": factor.source,
        "edition": factor.edition,
    }


def _ratio_source(usage_type: UsageType, unit: Unit) -> str:
    if unit.dimension is UNITS[usage_type.unit].dimension:
        return unit.source
    return f"density of {usage_type.density_kg_per_l!s} kg/l; {unit.source}"


def _act(at: datetime, by: int) -> dict[str, Any]:
    return {"at": instant_text(at), "by": by}


def _open_or(at: datetime | None) -> str | None:
    return None if at is None else instant_text(at)


def _shortest(value: Decimal) -> str:
    return decimal_text(plain(value))
