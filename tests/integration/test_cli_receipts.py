"""`carbon-ledger verify`: receipts held against themselves, and what is no receipt."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.handed_out import HandedOut, Told, Verify, in_this_process, sealed
from tests.service import RunningService


@pytest.mark.parametrize(("version", "figure"), [(1, "936.585364"), (2, "165.27977"), (3, "165.27977")])
def test_a_receipt_that_was_handed_out_holds(handed_out: HandedOut, verify: Verify, version: int, figure: str) -> None:
    """Of whichever version, of a deletion too."""
    told = verify(handed_out.versions[version - 1])
    what = f"{figure} kg CO2e, version {version} of usage {handed_out.usage_id}"
    assert told == Told(0, f"The receipt holds: {what}.\nThe ledger holds it to the letter.\n", "")


def test_it_is_a_command_of_the_installation(handed_out: HandedOut, tmp_path: Path) -> None:
    """With the exit code of what it found."""
    path, service = tmp_path / "receipt.json", RunningService(handed_out.folder)
    for content, status in ((handed_out.versions[3], 0), (handed_out.of_erased, 0), (handed_out.versions[3][:-1], 1)):
        path.write_text(content, encoding="utf-8")
        assert service.command("verify", str(path)).returncode == status


def test_how_it_is_written_does_not_matter(handed_out: HandedOut, verify: Verify) -> None:
    """What is hashed is the canonical form of what it says."""
    written = json.dumps(dict(reversed(json.loads(handed_out.versions[0]).items())), indent=2)
    assert verify(written).status == 0


ALTERED = {
    "a digit": ('"amount":"17"', '"amount":"18"'),
    "a name": ('"source":"Preloaded', '"source":"preloaded'),
    "its hash": ('"sha256":"', '"sha256":"0'),
}


@pytest.mark.parametrize(("told", "otherwise"), ALTERED.values(), ids=ALTERED)
def test_a_receipt_that_was_altered_is_refused(
    handed_out: HandedOut, verify: Verify, told: str, otherwise: str
) -> None:
    receipt = handed_out.versions[0]
    assert receipt.count(told) == 1
    assert verify(receipt.replace(told, otherwise)) == Told(
        1, "", "Error: Its SHA-256 is not that of its content: it was altered.\n"
    )


def test_a_figure_that_does_not_follow_is_refused(handed_out: HandedOut, verify: Verify) -> None:
    """Though the hash is right."""
    document = json.loads(handed_out.versions[1])["receipt"]
    document["entered"]["amount"] = "2"
    told = verify(sealed(document))
    assert (told.status, told.out) == (1, "")
    assert "'165.27977'} is stated" in told.error
    assert "'110.186513'} is what follows from amount, ratio and factor." in told.error


def twice(receipt: str) -> str:
    return receipt.replace('"sha256":', '"sha256":"","sha256":')


def endless(receipt: str) -> str:
    """An amount that would take hours to multiply."""
    return sealed(json.loads(receipt)["receipt"] | {"entered": {"amount": "1e999999999", "unit": "CCF"}})


NONE: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "nothing": (lambda _: "", "Error: FILE: The body is not JSON"),
    "no JSON": (lambda receipt: receipt[:-1], "Error: FILE: The body is not JSON"),
    "no text": (lambda _: b"\xff\xfe{}", "Error: FILE: The body is not UTF-8"),
    "a list": (lambda receipt: f"[{receipt}]", "Error: FILE: The body must be a JSON object"),
    "nested": (lambda _: '{"receipt":' * 5_000 + "1" + "}" * 5_000, "Error: "),
    "a member twice": (twice, "Error: FILE: "),
    "numbers for texts": (lambda receipt: receipt.replace('"amount":"17"', '"amount":17.0'), "Error: It is no receipt"),
    "an endless number": (endless, "Error: It is no receipt"),
    "no receipt": (lambda _: "{}", "Error: It is no receipt"),
}


@pytest.mark.parametrize(("made", "says"), NONE.values(), ids=NONE)
def test_what_is_no_receipt_is_refused_in_a_line(
    handed_out: HandedOut, verify: Verify, made: Callable[[str], str | bytes], says: str
) -> None:
    told = verify(made(handed_out.versions[0]))
    assert (told.status, told.out, told.error.count("\n")) == (1, "", 1)
    assert told.error.startswith(says)


def test_a_statement_is_no_receipt(handed_out: HandedOut, verify: Verify) -> None:
    assert verify(handed_out.statement).error == "Error: It is no receipt, or cannot be read.\n"


@pytest.mark.parametrize("path", [".", "nowhere.json"])
def test_what_is_no_file_is_refused(handed_out: HandedOut, path: str) -> None:
    told = in_this_process("verify", path, folder=handed_out.folder)
    assert (told.status, told.out, f"'{path}'" in told.error) == (2, "", True)
