"""Recomputing every figure."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.usages.draft import UsageAmendment
from application.views.ledger import Discrepancy
from domain.errors import NotAllowed
from domain.period import Period
from domain.quantity import Quantity
from domain.usage import Statement, Usage
from tests.clocks import NOON
from tests.unit.application.installation import Installation


async def flaws(app: Installation) -> list[Discrepancy]:
    return [flaw async for _, flaw in app.check_ledger(COMMAND_LINE) if flaw]


async def test_whatever_was_recorded_by_the_rules_holds(app: Installation, ada: Caller) -> None:
    """Through every kind of change, also after factors and types have changed."""
    usage = await app.record(ada, "3", 102, unit="MMBtu")
    await app.publish("7", Period(NOON - timedelta(days=1), NOON + timedelta(days=1)), 102)
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(amount=Decimal(4)))
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(usage_at=NOON + timedelta(hours=1)))
    await app.delete_usage(ada, usage.id)
    await app.restore_usage(ada, usage.id)
    await app.record(await app.member("bob@example.org"), "17.25", 104)
    assert await flaws(app) == []
    assert len([figure async for figure, _ in app.check_ledger(COMMAND_LINE)]) == 6


def of(usage: Usage, **stated: Any) -> Statement:
    return replace(usage.stated, **stated)


TAMPERING: dict[str, tuple[Callable[[Usage], Usage], str]] = {
    "emissions": (lambda usage: replace(usage, emissions_kg_co2e=Decimal("14.999999")), "14.999999"),
    "amount in the type's unit": (lambda usage: replace(usage, amount_in_type_unit=Decimal(11)), "11"),
    "entered amount": (lambda usage: replace(usage, stated=of(usage, entered=Quantity.of(Decimal(11), "kwh"))), "16.5"),
    "unit": (lambda usage: replace(usage, stated=of(usage, entered=Quantity.of(Decimal(10), "MJ"))), "2.777778"),
    "a unit that is not taken": (
        lambda usage: replace(usage, stated=of(usage, entered=Quantity.of(Decimal(10), "l"))),
        "electricity in kwh takes",
    ),
    "type": (
        lambda usage: replace(usage, stated=of(usage, usage_type_id=102)),
        "factor 1 is not one of usage type 102",
    ),
    "factor": (lambda usage: replace(usage, factor_id=3), "factor 3 is not one of usage type 100"),
    "no type": (lambda usage: replace(usage, stated=of(usage, usage_type_id=404)), "usage type 404 is missing"),
    "no factor": (lambda usage: replace(usage, factor_id=404), "factor 404 is missing"),
}


@pytest.mark.parametrize("tampered", TAMPERING)
async def test_tampering_with_what_lies_in_the_storage_is_found(app: Installation, ada: Caller, tampered: str) -> None:
    tamper, reason = TAMPERING[tampered]
    await app.record(ada, "20")
    usage = await app.record(ada, "10")
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(note="Meter 3"))
    key = (ada.organisation_id, usage.id)
    first, second = app.storage.committed.usages[key]
    app.storage.committed.usages[key] = (tamper(first), second)
    (flaw,) = await flaws(app)
    assert (flaw.organisation_id, flaw.usage_id, flaw.version) == (*key, 1)
    assert reason in flaw.reason


async def test_a_changed_factor_is_found_in_every_figure_it_made(app: Installation, ada: Caller) -> None:
    usages = [await app.record(ada, str(amount)) for amount in (0, 1, 2)]
    factors = app.storage.committed.factors
    factors[1] = replace(factors[1], value=Decimal("1.4"))
    assert [flaw.usage_id for flaw in await flaws(app)] == [usage.id for usage in usages[1:]]


async def test_a_factor_that_was_not_valid_is_found(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    factors = app.storage.committed.factors
    factors[1] = replace(factors[1], validity=Period(NOON + timedelta(microseconds=1)))
    (flaw,) = await flaws(app)
    assert (flaw.usage_id, flaw.reason) == (usage.id, "factor 1 is not valid at 2027-05-17T12:00:00+00:00")


async def test_every_version_is_told_of_when_what_it_refers_to_is_gone(app: Installation, ada: Caller) -> None:
    usages = [await app.record(ada, usage_type_id=usage_type_id) for usage_type_id in (100, 101, 102, 100)]
    del app.storage.committed.factors[1]
    del app.storage.committed.usage_types[101]
    told = [flaw and flaw.reason async for _, flaw in app.check_ledger(COMMAND_LINE)]
    assert told == ["factor 1 is missing", "usage type 101 is missing", None, "factor 1 is missing"]
    assert [flaw.usage_id for flaw in await flaws(app)] == [usages[0].id, usages[1].id, usages[3].id]


async def test_a_changed_density_is_found(app: Installation, ada: Caller) -> None:
    await app.record(ada, "1", 101, unit="l")
    types = app.storage.committed.usage_types
    types[101] = replace(types[101], density_kg_per_l=Decimal("0.998"))
    assert len(await flaws(app)) == 1


async def test_only_an_operator_reads_the_whole_ledger(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    operator = await app.operator()
    assert len([figure async for figure, _ in app.check_ledger(operator)]) == 1
    with pytest.raises(NotAllowed):
        await anext(aiter(app.check_ledger(ada)))
