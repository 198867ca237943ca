"""Receipts, statements and proofs over the API, verified by the tool that knows nothing of the service."""

import importlib.util
import json
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.clocks import FixedClock
from tests.integration.http.api import Api
from tests.integration.http.receipts import PERIOD, STATEMENT, WITH_RECEIPTS, YEAR, documents, text

TOOL = Path(__file__).parents[3] / "tools" / "verify_receipt.py"
specification = importlib.util.spec_from_file_location("verify_receipt", TOOL)
assert specification is not None
assert specification.loader is not None
verifier = importlib.util.module_from_spec(specification)
specification.loader.exec_module(verifier)

PASSWORD = "correct horse battery"
Check = Callable[..., tuple[int, str]]


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """What the tool says of an answer as it was sent, and of a statement that a proof is held against."""

    def run(handed_out: str, statement: str | None = None) -> tuple[int, str]:
        paths = [tmp_path / "file.json", tmp_path / "statement.json"]
        for path, content in zip(paths, (handed_out, statement or ""), strict=True):
            path.write_text(content, encoding="utf-8")
        arguments = [str(paths[0]), *(["--statement", str(paths[1])] if statement else [])]
        return verifier.main(arguments), capsys.readouterr().out

    return run


async def test_answers_are_canonical_and_bear_their_hash(ada: Api, usages: list[int]) -> None:
    """Members sorted, no blanks, UTF-8 as it is; decimals are texts, so that no reader can round them."""
    for name, sent in (await documents(ada, usages[2])).items():
        answered = json.loads(sent, parse_float=no_float)
        assert sent == canonical(answered)
        kind = name.partition(" ")[0]
        assert answered["sha256"] == sha256(canonical(answered[kind]).encode()).hexdigest()
        assert answered[kind]["kind"] == f"carbon-ledger/{kind}"
        assert set(answered) == {kind, "sha256"} | ({"receipts"} if "with receipts" in name else set())


def no_float(written: str) -> float:
    raise AssertionError(written)


def canonical(answered: Any) -> str:
    return json.dumps(answered, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


async def test_all_of_it_is_verified_outside_of_the_service(ada: Api, usages: list[int], check: Check) -> None:
    """Every receipt, every proof in its statement, and the statement from its receipts, in whichever zone."""
    for query in ({}, {"time_zone": "Europe/Zurich"}, {"time_zone": "Pacific/Apia"}):
        whole, alone = await text(ada, STATEMENT, **WITH_RECEIPTS, **query), await text(ada, STATEMENT, **YEAR, **query)
        status, said = check(whole)
        assert (status, said.startswith("OK, statement with all its receipts"), "BUT" in said) == (0, True, False)
        assert check(alone)[0] == 0
        for id in usages:
            proof = await text(ada, f"/usages/{id}/proof", **YEAR, **query)
            assert check(proof, alone)[0] == 0
            status, said = check(proof, whole)
            assert (status, f"usage {id}," in said, "BUT" in said) == (0, True, False)
    for id, figure in zip(usages, ("0.15", "50.208333", "950.358679", "80.79", "0.000004"), strict=True):
        status, said = check(await text(ada, f"/usages/{id}/receipt"))
        assert (status, f" = {figure} kg CO2e, usage {id}, version 1" in said) == (0, True)


async def test_a_digit_flipped_is_found_and_named(ada: Api, usages: list[int], check: Check) -> None:
    sent = await documents(ada, usages[2])
    beside = json.loads(sent["proof"])["proof"]["path"][0]
    flipped = beside[:-1] + ("0" if beside[-1] != "0" else "1")
    for name, told, otherwise, says in (
        ("receipt", '"amount":"17.25"', '"amount":"17.35"', "receipt.result.emissions_kg_co2e: is '950.358679'"),
        ("statement", '"total_emissions_kg_co2e":"1081', '"total_emissions_kg_co2e":"1082', "total_emissions_kg_co2e"),
        ("statement with receipts", '"value":"5/18"', '"value":"5/19"', "receipts[1].result.emissions_kg_co2e"),
        ("proof", beside, flipped, "proof.root: is "),
    ):
        assert sent[name].count(told) == 1
        status, said = check(sent[name].replace(told, otherwise))
        assert (status, says in said) == (1, True), said


async def test_a_statement_tells_the_same_totals_as_the_report(ada: Api, usages: list[int]) -> None:
    query = {**YEAR, "time_zone": "Europe/Zurich"}
    told = (await ada.get(STATEMENT, **query))["statement"]
    report = await ada.get("/emissions", group_by="usage_type", **query)
    assert told["leaves"] == report["total"] == len(usages)
    assert Decimal(told["total_emissions_kg_co2e"]) == report["total_emissions_kg_co2e"]
    assert [one["usage_type"] for one in told["by_usage_type"]] == [
        part["usage_type"] for part in report["by_usage_type"]
    ]
    assert {
        (part["month"], one["usage_type"]["id"]): Decimal(part["emissions_kg_co2e"])
        for one in told["by_usage_type"]
        for part in one["months"]
    } == {
        (bucket["bucket"], part["usage_type"]["id"]): part["emissions_kg_co2e"]
        for bucket in report["buckets"]
        for part in bucket["by_usage_type"]
    }


async def test_a_receipt_is_of_the_latest_version_or_of_one_that_is_named(
    ada: Api, usages: list[int], clock: FixedClock, check: Check
) -> None:
    """Of a deleted usage too; the receipt of a version stays the same to the byte."""
    path = f"/usages/{usages[0]}/receipt"
    first = await text(ada, path)
    clock.advance(seconds=1)
    await ada.call("PATCH", f"/usages/{usages[0]}", {"amount": 7, "note": "Read again"})
    second = await text(ada, path)
    await ada.call("DELETE", f"/usages/{usages[0]}")
    third = await text(ada, path)
    versions = [await text(ada, path, version=version) for version in (1, 2, 3)]
    assert versions == [first, second, third]
    told = [json.loads(version)["receipt"] for version in versions]
    assert [(one["version"], one["change"]) for one in told] == [(1, "recorded"), (2, "corrected"), (3, "deleted")]
    assert [one["result"]["emissions_kg_co2e"] for one in told] == ["0.15", "10.5", "10.5"]
    assert {check(version)[0] for version in versions} == {0}
    missing = await ada.call("GET", path, params={"version": 4})
    assert (missing.status, missing.json["detail"]) == (404, f"There is no version 4 of usage {usages[0]}.")


async def test_a_statement_is_as_of_now_and_the_same_ever_after(
    ada: Api, operator: Api, usages: list[int], clock: FixedClock, check: Check
) -> None:
    """Asked again as of then it is the same to the byte, as is a proof, whatever happened in between."""
    now = clock.advance(seconds=1)
    before = await documents(ada, usages[2])
    assert json.loads(before["statement"])["statement"]["as_of"] == "2027-05-17T12:00:01.000000Z"
    clock.advance(seconds=1)
    await ada.call("PATCH", f"/usages/{usages[0]}", {"amount": 7})
    await ada.call("DELETE", f"/usages/{usages[3]}")
    await ada.post("/usages", {"usage_type_id": 102, "usage_at": "2024-05-01T00:00:00Z", "amount": 1})
    await operator.call("PATCH", "/usage-types/104", {"name": "gas", "factor": 9, "source": "A correction"})
    assert await documents(ada, usages[2], as_of=now.isoformat()) == before
    assert await text(ada, f"/usages/{usages[2]}/receipt") == before["receipt"]
    since = await documents(ada, usages[2])
    assert (since["statement"] == before["statement"], check(since["statement with receipts"])[0]) == (False, 0)
    assert "'gas'" not in before["statement"]
    assert '"name":"gas"' in since["statement"]
    status, said = check(before["proof"], since["statement"])
    assert (status, "proof.root: is " in said) == (1, True)


async def test_before_anything_was_recorded_a_statement_is_empty(ada: Api, usages: list[int], check: Check) -> None:
    empty = await text(ada, STATEMENT, **WITH_RECEIPTS, as_of="2027-05-17T11:59:59.999999Z")
    told = json.loads(empty)
    assert (told["receipts"], told["statement"]["leaves"], told["statement"]["total_emissions_kg_co2e"]) == ([], 0, "0")
    assert check(empty)[0] == 0
    proof = await ada.call("GET", f"/usages/{usages[0]}/proof?{PERIOD}&as_of=2027-05-17T11:59:59Z")
    assert (proof.status, proof.json["detail"]) == (404, f"There is no usage {usages[0]} in this statement.")


async def test_head_is_answered_as_get_is_without_the_document(ada: Api, usages: list[int]) -> None:
    for path in (f"/usages/{usages[0]}/receipt", f"/usages/{usages[0]}/proof?{PERIOD}", f"{STATEMENT}?{PERIOD}"):
        got, head = await ada.call("GET", path), await ada.call("HEAD", path)
        assert (head.status, head.text, head.own_headers) == (200, "", got.own_headers)
        assert got.headers["content-type"] == "application/json"


async def test_what_was_handed_out_outlives_the_organisation(
    ada: Api, bob: Api, operator: Api, usages: list[int], check: Check
) -> None:
    """The installation's chain keeps where its own ended, for the operator to see."""
    sent = await documents(ada, usages[2])
    head = (await ada.get("/journal/head"))["organisation_chain"]
    assert (head["sequence"], head["chain"]) == (len(usages), json.loads(sent["receipt"])["receipt"]["organisation_id"])
    assert (await ada.call("DELETE", "/me", {"password": PASSWORD})).status == 204
    for path in (f"/usages/{usages[2]}/receipt", f"{STATEMENT}?{PERIOD}"):
        assert (await ada.call("GET", path)).status == 401
        assert (await bob.call("GET", path)).status in {200, 404}
    for document in sent.values():
        assert check(document)[0] == 0
    assert check(sent["proof"], sent["statement"])[0] == 0
    assert (await bob.get("/journal", action="organisation.erased"))["items"] == []
    (entry,) = (await operator.get("/journal", action="organisation.erased"))["items"]
    assert (entry["chain"], entry["subject_id"], entry["after"]) == (0, head["chain"], None)
    assert entry["before"] == {"entries": head["sequence"], "head": head["hash"]}
    assert "Ada" not in json.dumps(entry)
