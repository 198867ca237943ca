"""`carbon-ledger verify`: receipts held against themselves and against the ledger of the installation."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from entrypoints.cli.main import main
from examples.post_readings import Client
from tests.service import RunningService

PASSWORD = "a long enough password"
NOT_HELD = "This ledger does not hold that usage: another one does, or its organisation was erased."


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An installation that is not being served any more, and what it handed out of a usage and of one that is gone."""

    folder: Path
    usage_id: int
    versions: list[str]
    statement: str
    of_erased: str


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HandedOut]:
    folder = tmp_path_factory.mktemp("installation")
    with RunningService(folder) as service, Client(service.url) as client:
        token = signed_up(client, "bob@example.org")
        erased = client.call("POST", "/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 2})
        of_erased = download(service, token, f"/usages/{erased['id']}/receipt")
        client.call("DELETE", "/me", {"password": PASSWORD})
        token = signed_up(client, "ada@example.org")
        usage = {"usage_type_id": 104, "usage_at": "2024-03-01T12:00:00Z", "amount": 17, "unit": "CCF"}
        path = f"/usages/{client.call('POST', '/usages', usage)['id']}"
        client.call("PATCH", path, {"amount": 3})
        client.call("DELETE", path)
        client.call("POST", f"{path}/restore")
        versions = [download(service, token, f"{path}/receipt?version={version}") for version in (1, 2, 3, 4)]
        period = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"
        statement = download(service, token, f"/emissions/statement?{period}")
        service.stop()
        yield HandedOut(folder, int(path.rpartition("/")[2]), versions, statement, of_erased)


def signed_up(client: Client, email: str) -> str:
    grant = client.call("POST", "/auth/sign-up", {"name": "Somebody", "email": email, "password": PASSWORD})
    client.log_in(email, PASSWORD)
    token: str = grant["access_token"]
    return token


def download(service: RunningService, token: str, path: str) -> str:
    asked = Request(f"{service.url}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
    with urlopen(asked, timeout=30) as answer:
        sent: str = answer.read().decode()
    return sent


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    out: str
    error: str


Verify = Callable[..., Told]


def in_this_process(*arguments: str, folder: Path) -> Told:
    """Starting one of its own for each takes longer than all the rest."""
    done = CliRunner(env={"DATA_DIR": str(folder), "STORAGE": None, "DATABASE_URL": None}).invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return Told(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def verify(handed_out: HandedOut, tmp_path: Path) -> Verify:
    """What the command says of a file, on the installation that handed receipts out or on another."""

    def run(content: str | bytes, folder: Path | None = None) -> Told:
        path = tmp_path / "receipt.json"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        done = in_this_process("verify", str(path), folder=folder or handed_out.folder)
        return replace(done, error=done.error.replace(str(path), "FILE"))

    return run


def sealed(document: dict[str, Any]) -> str:
    """A receipt as whoever makes one up would seal it."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'{{"receipt":{text},"sha256":"{sha256(text.encode()).hexdigest()}"}}'


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


def test_a_receipt_that_is_made_up_is_told_from_what_the_ledger_holds(handed_out: HandedOut, verify: Verify) -> None:
    """Though by itself it holds."""
    document = json.loads(handed_out.versions[0])["receipt"]
    document["changed"]["by"] += 1
    told = verify(sealed(document))
    assert (told.status, told.error) == (1, not_held(handed_out, 1))


def not_held(handed_out: HandedOut, version: int) -> str:
    return (
        f"Error: This ledger does not hold version {version} of usage {handed_out.usage_id} as the receipt tells it.\n"
    )


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


def test_a_receipt_of_another_installation_holds_by_itself(
    handed_out: HandedOut, verify: Verify, tmp_path: Path
) -> None:
    """As much as can be said of it here."""
    told = verify(handed_out.versions[0], tmp_path)
    assert (told.status, told.error) == (0, "")
    assert told.out.splitlines()[1:] == [NOT_HELD]


def test_so_does_one_whose_organisation_was_erased(handed_out: HandedOut, verify: Verify) -> None:
    told = verify(handed_out.of_erased)
    assert (told.status, told.error) == (0, "")
    assert told.out.startswith("The receipt holds: 3 kg CO2e, version 1 of usage ")
    assert told.out.splitlines()[1:] == [NOT_HELD]


TAMPERED = {
    "the figure": (4, "UPDATE usages SET emissions_mg = emissions_mg + 1"),
    "who recorded it": (4, "UPDATE usages SET user_id = user_id + 1"),
    "a closed version": (1, "UPDATE usage_versions SET emissions_mg = emissions_mg + 1 WHERE version = 1"),
    "the factor": (2, "UPDATE emission_factors SET value = '19.457' WHERE usage_type_id = 104"),
    "the version": (1, "DELETE FROM usage_versions WHERE version = 1"),
    "a factor that is no number": (2, "UPDATE emission_factors SET value = 'abc' WHERE usage_type_id = 104"),
    "a unit that there is not": (4, "UPDATE usages SET unit = 'parsec'"),
    "the source": (2, "UPDATE emission_factors SET source = 'A better table' WHERE usage_type_id = 104"),
}


@pytest.mark.parametrize(("version", "statement"), TAMPERED.values(), ids=TAMPERED)
def test_a_ledger_that_was_tampered_with_is_found_by_a_receipt(
    handed_out: HandedOut, verify: Verify, tmp_path: Path, version: int, statement: str
) -> None:
    """By whoever can write to its database."""
    folder = tmp_path / "copy"
    shutil.copytree(handed_out.folder, folder)
    receipt = handed_out.versions[version - 1]
    assert verify(receipt, folder).status == 0
    with sqlite3.connect(folder / "carbon-ledger.db") as database:
        assert database.execute(statement).rowcount == 1
    database.close()
    told = verify(receipt, folder)
    assert (told.status, told.error) == (1, not_held(handed_out, version))
    assert told.out.startswith("The receipt holds: ")
