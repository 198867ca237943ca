"""Usage types and their factors: who changes them, and what is shown."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from application.views.usage_types import AcceptedUnit, FactorView, UsageTypeView
from domain.errors import (
    AmbiguousUnit,
    InvalidValue,
    NotAllowed,
    UnknownUnit,
    UsageTypeExists,
    UsageTypeInUse,
    UsageTypeNotFound,
)
from domain.period import Period
from tests.clocks import NOON
from tests.unit.application.installation import Installation

DAY = timedelta(days=1)
FACTOR = FactorDraft(Decimal("0.5"), "A table", edition="2024")
DIESEL = UsageTypeDraft("diesel", "L", FACTOR)


async def test_everybody_sees_the_types_with_the_factors_in_force_now(app: Installation, ada: Caller) -> None:
    await app.publish("2", Period(NOON - DAY, NOON + DAY))
    views = await app.list_usage_types(ada)
    assert [(view.id, view.factor) for view in views] == [
        (100, Decimal(2)),
        (101, Decimal("26.93")),
        (102, Decimal("3.892")),
        (103, Decimal("8.57")),
        (104, Decimal("19.456")),
    ]
    assert await app.get_usage_type(ada, 100) == views[0]
    app.clock.at = NOON + DAY
    assert (await app.get_usage_type(ada, 100)).factor == Decimal("1.5")
    with pytest.raises(UsageTypeNotFound):
        await app.get_usage_type(ada, 9)


async def test_a_type_shows_its_units_with_exact_ratios_and_their_sources(app: Installation, ada: Caller) -> None:
    units = {unit.unit: unit for unit in (await app.get_usage_type(ada, 100)).accepted_units}
    assert units["MJ"] == AcceptedUnit("MJ", "megajoule", "5/18", "SI Brochure, 9th edition (BIPM)")
    water = await app.get_usage_type(ada, 101)
    assert [(unit.unit, unit.ratio) for unit in water.accepted_units] == [
        ("kg", "1"),
        ("g", "1/1000"),
        ("t", "1000"),
        ("l", "1"),
        ("m3", "1000"),
    ]
    assert water.accepted_units[3].ratio_source == "density of 1 kg/l; SI Brochure, 9th edition (BIPM)"


async def test_a_density_is_shown_in_plain_digits(app: Installation) -> None:
    draft = UsageTypeDraft("lead", "kg", FACTOR, ("l",), Decimal("10.0"))
    added = await app.add_usage_type(COMMAND_LINE, draft)
    assert added.accepted_units[1].ratio_source.startswith("density of 10 kg/l; ")


async def test_an_operator_adds_a_type_with_its_first_factor(app: Installation) -> None:
    """Without a choice of units it takes all that need no further fact."""
    operator = await app.operator()
    added = await app.add_usage_type(operator, DIESEL)
    assert (added.name, added.unit, added.factor, added.retired_at) == ("diesel", "l", Decimal("0.5"), None)
    assert [unit.unit for unit in added.accepted_units] == ["l", "m3", "ft3", "CCF", "US gal", "imp gal"]
    assert await app.get_usage_type(operator, added.id) == added
    (factor,) = await app.list_factors(operator, added.id)
    assert factor == added.factor_version
    assert (factor.valid_from, factor.valid_to, factor.source, factor.edition) == (None, None, "A table", "2024")
    assert (factor.published_by, factor.recorded_at) == (operator.user_id, NOON)
    assert (await app.record(operator, "2", added.id, unit="m3")).emissions_kg_co2e == 1000


async def test_a_first_factor_may_not_be_in_force_yet(app: Installation) -> None:
    draft = UsageTypeDraft("diesel", "l", FactorDraft(Decimal(1), "A table", Period(NOON + DAY)))
    added = await app.add_usage_type(COMMAND_LINE, draft)
    assert (added.factor, added.factor_version) == (None, None)
    app.clock.at = NOON + DAY
    assert (await app.get_usage_type(COMMAND_LINE, added.id)).factor == 1


async def test_chosen_units_are_canonical_and_named_once_the_own_one_first(app: Installation) -> None:
    draft = UsageTypeDraft("oil", "kg", FACTOR, ("L", "kg", "l", "tonne"), Decimal("0.85"))
    added = await app.add_usage_type(COMMAND_LINE, draft)
    assert [(unit.unit, unit.ratio) for unit in added.accepted_units] == [("kg", "1"), ("l", "17/20"), ("t", "1000")]
    assert added.density_kg_per_l == Decimal("0.85")


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (UsageTypeDraft("", "l", FACTOR), InvalidValue),
        (UsageTypeDraft("diesel", "furlong", FACTOR), UnknownUnit),
        (UsageTypeDraft("diesel", "gallon", FACTOR), AmbiguousUnit),
        (UsageTypeDraft("diesel", "kg", FACTOR, ("l",)), InvalidValue),
        (UsageTypeDraft("diesel", "kg", FACTOR, ("tons",)), AmbiguousUnit),
        (UsageTypeDraft("diesel", "kg", FACTOR, ("l",), Decimal(0)), InvalidValue),
        (UsageTypeDraft("diesel", "l", FactorDraft(Decimal(-1), "A table")), InvalidValue),
        (UsageTypeDraft("diesel", "l", FactorDraft(Decimal(1), "")), InvalidValue),
        (UsageTypeDraft("electricity", "kWh", FACTOR), UsageTypeExists),
    ],
)
async def test_a_type_that_breaks_a_rule_is_not_added(
    app: Installation, draft: UsageTypeDraft, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await app.add_usage_type(COMMAND_LINE, draft)
    assert len(await app.list_usage_types(COMMAND_LINE)) == 5


async def test_a_type_is_renamed_retired_reinstated_and_repriced(app: Installation) -> None:
    operator = await app.operator()
    retired = app.clock.advance(days=1)
    changed = await app.change_usage_type(
        operator, 100, UsageTypeChange("power", is_retired=True, factor=FactorDraft(Decimal(2), "A table"))
    )
    assert (changed.name, changed.retired_at, changed.factor) == ("power", retired, Decimal(2))
    assert changed.factor_version is not None
    assert (changed.factor_version.valid_from, changed.factor_version.valid_to) == (retired, None)
    assert changed.factor_version.published_by == operator.user_id
    app.clock.advance(days=1)
    unchanged = await app.change_usage_type(operator, 100, UsageTypeChange(is_retired=True))
    assert unchanged == changed
    reinstated = await app.change_usage_type(operator, 100, UsageTypeChange(is_retired=False))
    assert (reinstated.name, reinstated.retired_at, reinstated.factor) == ("power", None, Decimal(2))


async def test_a_change_of_nothing_changes_nothing(app: Installation) -> None:
    before = await app.get_usage_type(COMMAND_LINE, 100)
    assert await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange()) == before


@pytest.mark.parametrize(
    ("usage_type_id", "change", "refusal"),
    [
        (9, UsageTypeChange("power"), UsageTypeNotFound),
        (100, UsageTypeChange(""), InvalidValue),
        (102, UsageTypeChange("electricity"), UsageTypeExists),
        (100, UsageTypeChange("power", factor=FactorDraft(Decimal("NaN"), "A table")), InvalidValue),
        (100, UsageTypeChange("power", factor=FactorDraft(Decimal(1), " ")), InvalidValue),
    ],
)
async def test_a_refused_change_leaves_the_type_as_it_was(
    app: Installation, usage_type_id: int, change: UsageTypeChange, refusal: type[Exception]
) -> None:
    """Also its sound parts."""
    before = await app.list_usage_types(COMMAND_LINE)
    with pytest.raises(refusal):
        await app.change_usage_type(COMMAND_LINE, usage_type_id, change)
    assert await app.list_usage_types(COMMAND_LINE) == before


async def test_an_unused_type_can_be_removed_and_a_used_one_only_retired(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada, usage_type_id=104)
    await app.delete_usage(ada, usage.id)
    with pytest.raises(UsageTypeInUse):
        await app.remove_usage_type(COMMAND_LINE, 104)
    await app.remove_usage_type(COMMAND_LINE, 103)
    assert [view.id for view in await app.list_usage_types(ada)] == [100, 101, 102, 104]
    with pytest.raises(UsageTypeNotFound):
        await app.remove_usage_type(COMMAND_LINE, 103)
    with pytest.raises(UsageTypeNotFound):
        await app.list_factors(ada, 103)


async def test_publishing_adds_a_version_and_keeps_the_ones_before(app: Installation, ada: Caller) -> None:
    operator = await app.operator()
    recorded = app.clock.advance(days=1)
    validity = Period(datetime.fromisoformat("2024-01-01T00:00:00+01:00"), datetime(2025, 1, 1, tzinfo=UTC))
    draft = FactorDraft(Decimal("0.250"), "A table", validity, "2024 v1")
    view = await app.publish_factor(operator, 100, draft)
    assert view == FactorView(
        id=view.id,
        usage_type_id=100,
        factor=Decimal("0.25"),
        valid_from=datetime(2023, 12, 31, 23, tzinfo=UTC),
        valid_to=datetime(2025, 1, 1, tzinfo=UTC),
        source="A table",
        edition="2024 v1",
        recorded_at=recorded,
        published_by=operator.user_id,
    )
    assert set(await app.list_factors(ada, 100)) == {view, FactorView.of(FACTORS[0])}


async def test_what_the_host_publishes_bears_no_users_name(app: Installation) -> None:
    assert (await app.publish("2")).published_by is None


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (FactorDraft(Decimal("1e12"), "A table"), "factor"),
        (FactorDraft(Decimal("1.00000000000000001"), "A table"), "factor"),
        (FactorDraft(Decimal(1), "x" * 101), "source"),
        (FactorDraft(Decimal(1), "A table", edition=""), "edition"),
        (FactorDraft(Decimal(1), "A table", Period(datetime(1899, 1, 1, tzinfo=UTC))), "valid_from"),
        (FactorDraft(Decimal(1), "A table", Period(None, datetime(2200, 1, 1, tzinfo=UTC))), "valid_to"),
        (FactorDraft(Decimal(1), "A table", Period(datetime(2024, 1, 1))), "valid_from"),  # noqa: DTZ001
    ],
)
async def test_a_factor_that_breaks_a_rule_is_not_published(app: Installation, draft: FactorDraft, field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        await app.publish_factor(COMMAND_LINE, 100, draft)
    assert refused.value.field == field
    assert len(await app.list_factors(COMMAND_LINE, 100)) == 1


async def test_a_factor_needs_its_type(app: Installation) -> None:
    with pytest.raises(UsageTypeNotFound):
        await app.publish_factor(COMMAND_LINE, 9, FACTOR)


async def test_members_change_neither_types_nor_factors(app: Installation, ada: Caller) -> None:
    before = await app.list_usage_types(ada)
    for refused in (
        app.add_usage_type(ada, DIESEL),
        app.change_usage_type(ada, 100, UsageTypeChange("power")),
        app.remove_usage_type(ada, 103),
        app.publish_factor(ada, 100, FACTOR),
    ):
        with pytest.raises(NotAllowed):
            await refused
    assert await app.list_usage_types(ada) == before


def test_the_preloaded_types_are_the_customers() -> None:
    shown = [UsageTypeView.of(*pair) for pair in zip(USAGE_TYPES, FACTORS, strict=True)]
    assert [(view.id, view.name, view.unit, str(view.factor)) for view in shown] == [
        (100, "electricity", "kwh", "1.5"),
        (101, "water", "kg", "26.93"),
        (102, "heating", "kwh", "3.892"),
        (103, "heating", "l", "8.57"),
        (104, "heating", "m3", "19.456"),
    ]
    assert "ft3" not in USAGE_TYPES[3].accepted_units
