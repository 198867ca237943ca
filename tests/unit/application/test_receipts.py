"""Receipts: what they tell, and that those of a version never change."""

from decimal import Decimal

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageDraft
from domain.canonical import canonical, hash_of
from domain.errors import UsageNotFound
from domain.receipt import sealed
from domain.units import UNITS
from domain.verification import checked_receipt
from tests.clocks import NOON
from tests.unit.application.handed_out import receipt
from tests.unit.application.happenings import amend, everything_happens
from tests.unit.application.installation import Installation


async def test_a_receipt_tells_all_that_its_figure_was_made_from(app: Installation, ada: Caller) -> None:
    """Neither the note nor the type's name, which are personal or can change."""
    usage = await app.record_usage(ada, UsageDraft(104, NOON, Decimal("17.250"), "CCF", "Meter 3"))
    expected = {
        "kind": "carbon-ledger/receipt",
        "edition": 1,
        "organisation_id": ada.organisation_id,
        "usage_id": usage.id,
        "version": 1,
        "change": "recorded",
        "recorded": {"at": "2027-05-17T12:00:00.000000Z", "by": ada.user_id},
        "changed": {"at": "2027-05-17T12:00:00.000000Z", "by": ada.user_id},
        "usage_at": "2027-05-17T12:00:00.000000Z",
        "usage_type": {"id": 104, "unit": "m3"},
        "entered": {"amount": "17.25", "unit": "CCF"},
        "ratio": {"value": "55306341/19531250", "source": UNITS["CCF"].source},
        "factor": {
            "id": 5,
            "kg_co2e_per_unit": "19.456",
            "valid_from": None,
            "valid_to": None,
            "source": "Preloaded with Carbon Ledger",
            "edition": None,
        },
        "rule": {"name": "entered amount × ratio × factor", "version": 1},
        "rounding": "half to even, to 0.000001",
        # By hand: 17.25 × 100 × 0.3048³ = 48.84656037… m3, times 19.456.
        "result": {"amount_in_type_unit": "48.84656", "emissions_kg_co2e": "950.358679"},
    }
    assert await app.get_receipt(ada, usage.id) == {"receipt": expected, "sha256": hash_of(expected)}


async def test_the_receipt_of_a_version_never_changes(app: Installation, ada: Caller) -> None:
    """Whatever happens to the usage, its type and its factor."""
    usage = await app.record(ada, "120", unit="MJ")
    first = canonical(await app.get_receipt(ada, usage.id, 1))
    await everything_happens(app, ada, usage)
    assert canonical(await app.get_receipt(ada, usage.id, 1)) == first
    given_out = [canonical(await app.get_receipt(ada, usage.id, version)) for version in range(1, 6)]
    assert canonical(await app.get_receipt(ada, usage.id)) == given_out[-1]
    await app.change_usage_type(COMMAND_LINE, 102, UsageTypeChange("warmth", is_retired=True))
    await app.publish("9", usage_type_id=102)
    await amend(app, ada, usage, amount=Decimal(9))
    for version, before in enumerate(given_out, 1):
        assert canonical(await app.get_receipt(ada, usage.id, version)) == before
    assert len(set(given_out)) == 5


async def test_each_receipt_tells_what_its_version_did(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "120", unit="MJ")
    await everything_happens(app, ada, usage)
    receipts = [await receipt(app, ada, usage.id, version) for version in range(1, 6)]
    told = [(one["version"], one["change"], one["entered"]["amount"], one["factor"]["id"]) for one in receipts]
    assert told == [
        (1, "recorded", "120", 1),
        (2, "corrected", "4.5", 1),
        (3, "corrected", "4.5", 3),
        (4, "deleted", "4.5", 3),
        (5, "restored", "4.5", 3),
    ]
    for one in receipts:
        assert checked_receipt(sealed(one)) == one
        assert (one["usage_id"], one["recorded"]) == (usage.id, receipts[0]["recorded"])


async def test_a_receipt_is_for_the_organisation_alone(app: Installation, ada: Caller) -> None:
    usage, bob = await app.record(ada), await app.member("bob@example.org")
    for version in (None, 1):
        with pytest.raises(UsageNotFound):
            await app.get_receipt(bob, usage.id, version)
    with pytest.raises(UsageNotFound, match=f"no version 2 of usage {usage.id}"):
        await app.get_receipt(ada, usage.id, 2)
