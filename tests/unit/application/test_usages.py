"""Recording, showing, correcting, deleting and restoring usages."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment, UsageDraft
from application.views.selection import Sort, UsageFilter
from application.views.usages import FactorVersion, UsageTypeReference, UsageView
from domain.errors import (
    AmbiguousUnit,
    FigureTooLarge,
    InvalidValue,
    NoFactorInForce,
    UnitNotAccepted,
    UnknownUnit,
    UsageNotDeleted,
    UsageNotFound,
    UsageTypeNotFound,
    UsageTypeRetired,
    UserNotFound,
)
from domain.period import Period
from tests.clocks import NOON
from tests.unit.application.installation import Installation

DAY = timedelta(days=1)


async def everything(app: Installation, caller: Caller) -> tuple[UsageView, ...]:
    """All of a caller's usages, the latest first."""
    return (await app.list_usages.page(caller, UsageFilter(), Sort(), page=1, page_size=100)).items


async def test_a_recorded_usage_shows_all_that_its_figure_is_made_of(app: Installation, ada: Caller) -> None:
    recorded = app.clock.advance(days=1)
    view = await app.record_usage(ada, UsageDraft(104, NOON, Decimal("17.25"), None, "Meter 3"))
    assert view == UsageView(
        id=view.id,
        usage_type_id=104,
        usage_type=UsageTypeReference(104, "heating", "m3"),
        usage_at=NOON,
        amount=Decimal("17.25"),
        unit="m3",
        amount_in_type_unit=Decimal("17.25"),
        factor=Decimal("19.456"),
        factor_version=FactorVersion(5, None, None, "Preloaded with Carbon Ledger", None),
        emissions_kg_co2e=Decimal("335.616"),
        note="Meter 3",
        user_id=ada.user_id,
        recorded_at=recorded,
        version=1,
        change="recorded",
        changed_by=ada.user_id,
        changed_at=recorded,
    )
    assert await app.get_usage(ada, view.id) == view
    assert await everything(app, ada) == (view,)


async def test_an_amount_may_be_entered_in_any_unit_the_type_takes(app: Installation, ada: Caller) -> None:
    """3 MMBtu of heating, worked out by hand: 3 x 1 055 055 852.62 J / 3 600 000 J = 879.213210516666… kwh."""
    view = await app.record(ada, "3", 102, unit="mmBtu")
    assert (view.amount, view.unit) == (Decimal(3), "MMBtu")
    assert view.amount_in_type_unit == Decimal("879.213211")
    assert view.emissions_kg_co2e == Decimal("3421.897815")


@pytest.mark.parametrize(
    ("draft", "refusal", "field"),
    [
        (UsageDraft(9, NOON, Decimal(1)), UsageTypeNotFound, "usage_type_id"),
        (UsageDraft(100, NOON, Decimal(-1)), InvalidValue, "amount"),
        (UsageDraft(100, NOON, Decimal("0.0000001")), InvalidValue, "amount"),
        (UsageDraft(100, NOON, Decimal(10**12)), InvalidValue, "amount"),
        (UsageDraft(100, NOON, Decimal("NaN")), InvalidValue, "amount"),
        (UsageDraft(100, NOON, Decimal(10**11), "GWh"), FigureTooLarge, "amount"),
        (UsageDraft(100, NOON, Decimal(1), "furlong"), UnknownUnit, "unit"),
        (UsageDraft(100, NOON, Decimal(1), ""), UnknownUnit, "unit"),
        (UsageDraft(101, NOON, Decimal(1), "ton"), AmbiguousUnit, "unit"),
        (UsageDraft(103, NOON, Decimal(1), "ft3"), UnitNotAccepted, "unit"),
        (UsageDraft(100, datetime(2024, 5, 17), Decimal(1)), InvalidValue, "usage_at"),  # noqa: DTZ001
        (UsageDraft(100, datetime(1899, 12, 31, tzinfo=UTC), Decimal(1)), InvalidValue, "usage_at"),
        (UsageDraft(100, NOON, Decimal(1), note="x" * 501), InvalidValue, "note"),
    ],
)
async def test_a_usage_that_breaks_a_rule_is_refused_by_name(
    app: Installation, ada: Caller, draft: UsageDraft, refusal: type[InvalidValue], field: str
) -> None:
    """When it is recorded, and when it is put in another's place; neither leaves anything behind."""
    kept = await app.record(ada)
    with pytest.raises(refusal) as refused:
        await app.record_usage(ada, draft)
    assert type(refused.value) is refusal
    assert refused.value.field == field
    with pytest.raises(refusal):
        await app.correct_usage.replace(ada, kept.id, draft)
    assert await everything(app, ada) == (kept,)
    assert len(await app.list_versions(ada, kept.id)) == 1


async def test_where_no_factor_is_in_force_nothing_is_recorded(app: Installation, ada: Caller) -> None:
    async with app.new_unit_of_work() as uow:
        await uow.usage_types.remove(103)
        await uow.usage_types.add((await uow.usage_types.get(104)).rename("gas"))
        await uow.commit()
    assert app.storage.committed.factors.pop(5).usage_type_id == 104
    await app.publish("2", Period(NOON, NOON + DAY), 104)
    with pytest.raises(NoFactorInForce):
        await app.record(ada, usage_type_id=104, at=NOON + DAY)
    assert (await app.record(ada, usage_type_id=104, at=NOON)).factor == 2


async def test_a_retired_type_takes_no_new_usages_and_leaves_the_old_ones_alone(app: Installation, ada: Caller) -> None:
    usage, other = await app.record(ada, "1", 104), await app.record(ada)
    await app.change_usage_type(COMMAND_LINE, 104, UsageTypeChange(is_retired=True))
    with pytest.raises(UsageTypeRetired):
        await app.record(ada, "1", 104)
    with pytest.raises(UsageTypeRetired):
        await app.correct_usage.amend(ada, other.id, UsageAmendment(usage_type_id=104))
    corrected = await app.correct_usage.amend(ada, usage.id, UsageAmendment(amount=Decimal(2)))
    assert corrected.emissions_kg_co2e == Decimal("38.912")
    await app.delete_usage(ada, usage.id)
    assert (await app.restore_usage(ada, usage.id)).amount == 2


async def test_replacing_states_everything_anew(app: Installation, ada: Caller) -> None:
    """What is left out falls back to what it is on recording: no note, the type's own unit."""
    usage = await app.record_usage(ada, UsageDraft(100, NOON, Decimal(1), "MWh", "Meter 3"))
    corrected = app.clock.advance(hours=1)
    view = await app.correct_usage.replace(ada, usage.id, UsageDraft(101, NOON + DAY, Decimal(2)))
    assert (view.usage_type_id, view.usage_at, view.amount, view.unit, view.note) == (
        101,
        NOON + DAY,
        Decimal(2),
        "kg",
        None,
    )
    assert (view.id, view.user_id, view.recorded_at) == (usage.id, ada.user_id, NOON)
    assert (view.version, view.change, view.changed_at) == (2, "corrected", corrected)
    assert view.emissions_kg_co2e == Decimal("53.86")
    assert await app.get_usage(ada, usage.id) == view


@pytest.mark.parametrize(
    ("amendment", "changed"),
    [
        (UsageAmendment(amount=Decimal(2)), {"amount": Decimal(2), "emissions_kg_co2e": Decimal(3000)}),
        (UsageAmendment(unit="kWh"), {"unit": "kwh", "emissions_kg_co2e": Decimal("1.5")}),
        (UsageAmendment(usage_at=NOON + DAY), {"usage_at": NOON + DAY}),
        (UsageAmendment(usage_type_id=102), {"usage_type_id": 102, "emissions_kg_co2e": Decimal(3892)}),
        (UsageAmendment(note="Meter 4"), {"note": "Meter 4"}),
        (UsageAmendment(note=""), {"note": None}),
    ],
)
async def test_amending_changes_the_parts_that_are_named(
    app: Installation, ada: Caller, amendment: UsageAmendment, changed: dict[str, object]
) -> None:
    usage = await app.record_usage(ada, UsageDraft(100, NOON, Decimal(1), "MWh", "Meter 3"))
    view = await app.correct_usage.amend(ada, usage.id, amendment)
    parts = ("usage_type_id", "usage_at", "amount", "unit", "note", "emissions_kg_co2e")
    assert {part: getattr(view, part) for part in parts} == {part: getattr(usage, part) for part in parts} | changed
    assert view.version == 2


async def test_an_amended_type_must_take_the_unit(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "1", 102, unit="MWh")
    with pytest.raises(UnitNotAccepted):
        await app.correct_usage.amend(ada, usage.id, UsageAmendment(usage_type_id=104))


async def test_stating_the_same_again_makes_no_version(app: Installation, ada: Caller) -> None:
    usage = await app.record_usage(ada, UsageDraft(100, NOON, Decimal("1.50"), "kWh", "Meter 3"))
    app.clock.advance(days=1)
    again = UsageDraft(100, NOON.astimezone(), Decimal("1.5"), "kwh", "Meter 3")
    assert await app.correct_usage.replace(ada, usage.id, again) == usage
    assert await app.correct_usage.amend(ada, usage.id, UsageAmendment()) == usage
    assert len(await app.list_versions(ada, usage.id)) == 1


async def test_a_deleted_usage_is_gone_but_for_its_history(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    deleted = app.clock.advance(hours=1)
    await app.delete_usage(ada, usage.id)
    for refused in (
        app.get_usage(ada, usage.id),
        app.delete_usage(ada, usage.id),
        app.correct_usage.amend(ada, usage.id, UsageAmendment(amount=Decimal(2))),
        app.correct_usage.replace(ada, usage.id, UsageDraft(100, NOON, Decimal(2))),
    ):
        with pytest.raises(UsageNotFound):
            await refused
    assert await everything(app, ada) == ()
    latest, first = await app.list_versions(ada, usage.id)
    assert (latest.usage.change, latest.usage.changed_at, latest.superseded_at) == ("deleted", deleted, None)
    assert (first.usage, first.superseded_at) == (usage, deleted)


async def test_a_restored_usage_is_back_under_its_id(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, "2")
    await app.delete_usage(ada, usage.id)
    restored = app.clock.advance(hours=1)
    view = await app.restore_usage(ada, usage.id)
    assert (view.version, view.change, view.changed_at) == (3, "restored", restored)
    assert (view.amount, view.emissions_kg_co2e, view.recorded_at) == (usage.amount, usage.emissions_kg_co2e, NOON)
    assert await everything(app, ada) == (view,)
    with pytest.raises(UsageNotDeleted):
        await app.restore_usage(ada, usage.id)


async def test_a_usage_that_never_was_is_not_found(app: Installation, ada: Caller) -> None:
    for refused in (
        app.get_usage(ada, 1),
        app.list_versions(ada, 1),
        app.delete_usage(ada, 1),
        app.restore_usage(ada, 1),
        app.correct_usage.amend(ada, 1, UsageAmendment(amount=Decimal(2))),
    ):
        with pytest.raises(UsageNotFound, match="There is no usage 1"):
            await refused


async def test_another_organisations_usage_is_as_good_as_missing(app: Installation, ada: Caller) -> None:
    """Nobody is above that, not even an operator or the host."""
    usage, gone = await app.record(ada), await app.record(ada)
    await app.delete_usage(ada, gone.id)
    for caller in (await app.member("bob@example.org"), await app.operator(), COMMAND_LINE):
        for refused in (
            app.get_usage(caller, usage.id),
            app.list_versions(caller, usage.id),
            app.delete_usage(caller, usage.id),
            app.restore_usage(caller, gone.id),
            app.correct_usage.amend(caller, usage.id, UsageAmendment(amount=Decimal(2))),
            app.correct_usage.replace(caller, usage.id, UsageDraft(100, NOON, Decimal(2))),
        ):
            with pytest.raises(UsageNotFound):
                await refused
        assert await everything(app, caller) == ()
    assert await everything(app, ada) == (usage,)


async def test_the_host_has_no_organisation_to_record_in(app: Installation) -> None:
    with pytest.raises(UserNotFound):
        await app.record(COMMAND_LINE)
