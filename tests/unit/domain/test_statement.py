"""Statements over receipts, and proofs that a receipt is in one."""

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.canonical import canonical, decimal_text, hash_of
from domain.errors import InvalidValue, UsageNotFound
from domain.factor import EmissionFactor
from domain.merkle import is_included, leaf_hash, root_of
from domain.period import BucketSize, time_zone, whole_bucket
from domain.quantity import Quantity, total
from domain.receipt import receipt_of
from domain.statement import Scope, statement_of
from domain.usage import Statement, Usage

ZURICH = time_zone("Europe/Zurich")
START, END = datetime(2023, 12, 31, 23, tzinfo=UTC), datetime(2024, 12, 31, 23, tzinfo=UTC)
AS_OF = datetime(2025, 1, 2, tzinfo=UTC)
SCOPE = Scope(1, START, END, AS_OF, ZURICH)
NAMES = {usage_type.id: usage_type.name for usage_type in USAGE_TYPES}
TYPES = {usage_type.id: usage_type for usage_type in USAGE_TYPES}
FACTOR_OF = {factor.usage_type_id: factor for factor in FACTORS}


def usage(id: int, at: datetime, usage_type_id: int, amount: str, unit: str) -> Usage:
    stated = Statement(usage_type_id, at, Quantity.of(Decimal(amount), unit))
    pinned = TYPES[usage_type_id], FACTOR_OF[usage_type_id]
    return Usage.record(stated, *pinned, id=id, organisation_id=1, by=2, at=AS_OF - timedelta(days=1))


def receipt(one: Usage, factor: EmissionFactor | None = None) -> dict[str, Any]:
    usage_type_id = one.stated.usage_type_id
    return receipt_of(one, TYPES[usage_type_id], factor or FACTOR_OF[usage_type_id])


USAGES = (
    usage(12, START, 100, "120", "MJ"),
    usage(11, datetime(2024, 1, 31, 22, 59, 59, 999999, tzinfo=UTC), 100, "0.000001", "kwh"),
    usage(14, datetime(2024, 1, 31, 23, tzinfo=UTC), 100, "7", "kwh"),
    usage(15, datetime(2024, 1, 31, 23, tzinfo=UTC), 104, "17.25", "m3"),
    usage(13, END - timedelta(microseconds=1), 104, "1", "CCF"),
)
RECEIPTS = [receipt(one) for one in USAGES]


@st.composite
def receipt_lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Receipts of the scope in their order: any types, units, amounts and factors, some at one instant."""
    instants = st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
    few = st.sampled_from([START, *(datetime(2024, month, 1, tzinfo=UTC) for month in range(1, 13))])
    made = []
    for id in draw(st.lists(st.integers(1, 50), max_size=20, unique=True)):
        usage_type = draw(st.sampled_from(USAGE_TYPES))
        digits, places = draw(st.integers(0, 8 * 10**6)), draw(st.integers(0, 15))
        factor = replace(FACTOR_OF[usage_type.id], value=Decimal(digits).scaleb(-places))
        amount = draw(st.decimals(0, 1000, places=draw(st.integers(0, 6))))
        entered = Quantity.of(amount, draw(st.sampled_from(usage_type.accepted_units)))
        if entered.unit.code == "GWh":
            continue
        stated = Statement(usage_type.id, draw(instants | few), entered)
        one = Usage.record(stated, usage_type, factor, id=id, organisation_id=1, by=2, at=AS_OF)
        made.append(receipt(one, factor))
    return sorted(made, key=lambda document: (document["usage_at"], document["usage_id"]))


def test_a_statement_tells_totals_by_type_and_month_and_the_root():
    assert statement_of(SCOPE, RECEIPTS, NAMES).document == {
        "kind": "carbon-ledger/statement",
        "edition": 1,
        "organisation_id": 1,
        "from": "2023-12-31T23:00:00.000000Z",
        "to": "2024-12-31T23:00:00.000000Z",
        "as_of": "2025-01-02T00:00:00.000000Z",
        "time_zone": "Europe/Zurich",
        "by_usage_type": [
            {
                "usage_type": {"id": 100, "name": "electricity", "unit": "kwh"},
                "usages": 3,
                "amount_in_type_unit": "40.333334",
                "emissions_kg_co2e": "60.500002",
                "months": [
                    {
                        "month": "2024-01",
                        "usages": 2,
                        "amount_in_type_unit": "33.333334",
                        "emissions_kg_co2e": "50.000002",
                    },
                    {"month": "2024-02", "usages": 1, "amount_in_type_unit": "7", "emissions_kg_co2e": "10.5"},
                ],
            },
            {
                "usage_type": {"id": 104, "name": "heating", "unit": "m3"},
                "usages": 2,
                "amount_in_type_unit": "20.081685",
                "emissions_kg_co2e": "390.709257",
                "months": [
                    {"month": "2024-02", "usages": 1, "amount_in_type_unit": "17.25", "emissions_kg_co2e": "335.616"},
                    {
                        "month": "2024-12",
                        "usages": 1,
                        "amount_in_type_unit": "2.831685",
                        "emissions_kg_co2e": "55.093257",
                    },
                ],
            },
        ],
        "total_emissions_kg_co2e": "451.209259",
        "leaves": 5,
        "root": root_of([leaf_hash(canonical(document)) for document in RECEIPTS]).hex(),
    }


def test_a_statement_over_nothing_has_no_totals_and_the_root_of_nothing():
    empty = statement_of(SCOPE, [], NAMES).document
    assert (empty["by_usage_type"], empty["total_emissions_kg_co2e"], empty["leaves"]) == ([], "0", 0)
    assert empty["root"] == root_of([]).hex()


def test_a_statement_is_handed_out_with_its_hash_and_on_request_with_its_receipts():
    made = statement_of(SCOPE, iter(RECEIPTS), NAMES)
    assert made.sealed() == {"statement": made.document, "sha256": hash_of(made.document)}
    assert made.sealed(iter(RECEIPTS)) == {**made.sealed(), "receipts": RECEIPTS}


@given(receipt_lists())
def test_totals_are_exact_and_those_of_the_report_on_emissions(receipts):
    made = statement_of(SCOPE, receipts, NAMES).document
    results = defaultdict[tuple[int, str], list[dict[str, str]]](list)
    for one in receipts:
        month = whole_bucket(datetime.fromisoformat(one["usage_at"]), BucketSize.MONTH, ZURICH)
        results[one["usage_type"]["id"], month.label].append(one["result"])
    told = {
        (by_type["usage_type"]["id"], month.pop("month")): month
        for by_type in made["by_usage_type"]
        for month in by_type["months"]
    }
    assert list(told) == sorted(results)
    for key, members in results.items():
        assert told[key].pop("usages") == len(members)
        for figure, value in told[key].items():
            assert value == decimal_text(total(Decimal(result[figure]) for result in members))
    for by_type in made["by_usage_type"]:
        mine = [
            result for (id, _), members in results.items() if id == by_type["usage_type"]["id"] for result in members
        ]
        assert by_type["usages"] == len(mine)
        for figure in ("amount_in_type_unit", "emissions_kg_co2e"):
            assert by_type[figure] == decimal_text(total(Decimal(result[figure]) for result in mine))
    everything = total(Decimal(one["result"]["emissions_kg_co2e"]) for one in receipts)
    assert made["total_emissions_kg_co2e"] == decimal_text(everything)


def test_an_hour_that_comes_again_belongs_to_the_month_that_had_begun():
    """At St John's, one minute into November 2009, clocks went back to 23:01 of the last of October."""
    again = datetime(2009, 11, 1, 3, tzinfo=UTC)
    at_st_johns = Scope(1, again - timedelta(days=9), again + timedelta(days=9), AS_OF, time_zone("America/St_Johns"))
    made = statement_of(at_st_johns, [receipt(usage(1, again, 100, "1", "kwh"))], NAMES)
    assert again.astimezone(at_st_johns.time_zone).month == 10
    assert [month["month"] for month in made.document["by_usage_type"][0]["months"]] == ["2009-11"]


@pytest.mark.parametrize(
    ("receipts", "flaw"),
    [
        ([RECEIPTS[1], RECEIPTS[0]], "out of order"),
        ([RECEIPTS[3], RECEIPTS[2]], "out of order"),
        ([RECEIPTS[0], RECEIPTS[0]], "comes twice"),
        ([RECEIPTS[0], RECEIPTS[1] | {"usage_id": 12}], "comes twice"),
        ([RECEIPTS[0] | {"organisation_id": 2}], "another organisation"),
        ([receipt(usage(1, END, 100, "1", "kwh"))], "outside of the period"),
        ([receipt(usage(1, START - timedelta(microseconds=1), 100, "1", "kwh"))], "outside of the period"),
        ([receipt(replace(USAGES[0], changed_at=AS_OF + timedelta(microseconds=1)))], "later version"),
        ([receipt(USAGES[0].delete(by=2, at=AS_OF))], "deleted"),
    ],
)
def test_what_does_not_belong_makes_no_statement(receipts, flaw):
    with pytest.raises(ValueError, match=flaw):
        statement_of(SCOPE, receipts, NAMES)


def test_what_was_changed_at_the_very_moment_of_the_statement_belongs():
    restored = USAGES[0].delete(by=2, at=AS_OF).restore(by=2, at=AS_OF)
    assert statement_of(SCOPE, [receipt(restored)], NAMES).document["leaves"] == 1


def test_a_period_that_runs_backwards_has_no_statement():
    with pytest.raises(InvalidValue):
        replace(SCOPE, end=START)


@given(receipt_lists())
def test_every_receipt_of_a_statement_has_a_proof(receipts):
    made = statement_of(SCOPE, receipts, NAMES)
    root = bytes.fromhex(made.document["root"])
    for index, one in enumerate(receipts):
        proof = made.proof(one)["proof"]
        path = [bytes.fromhex(beside) for beside in proof["path"]]
        assert (proof["leaf_index"], proof["leaves"], proof["root"]) == (index, len(receipts), root.hex())
        assert is_included(leaf_hash(canonical(proof["receipt"])), index, len(receipts), path, root)


def test_a_proof_holds_the_receipt_its_place_and_the_hash_of_the_statement():
    made = statement_of(SCOPE, RECEIPTS[:2], NAMES)
    proof = {
        "kind": "carbon-ledger/proof",
        "edition": 1,
        "receipt": RECEIPTS[1],
        "leaf_index": 1,
        "leaves": 2,
        "path": [leaf_hash(canonical(RECEIPTS[0])).hex()],
        "root": made.document["root"],
        "statement_sha256": hash_of(made.document),
    }
    assert made.proof(RECEIPTS[1]) == {"proof": proof, "sha256": hash_of(proof)}


def test_what_is_not_in_a_statement_has_no_proof():
    made = statement_of(SCOPE, RECEIPTS[:2], NAMES)
    with pytest.raises(UsageNotFound, match="usage 13"):
        made.proof(RECEIPTS[4])
