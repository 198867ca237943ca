"""Receipts held against themselves and against the ledger."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from application.authorisation import COMMAND_LINE, Caller
from domain.errors import InvalidValue, NotAllowed
from domain.receipt import sealed
from tests.unit.application.handed_out import receipt
from tests.unit.application.happenings import everything_happens, overwrite
from tests.unit.application.installation import PASSWORD, Installation

Change = Callable[[dict[str, Any]], object]


async def test_every_receipt_handed_out_is_kept_to_the_letter(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "120", unit="MJ")
    await everything_happens(app, ada, usage)
    for version in range(1, 6):
        handed_out = await app.get_receipt(ada, usage.id, version)
        verified = await app.verify_receipt(COMMAND_LINE, handed_out)
        assert (verified.document, verified.is_kept) == (handed_out["receipt"], True)


def other_amount(document: dict[str, Any]) -> None:
    document["entered"]["amount"] = "2"
    document["result"] = {"amount_in_type_unit": "2", "emissions_kg_co2e": "3"}


OTHERWISE: dict[str, Change] = {
    "another figure": other_amount,
    "another instant": lambda document: document.update(usage_at="2027-05-17T12:00:00.000001Z"),
    "another person": lambda document: document["changed"].update(by=5),
    "another source": lambda document: document["factor"].update(source="A better table"),
    "one member more": lambda document: document.update(note="Approved"),
    "true for 1": lambda document: document["factor"].update(id=True),
}


@pytest.mark.parametrize("alter", OTHERWISE.values(), ids=OTHERWISE)
async def test_a_receipt_that_was_made_up_holds_only_by_itself(app: Installation, ada: Caller, alter: Change) -> None:
    """Sealed anew and with the figure that follows: the ledger tells it otherwise."""
    document = await receipt(app, ada, (await app.record(ada, "1")).id)
    alter(document)
    assert (await app.verify_receipt(COMMAND_LINE, sealed(document))).is_kept is False


async def test_a_ledger_that_was_tampered_with_no_longer_keeps_the_receipt(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "1")
    handed_out = await app.get_receipt(ada, usage.id)
    overwrite(app, ada, usage.id, emissions_kg_co2e=Decimal(1))
    assert (await app.verify_receipt(COMMAND_LINE, handed_out)).is_kept is False


@pytest.mark.parametrize("part", ["organisation_id", "usage_id"])
async def test_of_a_usage_that_it_does_not_have_the_ledger_says_nothing(
    app: Installation, ada: Caller, part: str
) -> None:
    """It may be another ledger's."""
    document = await receipt(app, ada, (await app.record(ada)).id) | {part: 7}
    assert (await app.verify_receipt(COMMAND_LINE, sealed(document))).is_kept is None


async def test_a_version_that_is_missing_of_a_usage_that_is_there_is_not_kept(app: Installation, ada: Caller) -> None:
    """Where a usage is, all its versions are, so it was made up or was taken out."""
    document = await receipt(app, ada, (await app.record(ada)).id) | {"version": 2}
    assert (await app.verify_receipt(COMMAND_LINE, sealed(document))).is_kept is False


async def test_what_was_handed_out_before_an_erasure_holds_by_itself(app: Installation, ada: Caller) -> None:
    handed_out = await app.get_receipt(ada, (await app.record(ada)).id)
    await app.delete_account(ada, PASSWORD)
    verified = await app.verify_receipt(COMMAND_LINE, handed_out)
    assert (verified.document, verified.is_kept) == (handed_out["receipt"], None)


ALTERED: dict[str, tuple[Change, str]] = {
    "amount": (lambda file: file["receipt"]["entered"].update(amount="2"), "Its SHA-256 is not that of its content"),
    "person": (lambda file: file["receipt"]["recorded"].update(by=2), "Its SHA-256 is not that of its content"),
    "hash": (lambda file: file.update(sha256="0" * 64), "Its SHA-256 is not that of its content"),
    "figure, hashed anew": (
        lambda file: file.update(sealed(file["receipt"] | {"result": other_result("2")})),
        "'2'} is stated, .*'1.5'} is what follows",
    ),
    "ratio, hashed anew": (
        lambda file: file.update(sealed(file["receipt"] | {"ratio": {"value": "2", "source": "us"}})),
        "'1.5'} is stated, .*'3'} is what follows",
    ),
    "kind": (
        lambda file: file.update(sealed(file["receipt"] | {"kind": "another/receipt"})),
        "It is no receipt",
    ),
    "edition": (lambda file: file.update(sealed(file["receipt"] | {"edition": 2})), "It is no receipt"),
    "no version": (lambda file: file.update(sealed(file["receipt"] | {"version": None})), "It is no receipt"),
    "a text for an id": (lambda file: file.update(sealed(file["receipt"] | {"usage_id": "7"})), "It is no receipt"),
    "a number that takes hours": (
        lambda file: file.update(sealed(file["receipt"] | {"entered": {"amount": "1e999999999", "unit": "kwh"}})),
        "It is no receipt",
    ),
    "a member less": (lambda file: file["receipt"].pop("organisation_id"), "It is no receipt"),
    "no hash": (lambda file: file.pop("sha256"), "It is no receipt"),
}


def other_result(emissions: str) -> dict[str, str]:
    return {"amount_in_type_unit": "1", "emissions_kg_co2e": emissions}


@pytest.mark.parametrize(("alter", "says"), ALTERED.values(), ids=ALTERED)
async def test_a_receipt_that_does_not_hold_by_itself_is_refused(
    app: Installation, ada: Caller, alter: Change, says: str
) -> None:
    """The refusal says what does not."""
    handed_out = await app.get_receipt(ada, (await app.record(ada)).id)
    alter(handed_out)
    with pytest.raises(InvalidValue, match=says):
        await app.verify_receipt(COMMAND_LINE, handed_out)


async def test_verifying_and_checking_are_for_operators(app: Installation, ada: Caller) -> None:
    """Theirs is no organisation: they are told whether a receipt holds, whoever's it is."""
    handed_out = await app.get_receipt(ada, (await app.record(ada)).id)
    with pytest.raises(NotAllowed):
        await app.verify_receipt(ada, handed_out)
    with pytest.raises(NotAllowed):
        await anext(app.check_journal(ada))
    assert (await app.verify_receipt(await app.operator(), handed_out)).is_kept
