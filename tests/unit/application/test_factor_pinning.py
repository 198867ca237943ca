"""A recorded figure never moves by itself: which acts keep the pinned factor, and which choose anew."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment, UsageDraft
from application.views.selection import Sort, UsageFilter
from application.views.usages import UsageView
from domain.errors import DomainError
from domain.period import Period
from tests.clocks import NOON
from tests.unit.application.installation import Installation

DAY = timedelta(days=1)
MICROSECOND = timedelta(microseconds=1)


async def test_the_factor_in_force_when_it_was_used_is_pinned(app: Installation, ada: Caller) -> None:
    """Not the one in force when it is recorded."""
    await app.publish("2", Period(NOON))
    await app.publish("3", Period(NOON + DAY))
    app.clock.advance(days=400)
    for at, factor in ((NOON - MICROSECOND, "1.5"), (NOON, "2"), (NOON + DAY - MICROSECOND, "2"), (NOON + DAY, "3")):
        usage = await app.record(ada, "10", at=at)
        assert (usage.factor, usage.emissions_kg_co2e) == (Decimal(factor), 10 * Decimal(factor))


async def test_a_factor_published_later_moves_no_figure(app: Installation, ada: Caller) -> None:
    """Nor does one that is valid for the same instant, or from now on by a change of the type."""
    usage = await app.record(ada, "10")
    await app.publish("7")
    await app.publish("8", Period(NOON, NOON + DAY))
    change = UsageTypeChange(factor=FactorDraft(Decimal(9), "A table"))
    await app.change_usage_type(COMMAND_LINE, 100, change)
    assert await app.get_usage(ada, usage.id) == usage
    assert usage.emissions_kg_co2e == 15
    (version,) = await app.list_versions(ada, usage.id)
    assert version.usage == usage


@pytest.mark.parametrize(
    "amendment",
    [
        UsageAmendment(amount=Decimal(20)),
        UsageAmendment(unit="MWh"),
        UsageAmendment(note="Meter 3"),
        UsageAmendment(usage_type_id=100, usage_at=NOON, amount=Decimal(20)),
    ],
)
async def test_correcting_amount_unit_or_note_keeps_the_factor(
    app: Installation, ada: Caller, amendment: UsageAmendment
) -> None:
    usage = await app.record(ada, "10")
    await app.publish("7")
    corrected = await app.correct_usage.amend(ada, usage.id, amendment)
    assert (corrected.factor_version, corrected.factor) == (usage.factor_version, Decimal("1.5"))
    assert corrected.emissions_kg_co2e == corrected.amount_in_type_unit * Decimal("1.5")


@pytest.mark.parametrize("zone_hours", [0, 5])
async def test_replacing_with_the_same_type_and_instant_keeps_the_factor(
    app: Installation, ada: Caller, zone_hours: int
) -> None:
    """However the instant is written."""
    usage = await app.record(ada, "10")
    await app.publish("7")
    at = datetime.fromisoformat(f"2027-05-17T{12 + zone_hours}:00:00+0{zone_hours}:00")
    replaced = await app.correct_usage.replace(ada, usage.id, UsageDraft(100, at, Decimal(20), "kwh", "new"))
    assert (replaced.version, replaced.factor, replaced.emissions_kg_co2e) == (2, Decimal("1.5"), Decimal(30))
    assert replaced.usage_at == NOON


@pytest.mark.parametrize("replaces", [False, True])
@pytest.mark.parametrize(
    ("usage_type_id", "at", "factor"), [(100, NOON + MICROSECOND, "7"), (102, NOON, "8"), (102, NOON + DAY, "8")]
)
async def test_another_type_or_instant_chooses_the_factor_anew(
    app: Installation, ada: Caller, replaces: bool, usage_type_id: int, at: datetime, factor: str
) -> None:
    usage = await app.record(ada, "10")
    await app.publish("7")
    await app.publish("8", usage_type_id=102)
    if replaces:
        moved = await app.correct_usage.replace(ada, usage.id, UsageDraft(usage_type_id, at, Decimal(10)))
    else:
        amendment = UsageAmendment(usage_type_id=usage_type_id, usage_at=at)
        moved = await app.correct_usage.amend(ada, usage.id, amendment)
    assert (moved.factor, moved.emissions_kg_co2e) == (Decimal(factor), 10 * Decimal(factor))


async def test_moving_there_and_back_is_a_choice_anew_each_time(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "10")
    await app.publish("7")
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(usage_at=NOON + DAY))
    back = await app.correct_usage.amend(ada, usage.id, UsageAmendment(usage_at=NOON))
    assert (back.version, back.factor) == (3, Decimal(7))


async def test_deleting_and_restoring_keep_the_factor(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "10")
    await app.publish("7")
    await app.delete_usage(ada, usage.id)
    await app.publish("8")
    restored = await app.restore_usage(ada, usage.id)
    assert (restored.factor_version, restored.factor, restored.emissions_kg_co2e) == (
        usage.factor_version,
        Decimal("1.5"),
        Decimal(15),
    )
    assert [version.usage.factor for version in await app.list_versions(ada, usage.id)] == [Decimal("1.5")] * 3


async def test_after_a_change_the_kept_factor_is_the_one_pinned_last(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "10")
    await app.publish("7")
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(usage_at=NOON + DAY))
    await app.publish("8")
    corrected = await app.correct_usage.amend(ada, usage.id, UsageAmendment(amount=Decimal(1)))
    assert corrected.factor == 7
    factors = [version.usage.factor for version in await app.list_versions(ada, usage.id)]
    assert factors == [7, 7, Decimal("1.5")]


instants = st.sampled_from([NOON - DAY, NOON, NOON + DAY, NOON + 2 * DAY])
values = st.decimals(0, 1000, places=3)
steps = st.one_of(
    st.tuples(st.just("record"), st.sampled_from([100, 102]), instants, values),
    st.tuples(st.just("publish"), st.sampled_from([100, 102]), instants, values),
    st.tuples(st.just("amount"), st.integers(0, 5), st.none(), values),
    st.tuples(st.just("move"), st.integers(0, 5), instants, st.none()),
    st.tuples(st.just("delete or restore"), st.integers(0, 5), st.none(), st.none()),
)


@given(script=st.lists(steps, max_size=20))
async def test_whatever_happens_figures_move_by_their_own_corrections_alone(
    script: list[tuple[str, int, datetime | None, Decimal | None]],
) -> None:
    """After every act all other usages are as they were, and the ledger adds up and recomputes."""
    app = Installation()
    ada = await app.member()
    ids: list[int] = []
    for act, number, at, value in script:
        app.clock.advance(seconds=1)
        before = {view.id: view for view in await listed(app, ada)}
        touched = ids[number % len(ids)] if ids and act not in {"record", "publish"} else None
        if act == "record" and at and value is not None:
            ids.append((await app.record_usage(ada, UsageDraft(number, at, value))).id)
        elif act == "publish" and value is not None:
            await app.publish(str(value), Period(at), number)
        elif touched is not None:
            await alter(app, ada, touched, at, value)
        after = {view.id: view for view in await listed(app, ada)}
        others = before.keys() - {touched}
        assert {id: before[id] for id in others} == {id: after[id] for id in others}
    assert not [flaw async for _, flaw in app.check_ledger(COMMAND_LINE) if flaw]


async def listed(app: Installation, caller: Caller) -> list[UsageView]:
    page = await app.list_usages.page(caller, UsageFilter(), Sort(), page=1, page_size=100)
    assert page.totals is not None
    assert page.totals.total_emissions_kg_co2e == sum(view.emissions_kg_co2e for view in page.items)
    return list(page.items)


async def alter(app: Installation, ada: Caller, usage_id: int, at: datetime | None, value: Decimal | None) -> None:
    """Corrects the usage if there is anything to correct; else deletes it, or restores it when it is deleted."""
    try:
        if at is None and value is None:
            await app.delete_usage(ada, usage_id)
        else:
            await app.correct_usage.amend(ada, usage_id, UsageAmendment(usage_at=at, amount=value))
    except DomainError:
        await app.restore_usage(ada, usage_id)
