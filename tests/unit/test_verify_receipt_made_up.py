"""The stand-alone verifier: what was made up is found, and what is wrong in it is named."""

from typing import Any

import pytest

from tests.unit.domain.test_statement import RECEIPTS
from tests.unit.verified_files import altered

ODD: dict[str, tuple[Any, ...]] = {
    "entered.amount": ("120.0", "1E2", "+1", "-0", "-1", "01", ".5", "1.", "", "1 ", "\u0661", None, 120, True, [], {}),
    "ratio.value": ("0", "-1", "0/5", "5/0", "1.5", "5/18/2", 1),
    "usage_id": (0, "7", True, None),
    "usage_at": ("2024-01-01T00:00:00Z", "2024-01-01T24:00:00.000000Z", "2201-01-01T00:00:00.000000Z", 5, None),
    "factor.source": ("", None, "a\x1b[2Jb", "a\x9bb", "\ud800", "two\nlines"),
    "result.emissions_kg_co2e": ("50.0000001",),
}
RECEIPT_FAULTS = [
    ("entered.amount", "121", "result.amount_in_type_unit: is '33.333333', must be '33.611111'"),
    ("entered.amount", "121", "result.emissions_kg_co2e: is '50', must be '50.416667'"),
    ("ratio.value", "5/19", "result.emissions_kg_co2e: is '50', must be '47.368421'"),
    ("ratio.value", "10/36", "ratio.value: is '10/36', must be '5/18'"),
    ("entered.unit", "kwh", "ratio.value: is '5/18', must be '1'"),
    ("factor.kg_co2e_per_unit", "1.6", "result.emissions_kg_co2e: is '50', must be '53.333333'"),
    ("result.amount_in_type_unit", "33.333334", "result.amount_in_type_unit: is '33.333334', must be '33.333333'"),
    ("result.emissions_kg_co2e", "50.000001", "result.emissions_kg_co2e: is '50.000001', must be '50'"),
    ("factor.valid_from", "2024-01-01T00:00:00.000000Z", "factor: is not valid at 2023-12-31T23:00:00.000000Z"),
    ("factor.valid_to", "2023-12-31T23:00:00.000000Z", "factor: is not valid at 2023-12-31T23:00:00.000000Z"),
    ("entered.amount", "120.0", "entered.amount: is '120.0', must be a decimal as text, at its shortest"),
    ("usage_at", "2024-02-30T00:00:00.000000Z", "usage_at: is '2024-02-30T00:00:00.000000Z', must be an instant"),
    ("kind", "carbon-ledger/proof", "kind: is 'carbon-ledger/proof', must be 'carbon-ledger/receipt'"),
    ("edition", 2, "edition: is 2, must be 1"),
    ("edition", True, "edition: is True, must be 1"),
    ("rule.version", 2, "rule.version: is 2, must be 1"),
    ("rounding", "down", "rounding: is 'down', must be 'half to even, to 0.000001'"),
    ("change", "forged", "change: is 'forged', must be recorded, corrected, deleted or restored"),
    ("factor.edition", 3, "factor.edition: is 3, must be a line of text, or null"),
    ("factor.note", "x", "factor: must not have 'note'"),
    ("result", [], "result: is [], must be an object"),
    *((where, value, f"{where}: is ") for where, values in ODD.items() for value in values),
]


@pytest.mark.parametrize(("where", "value", "fault"), RECEIPT_FAULTS)
def test_a_receipt_made_up_is_found_by_what_is_wrong_in_it(check, where, value, fault):
    status, said = check(altered("receipt", f"receipt.{where}", value))
    assert status == 1
    assert f"FAULT in /file.json: receipt.{fault}" in said
    assert said.replace("\n", "").isprintable()


NOON = "2024-06-01T12:00:00.000000Z"
STATEMENT_FAULTS = [
    ("statement.total_emissions_kg_co2e", "452", "statement.total_emissions_kg_co2e: is '452', must be '451.209259'"),
    ("statement.leaves", 6, "statement.leaves: is 6, must be 5"),
    ("statement.by_usage_type.0.usages", 4, "statement.by_usage_type[0].usages: is 4, must be 3"),
    ("statement.by_usage_type.1.emissions_kg_co2e", "1", "statement.by_usage_type[1].emissions_kg_co2e: is '1', must"),
    ("statement.by_usage_type.0.months.1.amount_in_type_unit", "8", "statement.by_usage_type[0].months[1].amount_in_"),
    ("statement.by_usage_type.0.months.1.month", "2024-03", "statement.by_usage_type[0].months[1].month: is '2024-03'"),
    ("statement.by_usage_type.0.usage_type.unit", "Wh", "statement.by_usage_type[0].usage_type.unit: is 'Wh', must be"),
    ("statement.by_usage_type.0.months", [], "statement.by_usage_type[0].months: has 0 entries, must have 2"),
    ("statement.by_usage_type", [], "statement.by_usage_type: has 0 entries, must have 2"),
    ("statement.time_zone", "UTC", "statement.by_usage_type[0].months"),
    ("statement.root", "0" * 64, "statement.root: is '0000"),
    ("statement.organisation_id", 2, "receipts[0].organisation_id: is 1, must be 2"),
    ("statement.as_of", NOON, "receipts[0].changed.at: is after the statement's as_of"),
    ("statement.from", NOON, "receipts[0].usage_at: lies outside of the statement's period"),
    ("statement.to", NOON, "receipts[4].usage_at: lies outside of the statement's period"),
    ("statement.to", RECEIPTS[4]["usage_at"], "receipts[4].usage_at: lies outside of the statement's period"),
    ("statement.to", "2023-12-31T23:00:00.000000Z", "statement.to: is not after from"),
    ("receipts.2.entered.amount", "8", "receipts[2].result.emissions_kg_co2e: is '10.5', must be '12'"),
    ("receipts.2.usage_id", 16, "receipts[3]: is not in the order of usage_at and usage_id"),
    ("receipts.1.usage_id", 12, "receipts[1].usage_id: 12 comes twice"),
    ("receipts.1.recorded.by", 3, "statement.root: is"),
    ("receipts.0.usage_type.unit", "GJ", "statement.by_usage_type: has 2 entries, must have 3"),
    ("receipts.0.change", "deleted", "receipts[0].change: the usage is deleted, so that no statement holds it"),
    ("receipts", RECEIPTS[:4], "statement.leaves: is 5, must be 4"),
    ("receipts", {}, "receipts: is {}, must be a list"),
]


@pytest.mark.parametrize(("where", "value", "fault"), STATEMENT_FAULTS)
def test_a_statement_made_up_is_found_by_its_receipts(check, where, value, fault):
    status, said = check(altered("statement with receipts", where, value))
    assert status == 1
    assert f"FAULT in /file.json: {fault}" in said


def test_the_sums_of_a_statement_alone_must_add_up(check):
    assert "leaves: is 6, must be 5" in check(altered("statement", "statement.leaves", 6))[1]
    assert check(altered("statement", "statement.root", "0" * 64))[0] == 0


PROOF_FAULTS = [
    ("proof.leaf_index", 2, "proof.root: is"),
    ("proof.leaf_index", 5, "proof.path: leads to no root from this leaf_index among so many leaves"),
    ("proof.leaves", 4, "proof.path: leads to no root from this leaf_index among so many leaves"),
    ("proof.leaves", 0, "proof.path: leads to no root from this leaf_index among so many leaves"),
    ("proof.path", [], "proof.path: leads to no root from this leaf_index among so many leaves"),
    ("proof.path.0", "0" * 64, "proof.root: is"),
    ("proof.path.0", "0" * 63, "proof.path[0]: is '000"),
    ("proof.root", "0" * 64, "proof.root: is '0000"),
    ("proof.receipt.usage_id", 99, "proof.root: is"),
    ("proof.receipt.entered.amount", "18", "proof.receipt.result.emissions_kg_co2e: is '335.616', must be '350.208'"),
    ("proof.receipt.change", "deleted", "proof.receipt.change: the usage is deleted, so that no statement holds it"),
]


@pytest.mark.parametrize(("where", "value", "fault"), PROOF_FAULTS)
def test_a_proof_made_up_is_found(check, where, value, fault):
    status, said = check(altered("proof", where, value))
    assert status == 1
    assert f"FAULT in /file.json: {fault}" in said


def test_there_is_no_leaf_beyond_the_last(check):
    said = check(altered("proof of the last", "proof.leaf_index", 5))[1]
    assert "proof.path: leads to no root from this leaf_index among so many leaves" in said
