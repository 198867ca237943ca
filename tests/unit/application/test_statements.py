"""Statements of emissions: as of an instant, with and without receipts, with the totals of the report."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.receipts import state
from application.receipts.state import StatementRequest
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.views.emissions import ReportRequest, TypeEmissions
from domain.canonical import canonical, decimal_text
from domain.errors import InvalidValue
from domain.period import BucketSize, Period, time_zone
from tests.clocks import NOON
from tests.unit.application.handed_out import END, START, UTC_ZONE, YEAR, receipt, statement
from tests.unit.application.happenings import DAY, everything_happens
from tests.unit.application.installation import Installation


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
