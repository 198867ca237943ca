"""The stand-alone verifier: what it lets pass, what it says of it, and that it runs alone."""

import ast
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.period import BucketSize, time_zone, whole_bucket, zone_names
from domain.receipt import sealed
from domain.statement import Scope, statement_of
from domain.units import UNITS
from tests.unit.domain.test_statement import AS_OF, NAMES, RECEIPTS, SCOPE, USAGES, receipt, receipt_lists
from tests.unit.verified_files import FILES, altered
from tests.unit.verifier import TOOL, compact, in_one_directory, verifier


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
