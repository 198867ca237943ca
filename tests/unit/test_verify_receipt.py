"""The stand-alone verifier: what it lets pass, and what it finds and names."""

import ast
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.canonical import hash_of
from domain.period import BucketSize, time_zone, whole_bucket, zone_names
from domain.receipt import sealed
from domain.statement import Scope, statement_of
from domain.units import UNITS
from tests.unit.domain.test_statement import AS_OF, NAMES, RECEIPTS, SCOPE, USAGES, receipt, receipt_lists

TOOL = Path(__file__).parents[2] / "tools" / "verify_receipt.py"
specification = importlib.util.spec_from_file_location("verify_receipt", TOOL)
assert specification is not None
assert specification.loader is not None
verifier = importlib.util.module_from_spec(specification)
specification.loader.exec_module(verifier)

MADE = statement_of(SCOPE, RECEIPTS, NAMES)
FILES: dict[str, dict[str, Any]] = {
    "receipt": sealed(RECEIPTS[0]),
    "statement": MADE.sealed(),
    "statement with receipts": MADE.sealed(RECEIPTS),
    "proof": MADE.proof(RECEIPTS[3]),
    "proof of the last": MADE.proof(RECEIPTS[4]),
}
Check = Callable[..., tuple[int, str]]

in_one_directory = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Check:
    """The exit status and what is said of a file, and of a statement beside it."""

    def run(file: Any, statement: Any = None) -> tuple[int, str]:
        arguments = []
        for name, content in (("file", file), ("--statement", statement)):
            if content is not None:
                path = tmp_path / f"{name}.json"
                path.write_bytes(content if isinstance(content, bytes) else compact(content))
                arguments += [str(path)] if name == "file" else [name, str(path)]
        return verifier.main(arguments), capsys.readouterr().out.replace(str(tmp_path), "")

    return run


def compact(file: Any) -> bytes:
    try:
        return json.dumps(file, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell out
        return json.dumps(file).encode()


def altered(name: str, where: str, value: Any) -> dict[str, Any]:
    """A file with one value replaced and sealed anew, as whoever makes one up would."""
    file = deepcopy(FILES[name])
    *way, last = [int(step) if step.isdecimal() else step for step in where.split(".")]
    inner: Any = file
    for step in way:
        inner = inner[step]
    inner[last] = value
    with suppress(TypeError, UnicodeEncodeError):  # of what cannot be sealed
        file["sha256"] = hash_of(file[name.partition(" ")[0]])
    return file


@pytest.mark.parametrize("name", FILES)
def test_what_the_ledger_hands_out_is_as_it_says(check, name):
    status, said = check(FILES[name])
    assert (status, said.startswith("OK, " + name.partition(" ")[0])) == (0, True)
    assert FILES[name]["sha256"] in said
    assert check(json.dumps(FILES[name], indent=2).encode()) == (status, said)


def test_a_summary_tells_the_figure(check):
    assert "120 MJ × 5/18 × 1.5 = 50 kg CO2e" in check(FILES["receipt"])[1]
    assert "5 usages, 451.209259 kg CO2e" in check(FILES["statement"])[1]
    assert "335.616 kg CO2e, is leaf 3 of 5" in check(FILES["proof"])[1]


def test_it_says_what_a_statement_without_receipts_and_a_proof_alone_do_not_show(check):
    assert "without its receipts it proves nothing more" in check(FILES["statement"])[1]
    assert "a proof alone shows membership in that root" in check(FILES["proof"])[1]
    assert "BUT" not in check(FILES["statement with receipts"])[1]
    assert "BUT" not in check(FILES["proof"], FILES["statement with receipts"])[1]


@in_one_directory
@given(receipts=receipt_lists())
def test_whatever_the_domain_makes_it_recomputes(check, receipts):
    made = statement_of(SCOPE, receipts, NAMES)
    assert check(made.sealed(receipts))[0] == 0
    for one in receipts:
        assert check(sealed(one))[0] == 0
        assert check(made.proof(one), made.sealed())[0] == 0


def test_every_way_to_change_a_usage_is_known(check):
    deleted = USAGES[0].delete(by=2, at=AS_OF)
    corrected = replace(deleted.restore(by=2, at=AS_OF), change=type(deleted.change).CORRECTED)
    for one in (deleted, deleted.restore(by=2, at=AS_OF), corrected):
        assert check(sealed(receipt(one)))[0] == 0
    assert {"recorded", "deleted", "restored", "corrected"} == set(type(deleted.change))


def test_every_unit_is_one_to_the_verifier():
    assert all(verifier.fits(code, verifier.UNIT) for code in UNITS)


@pytest.mark.parametrize("name", FILES)
def test_one_character_flipped_anywhere_is_found(check, name):
    written = compact(FILES[name])
    for at in range(len(written)):
        flipped = b"1" if written[at : at + 1] == b"0" else b"0"
        status, said = check(written[:at] + flipped + written[at + 1 :])
        assert (status, said.startswith("FAULT in /file.json: ")) == (1, True), (at, said)


@in_one_directory
@given(
    name=st.sampled_from(sorted(FILES)), at=st.integers(0), character=st.characters(codec="utf-8"), more=st.booleans()
)
def test_any_character_put_anywhere_is_found(check, name, at, character, more):
    written = compact(FILES[name]).decode()
    at %= len(written)
    put = written[:at] + character + written[at + (not more) :]
    try:
        is_same = json.loads(put) == FILES[name]
    except ValueError:
        is_same = False
    assert check(put.encode())[0] == (0 if is_same else 1)


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


def test_a_proof_is_held_against_the_statement_that_is_given(check):
    other = statement_of(replace(SCOPE, as_of=AS_OF + timedelta(days=1)), RECEIPTS, NAMES)
    status, said = check(FILES["proof"], other.sealed())
    assert (status, "proof.statement_sha256: is" in said, "proof.root" in said) == (1, True, False)
    smaller = statement_of(SCOPE, RECEIPTS[:4], NAMES)
    said = check(FILES["proof"], smaller.sealed())[1]
    assert "proof.leaves: is 5, must be 4" in said
    assert "proof.root: is" in said
    assert "FAULT in /--statement.json: sha256" in check(FILES["proof"], FILES["statement"] | {"sha256": "0" * 64})[1]
    narrow = statement_of(replace(SCOPE, start=AS_OF - timedelta(days=9)), [], NAMES)
    assert "proof.receipt.usage_at: lies outside" in check(FILES["proof"], narrow.sealed())[1]


def test_where_the_zone_is_not_known_it_says_that_months_were_not_checked(check):
    status, said = check(altered("statement with receipts", "statement.time_zone", "Mars/Olympus"))
    assert status == 0
    assert "BUT months were not checked: this machine does not know the time zone Mars/Olympus." in said


WRITTEN = compact(FILES["receipt"])
RAW_FAULTS = [
    (b"", "is no JSON in UTF-8"),
    (b"\xff", "is no JSON in UTF-8"),
    (b"\xef\xbb\xbf" + WRITTEN, "is no JSON in UTF-8"),
    (WRITTEN + b"{}", "is no JSON in UTF-8"),
    (b"[" * 100_000, "is nested too deeply"),
    (b'{"receipt":' + b"[" * 900 + b"]" * 900 + b"}", "the file: lacks 'sha256'"),
    *(
        (written, "holds neither a receipt nor a statement nor a proof")
        for written in (b"1", b"[]", b'"receipt"', b"{}")
    ),
    (WRITTEN[:-1] + b',"receipts":[]}', "the file: must not have 'receipts'"),
    (WRITTEN.replace(b'"sha256"', b'"sha257"'), "the file: lacks 'sha256'"),
    (WRITTEN.replace(b'"unit":"MJ"', b'"unit":"MJ","unit":"MJ"'), "the file: 'unit' is there twice in one object"),
    (WRITTEN.replace(b'"amount":"120"', b'"amount":1.2e2'), "the file: 1.2e2 is no whole number"),
    *(
        (WRITTEN.replace(b'"usage_id":12', b'"usage_id":' + odd), f"the file: {odd.decode()} is no whole number")
        for odd in (b"12.0", b"NaN", b"-Infinity", b"-0", b"-12", b"9007199254740992", b"9" * 5000)
    ),
]


@pytest.mark.parametrize(("written", "fault"), RAW_FAULTS, ids=range(len(RAW_FAULTS)))
def test_what_json_may_say_and_no_document_does_is_named(check, written, fault):
    status, said = check(written)
    assert status == 1
    assert fault[:100] in said


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.just("id"), inner, max_size=3),
)


@in_one_directory
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_no_content_whatsoever_is_more_than_it_can_bear(check, name, data):
    way = list[str]()
    inner: Any = FILES[name]
    while isinstance(inner, dict | list) and inner and (not way or data.draw(st.booleans())):
        step = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        way.append(str(step))
        inner = inner[step]
    status, said = check(altered(name, ".".join(way), data.draw(anything)))
    assert said.startswith("FAULT in /file.json: " if status else "OK, ")


@in_one_directory
@given(content=st.binary())
def test_no_file_whatsoever_is_more_than_it_can_bear(check, content):
    assert check(content)[0] == 1


def test_of_very_many_faults_the_first_are_told(check):
    receipts = [one | {"organisation_id": 2} for one in RECEIPTS] * 9
    said = check(FILES["statement with receipts"] | {"receipts": receipts})[1]
    assert said.count("FAULT in ") == 20
    assert said.splitlines()[-1].startswith("and ")


@pytest.mark.parametrize("arguments", [[], ["no-such-file"], ["."], ["a", "b"], ["--statement"]])
def test_wrong_use_exits_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as exited:
        verifier.main(arguments)
    assert exited.value.code == 2
    assert "usage: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "other"), [("receipt", "statement"), ("proof", "receipt"), ("statement", "statement")]
)
def test_a_statement_goes_with_a_proof_only(check, name, other):
    with pytest.raises(SystemExit) as exited:
        check(FILES[name], FILES[other])
    assert exited.value.code == 2


edges = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds
days = st.timedeltas(timedelta(days=-1), timedelta(days=1))


@given(edges, days, st.sampled_from(sorted(zone_names())))
def test_its_months_are_those_of_the_ledger(month, days, zone):
    at = max(month.replace(day=1) + days, datetime(1900, 1, 1, tzinfo=UTC))
    label = whole_bucket(at, BucketSize.MONTH, time_zone(zone)).label
    assert verifier.month_of(at.isoformat(), time_zone(zone)) == label


def test_an_hour_that_comes_again_is_in_the_month_that_had_begun(check):
    again = datetime(2009, 11, 1, 3, tzinfo=UTC)
    scope = Scope(1, again - timedelta(days=9), again + timedelta(days=9), AS_OF, time_zone("America/St_Johns"))
    receipts = [receipt(replace(USAGES[0], stated=replace(USAGES[0].stated, usage_at=again)))]
    assert check(statement_of(scope, receipts, NAMES).sealed(receipts))[0] == 0


def test_it_imports_nothing_but_the_standard_library():
    nodes = list(ast.walk(ast.parse(TOOL.read_bytes())))
    names = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize(("name", "status"), [("receipt", 0), ("statement with receipts", 0), ("fault", 1)])
def test_it_runs_alone_without_ours_or_anybodys_packages(tmp_path, name, status):
    """Nor does it need a terminal that knows more than ASCII."""
    shutil.copy(TOOL, tmp_path)
    file = FILES.get(name) or altered("receipt", "receipt.entered.amount", "121")
    (tmp_path / "file.json").write_bytes(compact(file))
    command = [sys.executable, "-I", "-S", "-W", "error", "-X", "utf8=0", "verify_receipt.py", "file.json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, env={"LC_ALL": "C"})
    assert (ran.returncode, ran.stderr) == (status, b"")
    assert ran.stdout.startswith(b"OK, " if status == 0 else b"FAULT in file.json: ")
