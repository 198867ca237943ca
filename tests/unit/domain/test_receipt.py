"""Receipts: what a figure was made from."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.canonical import canonical
from domain.factor import EmissionFactor
from domain.period import Period
from domain.quantity import Quantity
from domain.receipt import receipt_of, sealed
from domain.usage import Statement, Usage
from domain.usage_type import UsageType

ELECTRICITY, FACTOR = USAGE_TYPES[0], FACTORS[0]
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
STATED = Statement(100, NOON, Quantity.of(Decimal("120.0"), "MJ"), "meter read by hand")
USAGE = Usage.record(STATED, ELECTRICITY, FACTOR, id=7, organisation_id=1, by=2, at=NOON)


def made(unit: str, usage_type: UsageType) -> dict[str, Any]:
    stated = Statement(usage_type.id, NOON, Quantity.of(Decimal(1), unit))
    factor = next(factor for factor in FACTORS if factor.usage_type_id == usage_type.id)
    usage = Usage.record(stated, usage_type, factor, id=7, organisation_id=1, by=2, at=NOON)
    return receipt_of(usage, usage_type, factor)


def test_a_receipt_holds_all_that_its_figure_was_made_from():
    corrected = USAGE.correct(replace(STATED, note=None), ELECTRICITY, FACTOR, by=3, at=LATER)
    assert receipt_of(corrected, ELECTRICITY, FACTOR) == {
        "kind": "carbon-ledger/receipt",
        "edition": 1,
        "organisation_id": 1,
        "usage_id": 7,
        "version": 2,
        "change": "corrected",
        "recorded": {"at": "2024-03-01T12:00:00.000000Z", "by": 2},
        "changed": {"at": "2024-03-02T12:00:00.000000Z", "by": 3},
        "usage_at": "2024-03-01T12:00:00.000000Z",
        "usage_type": {"id": 100, "unit": "kwh"},
        "entered": {"amount": "120", "unit": "MJ"},
        "ratio": {"value": "5/18", "source": "SI Brochure, 9th edition (BIPM)"},
        "factor": {
            "id": 1,
            "kg_co2e_per_unit": "1.5",
            "valid_from": None,
            "valid_to": None,
            "source": "Preloaded with Carbon Ledger",
            "edition": None,
        },
        "rule": {"name": "entered amount × ratio × factor", "version": 1},
        "rounding": "half to even, to 0.000001",
        "result": {"amount_in_type_unit": "33.333333", "emissions_kg_co2e": "50"},
    }


def test_the_validity_and_the_edition_of_a_factor_are_told():
    factor = EmissionFactor(8, 100, Decimal("1E-24"), Period(NOON, LATER), "A table", "2024 v1.1", NOON)
    usage = Usage.record(STATED, ELECTRICITY, factor, id=7, organisation_id=1, by=2, at=NOON)
    assert receipt_of(usage, ELECTRICITY, factor)["factor"] == {
        "id": 8,
        "kg_co2e_per_unit": "0.000000000000000000000001",
        "valid_from": "2024-03-01T12:00:00.000000Z",
        "valid_to": "2024-03-02T12:00:00.000000Z",
        "source": "A table",
        "edition": "2024 v1.1",
    }


def test_a_density_is_named_where_it_is_the_bridge():
    water = USAGE_TYPES[1]
    assert made("m3", water)["ratio"] == {
        "value": "1000",
        "source": "density of 1 kg/l; SI Brochure, 9th edition (BIPM)",
    }
    assert made("t", water)["ratio"] == {"value": "1000", "source": "SI Brochure, 9th edition (BIPM)"}


def test_a_deletion_has_a_receipt_of_the_figure_that_it_took_out():
    recorded, deleted = USAGE, USAGE.delete(by=3, at=LATER)
    before, after = (receipt_of(usage, ELECTRICITY, FACTOR) for usage in (recorded, deleted))
    assert (after["change"], after["version"], after["changed"]["by"]) == ("deleted", 2, 3)
    assert after["result"] == before["result"]


def test_neither_a_new_name_nor_retirement_nor_a_note_changes_a_receipt():
    renamed = ELECTRICITY.rename("power").retire(LATER)
    other = replace(USAGE, stated=replace(STATED, note="another"))
    assert receipt_of(other, renamed, FACTOR) == receipt_of(USAGE, ELECTRICITY, FACTOR)


def test_figures_are_told_at_their_shortest_however_a_storage_keeps_them():
    padded = replace(USAGE, emissions_kg_co2e=Decimal("50.000000"), amount_in_type_unit=Decimal("33.3333330"))
    assert receipt_of(padded, ELECTRICITY, FACTOR) == receipt_of(USAGE, ELECTRICITY, FACTOR)


@pytest.mark.parametrize(("usage_type", "factor"), [(USAGE_TYPES[2], FACTOR), (ELECTRICITY, FACTORS[2])])
def test_a_type_or_factor_that_the_figure_was_not_made_with_makes_no_receipt(usage_type, factor):
    with pytest.raises(ValueError, match="was not made with"):
        receipt_of(USAGE, usage_type, factor)


def test_every_unit_of_every_type_has_a_ratio_and_a_source():
    for usage_type in USAGE_TYPES:
        for unit in usage_type.accepted_units:
            ratio = made(unit, usage_type)["ratio"]
            assert ratio["value"] != "0"
            assert ratio["source"]


def test_a_receipt_is_handed_out_with_the_hash_of_its_canonical_bytes():
    document = receipt_of(USAGE, ELECTRICITY, FACTOR)
    handed_out = sealed(document)
    assert list(handed_out) == ["receipt", "sha256"]
    assert handed_out["receipt"] == document
    by_hand = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert handed_out["sha256"] == sha256(by_hand).hexdigest()
    assert canonical(document) == by_hand


def test_a_receipt_never_changes_not_even_by_a_byte():
    """A hash that was handed out must be found again by every later version of this code."""
    known = "b8d13fa0877ee43ae302cd57d2504e669f7c624a1bc4ec86de2ccadab6a38346"
    assert sealed(receipt_of(USAGE, ELECTRICITY, FACTOR))["sha256"] == known
