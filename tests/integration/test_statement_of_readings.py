"""A year of the example readings, stated by the service and recomputed without it, in a process that knows none of its
code."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from examples.post_readings import Client, usages_in
from tests.integration.test_readings import (
    EMAIL,
    OWN,
    PASSWORD,
    ROOT,
    SHARED,
    in_milligrams,
    milligrams_by_month,
)
from tests.service import RunningService

TOOL = ROOT / "tools" / "verify_receipt.py"
# The 441 readings beside the checkout where they are, else the project's own.
READINGS, YEAR, RECORDED, STATED = (SHARED, 2024, 441, 106) if SHARED.exists() else (OWN, 2025, 36, 36)
PERIOD = {"from": f"{YEAR - 1}-12-31T23:00:00Z", "to": f"{YEAR}-12-31T23:00:00Z", "time_zone": "Europe/Zurich"}
Verify = Callable[..., tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody whose readings are recorded."""

    client: Client
    url: str
    token: str

    def download(self, path: str, **query: str) -> str:
        """What is sent, as it is."""
        asked = Request(
            f"{self.url}/api/v1{path}?{urlencode(query)}", headers={"Authorization": f"Bearer {self.token}"}
        )
        with urlopen(asked, timeout=30) as answer:
            sent: str = answer.read().decode()
        return sent


@pytest.fixture(scope="module", params=["memory", "sqlite"])
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    settings = {"STORAGE": "memory"} if request.param == "memory" else {}
    folder = tmp_path_factory.mktemp("readings")
    with RunningService(folder, **settings) as service, Client(service.url) as client:
        client.call("POST", "/auth/sign-up", {"name": "Reader", "email": EMAIL, "password": PASSWORD})
        client.log_in(EMAIL, PASSWORD)
        assert len([client.call("POST", "/usages", usage) for usage in usages_in(READINGS)]) == RECORDED
        token = client.call("POST", "/auth/log-in", {"email": EMAIL, "password": PASSWORD})["access_token"]
        yield Reader(client, service.url, token)


@pytest.fixture(scope="module")
def statement(reader: Reader) -> str:
    """The year's, with its receipts, as it is sent."""
    return reader.download("/emissions/statement", include="receipts", **PERIOD)


@pytest.fixture(scope="module")
def proof(reader: Reader, statement: str) -> str:
    """Of a usage in the midst of it, in that statement."""
    stated = json.loads(statement)
    usage_id = stated["receipts"][STATED // 2]["usage_id"]
    return reader.download(f"/usages/{usage_id}/proof", as_of=stated["statement"]["as_of"], **PERIOD)


@pytest.fixture
def verify(tmp_path: Path) -> Verify:
    """The exit status of the tool, and what it says of a file, and of a statement that a proof is held against."""

    def run(handed_out: str, against: str | None = None) -> tuple[int, str]:
        paths = [tmp_path / "handed-out.json", tmp_path / "statement.json"]
        paths[0].write_text(handed_out, encoding="utf-8")
        paths[1].write_text(against or "", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-I", TOOL, paths[0], *(("--statement", paths[1]) if against else ())],
            cwd=tmp_path,
            env={},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


def test_the_statement_of_a_year_is_recomputed_outside_of_the_service(
    reader: Reader, statement: str, verify: Verify
) -> None:
    """Its total is that of the report on emissions, and of the readings as a spreadsheet adds them, to the digit."""
    told = json.loads(statement)["statement"]
    assert told["leaves"] == len(json.loads(statement)["receipts"]) == STATED
    status, said = verify(statement)
    assert (status, said.startswith("OK, statement with all its receipts")) == (0, True)
    assert f"{STATED} usages, {told['total_emissions_kg_co2e']} kg CO2e, root {told['root']}" in said
    assert "BUT" not in said
    report = reader.client.call("GET", "/emissions", bucket="month", group_by="usage_type", **PERIOD)
    assert Decimal(told["total_emissions_kg_co2e"]) == report["total_emissions_kg_co2e"]
    by_month = {month: sum_ for month, sum_ in milligrams_by_month(READINGS).items() if month.startswith(str(YEAR))}
    assert in_milligrams(told["total_emissions_kg_co2e"]) == sum(by_month.values())
    stated = dict.fromkeys(by_month, 0)
    for one in told["by_usage_type"]:
        for part in one["months"]:
            stated[part["month"]] += in_milligrams(part["emissions_kg_co2e"])
    assert stated == by_month
    by_type = {part["usage_type"]["id"]: part["emissions_kg_co2e"] for part in report["by_usage_type"]}
    assert {one["usage_type"]["id"]: Decimal(one["emissions_kg_co2e"]) for one in told["by_usage_type"]} == by_type


def test_a_usage_is_proved_to_be_in_it(statement: str, proof: str, verify: Verify) -> None:
    status, said = verify(proof, statement)
    assert (status, f"is leaf {STATED // 2} of {STATED} " in said, "BUT" in said) == (0, True, False)


def test_a_receipt_of_it_is_verified_alone(reader: Reader, statement: str, verify: Verify) -> None:
    """It is what the usage's own receipt is, to the byte."""
    leaf = json.loads(statement)["receipts"][-1]
    sent = reader.download(f"/usages/{leaf['usage_id']}/receipt")
    assert json.loads(sent)["receipt"] == leaf
    status, said = verify(sent)
    assert (status, f"{leaf['result']['emissions_kg_co2e']} kg CO2e, usage {leaf['usage_id']}" in said) == (0, True)


def flipped(digits: str, at: int = -1) -> str:
    """The same with one digit changed, the last one that is no 0 unless it is said which."""
    place = len(digits.rstrip("0")) - 1 if at == -1 else at
    other = "7" if digits[place] != "7" else "3"
    return digits[:place] + other + digits[place + 1 :]


def with_one_digit_flipped(sent: str, *way: str | int) -> str:
    """What was sent, with the value in that place altered."""
    file: Any = json.loads(sent)
    inner = file
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = flipped(inner[way[-1]])
    return json.dumps(file, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


MIDDLE = STATED // 2
OF_STATEMENT: dict[str, tuple[tuple[str | int, ...], str]] = {
    "amount": (("receipts", MIDDLE, "entered", "amount"), f"receipts[{MIDDLE}].result.emissions_kg_co2e: is "),
    "factor": (("receipts", 0, "factor", "kg_co2e_per_unit"), "receipts[0].result.emissions_kg_co2e: is "),
    "figure": (
        ("receipts", STATED - 1, "result", "emissions_kg_co2e"),
        f"receipts[{STATED - 1}].result.emissions_kg_co2e: is ",
    ),
    "total": (("statement", "total_emissions_kg_co2e"), "statement.total_emissions_kg_co2e: is "),
    "total of a type": (
        ("statement", "by_usage_type", 0, "emissions_kg_co2e"),
        "statement.by_usage_type[0].emissions_kg_co2e: is ",
    ),
    "total of a month": (
        ("statement", "by_usage_type", 1, "months", 2, "amount_in_type_unit"),
        "statement.by_usage_type[1].months[2].amount_in_type_unit: is ",
    ),
    "root": (("statement", "root"), "statement.root: is "),
    "hash": (("sha256",), ": sha256: is "),
}
OF_PROOF: dict[str, tuple[tuple[str | int, ...], str]] = {
    "amount": (("proof", "receipt", "entered", "amount"), "proof.receipt.result.emissions_kg_co2e: is "),
    "first of the path": (("proof", "path", 0), "proof.root: is "),
    "last of the path": (("proof", "path", -1), "proof.root: is "),
    "root": (("proof", "root"), "proof.root: is "),
    "hash of the statement": (("proof", "statement_sha256"), "proof.statement_sha256: is "),
    "hash": (("sha256",), ": sha256: is "),
}


def test_a_digit_that_is_not_flipped_is_not_named(statement: str, verify: Verify) -> None:
    """What is written anew by the tests is what was sent."""
    assert json.dumps(json.loads(statement), sort_keys=True, separators=(",", ":"), ensure_ascii=False) == statement
    assert flipped("120.50") == "120.70"
    assert flipped("17") == "13"
    assert verify(statement)[0] == 0


@pytest.mark.parametrize(("way", "says"), OF_STATEMENT.values(), ids=OF_STATEMENT)
def test_a_digit_flipped_in_the_statement_is_found_and_named(
    statement: str, verify: Verify, way: tuple[str | int, ...], says: str
) -> None:
    status, said = verify(with_one_digit_flipped(statement, *way))
    assert (status, says in said) == (1, True), said


@pytest.mark.parametrize(("way", "says"), OF_PROOF.values(), ids=OF_PROOF)
def test_a_digit_flipped_in_the_proof_is_found_and_named(
    statement: str, proof: str, verify: Verify, way: tuple[str | int, ...], says: str
) -> None:
    status, said = verify(with_one_digit_flipped(proof, *way), statement)
    assert (status, says in said) == (1, True), said


def test_a_receipt_left_out_or_put_elsewhere_is_found(statement: str, verify: Verify) -> None:
    file = json.loads(statement)
    first, *others, last = file["receipts"]
    status, said = verify(json.dumps(file | {"receipts": [first, *others]}))
    assert (status, f"statement.leaves: is {STATED}, must be {STATED - 1}" in said) == (1, True), said
    status, said = verify(json.dumps(file | {"receipts": [*others, last, first]}))
    assert (status, f"receipts[{STATED - 1}]: is not in the order" in said) == (1, True), said
    assert "statement.root: is " in said
