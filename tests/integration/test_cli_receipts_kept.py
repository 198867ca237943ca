"""`carbon-ledger verify`: receipts held against the ledger of the installation."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.integration.handed_out import HandedOut, Verify, sealed

NOT_HELD = "This ledger does not hold that usage: another one does, or its organisation was erased."


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
