"""Receipts, statements and proofs of the ledger, holding them against it, and walking its journal."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.memory.journal import MemoryJournalQueries
from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.receipts import state
from application.receipts.state import StatementRequest
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.usage_types.preloaded import ENTRIES
from application.usages.draft import UsageAmendment, UsageDraft
from application.views.emissions import ReportRequest, TypeEmissions
from application.views.journal import JournalFault, WalkedEntry
from application.views.usages import UsageView
from domain.canonical import canonical, decimal_text, hash_of
from domain.errors import InvalidValue, NotAllowed, UsageNotFound
from domain.merkle import is_included, leaf_hash
from domain.period import BucketSize, Period, time_zone
from domain.receipt import sealed
from domain.units import UNITS
from domain.usage import Usage
from domain.verification import checked_receipt
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation

DAY = timedelta(days=1)
START, END = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
UTC_ZONE = time_zone("UTC")
YEAR = StatementRequest(START, END, UTC_ZONE)
Change = Callable[[dict[str, Any]], object]


async def receipt(app: Installation, caller: Caller, usage_id: int, version: int | None = None) -> dict[str, Any]:
    handed_out: dict[str, Any] = (await app.get_receipt(caller, usage_id, version))["receipt"]
    return handed_out


async def statement(app: Installation, caller: Caller, request: StatementRequest = YEAR) -> dict[str, Any]:
    """With its receipts."""
    return await app.state_emissions(caller, request, with_receipts=True)


async def amend(app: Installation, caller: Caller, usage: UsageView, **parts: Any) -> None:
    app.clock.advance(seconds=1)
    await app.correct_usage.amend(caller, usage.id, UsageAmendment(**parts))


async def everything_happens(app: Installation, ada: Caller, usage: UsageView) -> None:
    """To a usage and its type, and to those of others."""
    await app.publish("7")
    await amend(app, ada, usage, amount=Decimal("4.5"), note="Read again")
    await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("power", is_retired=True))
    await amend(app, ada, usage, usage_type_id=102, usage_at=NOON + DAY, unit="MJ")
    await app.delete_usage(ada, usage.id)
    app.clock.advance(days=1)
    await app.restore_usage(ada, usage.id)
    await app.publish("0.5", Period(start=START), 102)
    await app.record(await app.member(f"{usage.id}@example.org"), "1000", 102)


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


@pytest.mark.parametrize("asked_before", [True, False], ids=["asked for before", "first asked for later"])
async def test_a_statement_as_of_then_is_the_same_to_the_byte(
    app: Installation, ada: Caller, asked_before: bool
) -> None:
    """Whatever happens later: usages corrected, deleted and recorded, types renamed and retired, factors published."""
    wood = await app.add_usage_type(COMMAND_LINE, UsageTypeDraft("wood", "kg", FactorDraft(Decimal("1.8"), "A table")))
    usage, other = await app.record(ada, "120", unit="MJ"), await app.record(ada, "3", wood.id)
    then, expected = app.clock.now(), await statement(app, ada) if asked_before else None
    request = replace(YEAR, as_of=then)
    app.clock.advance(seconds=1)
    await everything_happens(app, ada, usage)
    await app.delete_usage(ada, other.id)
    await app.change_usage_type(COMMAND_LINE, wood.id, UsageTypeChange("timber"))
    await app.record(ada, "5", wood.id)
    made = await statement(app, ada, request)
    assert expected is None or canonical(made) == canonical(expected)
    names = [one["usage_type"]["name"] for one in made["statement"]["by_usage_type"]]
    assert (names, made["statement"]["total_emissions_kg_co2e"]) == (["electricity", "wood"], "55.4")
    assert [(one["usage_id"], one["version"]) for one in made["receipts"]] == [(usage.id, 1), (other.id, 1)]
    app.clock.advance(days=1)
    assert (await statement(app, ada))["sha256"] != made["sha256"]
    assert canonical(await statement(app, ada, request)) == canonical(made)


async def test_a_statement_without_an_instant_is_as_of_now(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    now = app.clock.advance(days=1)
    made = await statement(app, ada)
    assert made["statement"]["as_of"] == "2027-05-18T12:00:00.000000Z"
    assert made == await statement(app, ada, replace(YEAR, as_of=now))


async def test_a_statement_of_an_instant_to_come_is_refused(app: Installation, ada: Caller) -> None:
    with pytest.raises(InvalidValue, match="future") as refusal:
        await statement(app, ada, replace(YEAR, as_of=NOON + timedelta(microseconds=1)))
    assert refusal.value.field == "as_of"


async def test_a_statement_of_nothing_is_one(app: Installation, ada: Caller) -> None:
    """Of others' usages, and of those of other times, nothing."""
    await app.record(await app.member("bob@example.org"))
    await app.record(ada, at=END)
    await app.record(ada, at=START - timedelta(microseconds=1))
    made = await statement(app, ada)
    (told, receipts) = made["statement"], made["receipts"]
    assert (told["by_usage_type"], told["total_emissions_kg_co2e"], told["leaves"], receipts) == ([], "0", 0, [])
    assert told["root"] == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


async def test_receipts_are_there_if_they_are_asked_for(app: Installation, ada: Caller) -> None:
    """The statement is the same with and without."""
    usages = [await app.record(ada, str(number), at=NOON - number * DAY) for number in range(3)]
    whole = await statement(app, ada)
    assert whole.pop("receipts") == [await receipt(app, ada, usage.id) for usage in reversed(usages)]
    assert await app.state_emissions(ada, YEAR, with_receipts=False) == whole
    assert set(whole) == {"statement", "sha256"}


# Each with an instant at which a month begins in it: Samoa skipped a day on 30 December 2011, and in Damascus clocks
# went back across the midnight of 1 October 2004.
ZONES = {
    "UTC": datetime(2024, 3, 1, tzinfo=UTC),
    "Europe/Zurich": datetime(2024, 3, 31, 22, tzinfo=UTC),
    "America/New_York": datetime(2024, 11, 1, 4, tzinfo=UTC),
    "Pacific/Apia": datetime(2011, 12, 31, 10, tzinfo=UTC),
    "Asia/Damascus": datetime(2004, 9, 30, 21, tzinfo=UTC),
    "Asia/Kathmandu": datetime(2024, 2, 29, 18, 15, tzinfo=UTC),
    "America/Sao_Paulo": datetime(2018, 11, 1, 3, tzinfo=UTC),
}


@pytest.mark.parametrize("zone", ZONES)
async def test_its_totals_are_those_of_the_report_on_emissions(app: Installation, ada: Caller, zone: str) -> None:
    """As of the same instant, by type and by month of the zone, to the digit."""
    begins = ZONES[zone]
    hours = (-800, -780, -49, -25, -2, -1, 0, 1, 2, 26, 780, 800)
    for number, hour in enumerate(hours, 1):
        for early in (timedelta(0), timedelta(microseconds=1)):
            amount, usage_type_id = f"{number}.00000{number % 10}", 100 + number % 3
            await app.record(ada, amount, usage_type_id, begins + timedelta(hours=hour) - early)
    as_of = app.clock.now()
    app.clock.advance(seconds=1)
    await app.record(ada, "1000", at=begins)
    start, end = begins - timedelta(hours=790), begins + timedelta(hours=790)
    request = StatementRequest(start, end, time_zone(zone), as_of)
    report = ReportRequest(Period(start, end), BucketSize.MONTH, request.time_zone, by_usage_type=True, as_of=as_of)
    told, shown = (await statement(app, ada, request))["statement"], await app.report_emissions(ada, report)
    assert (told["leaves"], told["total_emissions_kg_co2e"]) == (20, decimal_text(shown.total_emissions_kg_co2e))
    assert {one["usage_type"]["id"]: figures(one) for one in told["by_usage_type"]} == {
        part.usage_type.id: sums(part) for part in shown.by_usage_type
    }
    by_month = {
        (one["usage_type"]["id"], part["month"]): figures(part)
        for one in told["by_usage_type"]
        for part in one["months"]
    }
    parts = [(one.label, part) for one in shown.buckets for part in one.by_usage_type or ()]
    assert by_month == {(part.usage_type.id, month): sums(part) for month, part in parts}
    assert len({month for _, month in by_month}) > 1


def figures(told: dict[str, Any]) -> tuple[int, str, str]:
    return told["usages"], told["amount_in_type_unit"], told["emissions_kg_co2e"]


def sums(part: TypeEmissions) -> tuple[int, str, str]:
    return part.total, decimal_text(part.amount_in_type_unit), decimal_text(part.emissions_kg_co2e)


async def test_a_usage_is_proved_to_be_in_the_statement(app: Installation, ada: Caller) -> None:
    """In every place of trees of every size."""
    usages = list[UsageView]()
    for number in range(1, 10):
        app.clock.advance(seconds=1)
        usages.append(await app.record(ada, str(number), at=NOON - number * DAY))
        whole = await statement(app, ada)
        for index, usage in enumerate(reversed(usages)):
            handed_out = await app.state_emissions.proof(ada, YEAR, usage.id)
            proof = handed_out["proof"]
            assert handed_out["sha256"] == hash_of(proof)
            assert proof["receipt"] == await receipt(app, ada, usage.id)
            assert (proof["leaf_index"], proof["leaves"]) == (index, number)
            assert (proof["root"], proof["statement_sha256"]) == (whole["statement"]["root"], whole["sha256"])
            assert leads_to_root(proof, proof["receipt"])
            altered = {**proof["receipt"], "version": 2}
            assert not leads_to_root(proof, altered)


def leads_to_root(proof: dict[str, Any], leaf: dict[str, Any]) -> bool:
    path, root = [bytes.fromhex(beside) for beside in proof["path"]], bytes.fromhex(proof["root"])
    return is_included(leaf_hash(canonical(leaf)), proof["leaf_index"], proof["leaves"], path, root)


async def test_a_proof_as_of_then_is_of_the_version_of_then(app: Installation, ada: Caller) -> None:
    usage, _ = await app.record(ada, "2"), await app.record(ada, "3")
    request = replace(YEAR, as_of=app.clock.now())
    before = await app.state_emissions.proof(ada, request, usage.id)
    await amend(app, ada, usage, amount=Decimal(4))
    await app.delete_usage(ada, usage.id)
    app.clock.advance(seconds=1)
    assert canonical(await app.state_emissions.proof(ada, request, usage.id)) == canonical(before)
    assert before["proof"]["receipt"]["version"] == 1


async def test_what_is_not_in_the_statement_is_not_proved(app: Installation, ada: Caller) -> None:
    """Of another time, deleted, recorded later, somebody else's, or not there at all."""
    app.clock.advance(seconds=-1)
    kept, outside, deleted = [await app.record(ada, at=at) for at in (NOON, END, NOON)]
    bob = await app.member("bob@example.org")
    theirs = await app.record(bob)
    await app.delete_usage(ada, deleted.id)
    app.clock.advance(seconds=1)
    await app.seal_journal(settle=True)
    later = await app.record(ada)
    request = replace(YEAR, as_of=NOON)
    assert await app.state_emissions.proof(ada, request, kept.id)
    for usage_id in (outside.id, deleted.id, theirs.id, later.id, 7):
        with pytest.raises(UsageNotFound, match=f"There is no usage {usage_id} in this statement"):
            await app.state_emissions.proof(ada, request, usage_id)


async def test_too_many_usages_are_refused(app: Installation, ada: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """The most that are taken are; with receipts fewer are than without. A shorter period may hold few enough."""
    monkeypatch.setattr(state, "MOST_USAGES", 3)
    monkeypatch.setattr(state, "MOST_RECEIPTS", 2)
    usages = [await app.record(ada, at=NOON + number * DAY) for number in range(2)]
    assert len((await statement(app, ada))["receipts"]) == 2
    app.clock.advance(seconds=1)
    usages.append(await app.record(ada, at=NOON + 2 * DAY))
    with pytest.raises(InvalidValue, match="more than 2 usages; ask for a shorter one") as refusal:
        await statement(app, ada)
    assert refusal.value.field == "to"
    assert (await app.state_emissions(ada, YEAR, with_receipts=False))["statement"]["leaves"] == 3
    assert (await app.state_emissions.proof(ada, YEAR, usages[0].id))["proof"]["leaves"] == 3
    app.clock.advance(seconds=1)
    await app.record(ada, at=NOON + 3 * DAY)
    with pytest.raises(InvalidValue, match="more than 3 usages"):
        await app.state_emissions(ada, YEAR, with_receipts=False)
    with pytest.raises(InvalidValue, match="more than 3 usages"):
        await app.state_emissions.proof(ada, YEAR, usages[0].id)
    shorter = replace(YEAR, end=NOON + 2 * DAY)
    assert (await statement(app, ada, shorter))["statement"]["leaves"] == 2


async def test_a_period_that_ends_before_it_starts_is_refused(app: Installation, ada: Caller) -> None:
    with pytest.raises(InvalidValue, match="ends after it starts"):
        await statement(app, ada, StatementRequest(END, START, UTC_ZONE))


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


def overwrite(app: Installation, caller: Caller, usage_id: int, **parts: Any) -> None:
    """What no use case does: another first version in the place of the one that is kept."""
    place = caller.organisation_id, usage_id
    first, *others = app.storage.committed.usages[place]
    changed: list[Usage] = [replace(first, **parts), *others]
    app.storage.committed.usages[place] = type(app.storage.committed.usages[place])(changed)


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


SAMPLE: dict[str, Any] = {
    "kind": "carbon-ledger/receipt",
    "edition": 1,
    "organisation_id": 1,
    "usage_id": 2,
    "version": 3,
    "entered": {"amount": "1", "unit": "kwh"},
    "ratio": {"value": "1", "source": "same unit"},
    "factor": {"kg_co2e_per_unit": "1.5"},
    "result": {"amount_in_type_unit": "1", "emissions_kg_co2e": "1.5"},
}
numbers = st.integers() | st.floats() | st.decimals()
texts = st.text() | st.from_regex(r"-?[0-9]*(\.[0-9]+)?([eE][0-9]{1,12})?(/[0-9]*)?", fullmatch=True)
scalars = st.none() | st.booleans() | numbers | texts
PARTS = [one for one in SAMPLE.values() if isinstance(one, dict)]
names = st.text() | st.sampled_from([*SAMPLE, *(name for part in PARTS for name in part)])
anything = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(names | st.integers(), inner), max_leaves=9
)


@given(handed_out=anything | st.fixed_dictionaries({"receipt": anything, "sha256": anything}))
def test_whatever_is_handed_in_is_refused_in_words(handed_out: Any) -> None:
    with pytest.raises(InvalidValue):
        checked_receipt(handed_out)


@given(data=st.data(), value=anything)
def test_a_receipt_with_anything_in_one_place_is_accepted_or_refused_in_words(data: st.DataObject, value: Any) -> None:
    """What is accepted names a version, and has the figure that follows from its numbers."""
    document = {name: dict(one) if isinstance(one, dict) else one for name, one in SAMPLE.items()}
    assert checked_receipt(sealed(document)) == SAMPLE
    inside = data.draw(st.sampled_from([document, *(one for one in document.values() if isinstance(one, dict))]))
    inside[data.draw(st.sampled_from(sorted(inside)))] = value
    try:
        sha256 = hash_of(document)
    except (TypeError, ValueError):
        sha256 = ""
    try:
        accepted = checked_receipt({"receipt": document, "sha256": sha256})
    except InvalidValue:
        pass
    else:
        assert all(accepted[name] >= 1 for name in ("organisation_id", "usage_id", "version"))
        assert set(accepted["result"]) == {"amount_in_type_unit", "emissions_kg_co2e"}


def test_nesting_without_end_is_refused_in_words() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(InvalidValue, match="It is no receipt"):
        checked_receipt({"receipt": SAMPLE | {"more": nested}, "sha256": hash_of(SAMPLE)})


async def faults(app: Installation) -> list[str]:
    return [str(fault) async for _, found in app.check_journal(COMMAND_LINE) for fault in found]


async def test_a_journal_that_holds_is_walked_entry_by_entry(app: Installation, ada: Caller) -> None:
    """Before it is sealed, while some of it is, after, and after an erasure."""
    usage = await app.record(ada)
    for _ in range(2):
        assert await faults(app) == []
        await app.seal_journal()
    await everything_happens(app, ada, usage)
    assert await faults(app) == []
    await app.delete_account(ada, PASSWORD)
    assert await faults(app) == []
    entries = [one async for one, _ in app.check_journal(COMMAND_LINE)]
    # Renamed and retired at once, two factors, Bob's usage, Ada's erasure.
    assert len(entries) == len(ENTRIES) + 5


async def test_a_figure_that_was_tampered_with_is_named(app: Installation, ada: Caller) -> None:
    """With what is kept, and what the journal tells."""
    usage = await app.record(ada)
    await app.seal_journal()
    overwrite(app, ada, usage.id, emissions_kg_co2e=Decimal(1))
    where = f"journal of organisation {ada.organisation_id}, entry 1: version 1 of usage {usage.id} is kept otherwise"
    assert await faults(app) == [f"{where}: emissions_kg_co2e is '1', the journal says '1.5'"]


async def test_an_entry_that_was_altered_is_named(app: Installation, ada: Caller) -> None:
    """And so is the version that it tells of; those after it hold again."""
    usage, other = await app.record(ada), await app.record(ada)
    await app.seal_journal()
    journal = app.storage.committed.journal
    (place,) = [place for place, item in journal.items() if item.entry.subject_id == usage.id]
    item = journal[place]
    journal[place] = replace(item, entry=replace(item.entry, user_id=other.user_id + 1))
    of_chain = f"journal of organisation {ada.organisation_id}, entry 1: "
    by_hash, of_version = await faults(app)
    assert by_hash.startswith(f"{of_chain}it was altered, or is not in its place")
    assert of_version.startswith(f"{of_chain}version 1 of usage {usage.id} is kept otherwise")


async def test_an_entry_that_is_missing_is_named(app: Installation, ada: Caller) -> None:
    """By the one after it, and by the version that nothing tells of now."""
    first, _ = await app.record(ada), await app.record(ada)
    await app.seal_journal()
    journal = app.storage.committed.journal
    del journal[next(place for place, item in journal.items() if item.entry.subject_id == first.id)]
    of_chain = f"journal of organisation {ada.organisation_id}"
    gap, untold = await faults(app)
    assert gap == f"{of_chain}, entry 2: it follows entry 0: what was between is missing"
    assert untold.startswith(of_chain)
    assert f"version 1 of usage {first.id}" in untold


async def test_a_version_that_is_missing_is_named(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    await app.seal_journal()
    del app.storage.committed.usages[ada.organisation_id, usage.id]
    where = f"journal of organisation {ada.organisation_id}, entry 1"
    assert await faults(app) == [f"{where}: version 1 of usage {usage.id}, which it opened, is missing"]


async def test_types_and_factors_that_were_tampered_with_are_named(app: Installation) -> None:
    """Changed, missing, or told of by nothing."""
    kept = app.storage.committed
    await app.seal_journal()
    kept.usage_types[100] = kept.usage_types[100].rename("power")
    kept.factors[7] = replace(kept.factors[2], id=7)
    del kept.factors[5]
    assert sorted(await faults(app)) == [
        "journal of installation: factor 5 is missing, or cannot be read",
        "journal of installation: no entry tells of factor 7",
        "journal of installation: usage_type 100 is kept otherwise: name is 'power', the journal says 'electricity'",
    ]


class Overtaken(MemoryJournalQueries):
    """While it is walked for the first time, somebody renames a type, which is sealed at once."""

    def __init__(self, app: Installation, name: str) -> None:
        super().__init__(app.storage)
        self._app: Installation | None = app
        self._name = name

    async def walk(self) -> AsyncIterator[WalkedEntry | JournalFault]:
        async for walked in super().walk():
            yield walked
        if app := self._app:
            self._app = None
            await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange(name=self._name))
            await app.seal_journal()


async def test_what_changes_while_the_journal_is_walked_is_no_fault(app: Installation) -> None:
    """But what was tampered with is still named."""
    check = replace(app.check_journal, journal=Overtaken(app, "power"))
    assert [fault async for _, found in check(COMMAND_LINE) for fault in found] == []
    app.storage.committed.factors[1] = replace(app.storage.committed.factors[1], source="x")
    check = replace(app.check_journal, journal=Overtaken(app, "current"))
    (fault,) = [str(fault) async for _, found in check(COMMAND_LINE) for fault in found]
    assert fault.startswith("journal of installation: factor 1 is kept otherwise: source is 'x'")
