"""The contract of EmissionFactorRepository, and of what UsageTypeQueries shows of factors."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.views.usage_types import FactorView
from domain.errors import NoFactorInForce, UsageTypeNotFound
from domain.factor import EmissionFactor, in_force
from domain.period import Period
from tests.clocks import NOON
from tests.integration.contract.scene import ALWAYS, MICROSECOND, PRELOADED, Scene
from tests.integration.storages import StorageParts

DAY = timedelta(days=1)
# Few instants, so that ties and common ends are many; they, and their neighbours, are where the choice changes.
ENDS = [datetime(1900, 1, 1, tzinfo=UTC), NOON, NOON + MICROSECOND, NOON + DAY, datetime(2199, 12, 31, tzinfo=UTC)]
INSTANTS = sorted({end + step for end in ENDS for step in (-MICROSECOND, timedelta(0), MICROSECOND)})
validities = st.one_of(
    st.builds(Period, st.none() | st.sampled_from(ENDS), st.none()),
    st.builds(Period, st.none(), st.sampled_from(ENDS)),
    st.sampled_from([Period(start, end) for start, end in combinations(ENDS, 2)]),
)


async def publish(parts: StorageParts, factors: Sequence[EmissionFactor]) -> None:
    async with parts.new_unit_of_work() as uow:
        for factor in factors:
            await uow.factors.add(factor)
        await uow.commit()


async def chosen(parts: StorageParts, usage_type_id: int, at: datetime) -> EmissionFactor | None:
    """What the repository chooses."""
    async with parts.new_unit_of_work() as uow:
        try:
            return await uow.factors.in_force(usage_type_id, at)
        except NoFactorInForce:
            return None


@pytest.mark.parametrize(
    "value",
    [
        "0",
        "1",
        "100",
        "0.000000000000000000000001",
        "0.000000012345678901234567",
        "999999999999",
        "999999999999.99999",
        "12345678901.234567",
        "1.2345678901234567",
        "0.18385",
    ],
)
async def test_factors_come_back_digit_for_digit(scene: Scene, parts: StorageParts, value: str) -> None:
    usage_type = await scene.usage_type("wood", "kg")
    factor = await scene.factor(usage_type.id, value)
    async with parts.new_unit_of_work() as uow:
        kept = await uow.factors.get(factor.id)
    (view,) = await parts.usage_types.factors(usage_type.id)
    shown = await parts.usage_types.get(usage_type.id, NOON)
    assert (kept, view) == (factor, FactorView.of(factor))
    assert [str(it) for it in (kept.value, view.factor, shown.factor)] == [value] * 3


async def test_pinned_factors_are_shown_digit_for_digit(scene: Scene, parts: StorageParts) -> None:
    ada, usage_type = await scene.member(), await scene.usage_type("wood", "kg")
    factor = await scene.factor(usage_type.id, "0.000000012345678901234567")
    usage = await scene.record(ada, "999999999999.999999", usage_type=usage_type, factor=factor)
    shown = await parts.usages.get(ada.organisation_id, usage.id)
    assert str(shown.factor) == "0.000000012345678901234567"
    assert shown.emissions_kg_co2e == Decimal("12345.678901")


@pytest.mark.parametrize(
    "kept",
    [
        {"edition": None, "published_by": None},
        {"edition": "2024 v1.1 – Fußnote", "published_by": 2**53 - 1},
        {"recorded_at": datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)},
    ],
)
async def test_factors_come_back_as_they_were_published(
    scene: Scene, parts: StorageParts, kept: dict[str, object]
) -> None:
    usage_type = await scene.usage_type("wood", "kg")
    validity = Period(NOON - MICROSECOND, NOON + MICROSECOND)
    factor = await scene.factor(usage_type.id, "1.5", validity, **kept)
    async with parts.new_unit_of_work() as uow:
        assert await uow.factors.get(factor.id) == factor
    assert await parts.usage_types.factors(usage_type.id) == (FactorView.of(factor),)


async def test_versions_are_listed_the_latest_recorded_first(scene: Scene, parts: StorageParts) -> None:
    """Whatever they are valid for; ids break ties."""
    usage_type = await scene.usage_type("wood", "kg")
    first = await scene.factor(usage_type.id, "1", recorded_at=NOON)
    tied = await scene.factor(usage_type.id, "2", Period(NOON - 9 * DAY), recorded_at=NOON)
    last = await scene.factor(usage_type.id, "3", Period(None, NOON), recorded_at=NOON + MICROSECOND)
    earliest = await scene.factor(usage_type.id, "4", Period(NOON), recorded_at=NOON - MICROSECOND)
    views = await parts.usage_types.factors(usage_type.id)
    assert [view.id for view in views] == [last.id, tied.id, first.id, earliest.id]


async def test_a_factor_of_a_missing_type_is_refused(parts: StorageParts) -> None:
    with pytest.raises(UsageTypeNotFound):
        await publish(parts, [replace(PRELOADED[100], id=7, usage_type_id=9)])


async def test_an_unknown_factor_is_no_factor(parts: StorageParts) -> None:
    async with parts.new_unit_of_work() as uow:
        with pytest.raises(LookupError):
            await uow.factors.get(6)


async def test_where_nothing_is_in_force_there_is_no_figure(scene: Scene, parts: StorageParts) -> None:
    usage_type = await scene.usage_type("wood", "kg")
    await scene.factor(usage_type.id, "1", Period(NOON, NOON + DAY))
    async with parts.new_unit_of_work() as uow:
        with pytest.raises(NoFactorInForce) as refused:
            await uow.factors.in_force(usage_type.id, NOON + DAY)
    assert refused.value.message == (
        f"Usage type {usage_type.id} has no emission factor in force at 2027-05-18T12:00:00Z."
    )
    view = await parts.usage_types.get(usage_type.id, NOON - MICROSECOND)
    assert (view.factor, view.factor_version) == (None, None)


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (NOON - MICROSECOND, "1"),
        (NOON, "2"),
        (NOON + DAY - MICROSECOND, "2"),
        (NOON + DAY, "1"),
        (ENDS[0], "1"),
        (ENDS[-1] + DAY - MICROSECOND, "1"),
    ],
)
async def test_validity_begins_at_its_start_and_ends_before_its_end(
    scene: Scene, parts: StorageParts, at: datetime, value: str
) -> None:
    usage_type = await scene.usage_type("wood", "kg")
    await scene.factor(usage_type.id, "1", ALWAYS)
    await scene.factor(usage_type.id, "2", Period(NOON, NOON + DAY), recorded_at=NOON - DAY)
    factor = await chosen(parts, usage_type.id, at)
    assert factor is not None
    assert factor.value == (await parts.usage_types.get(usage_type.id, at)).factor == Decimal(value)


# The examples share one storage: each has a type of its own.
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.lists(st.tuples(validities, st.sampled_from(ENDS), st.integers(0, 9)), max_size=8))
async def test_the_factor_in_force_is_the_one_the_domain_chooses(
    scene: Scene, parts: StorageParts, drawn: list[tuple[Period, datetime, int]]
) -> None:
    """The latest to begin, then the latest recorded, then the greatest id; in whichever order they were published."""
    usage_type = await scene.usage_type(f"type {await parts.ids.new_id()}", "kg")
    ids = sorted([await parts.ids.new_id() for _ in drawn], key=lambda id: id % 7)
    factors = [
        EmissionFactor(id, usage_type.id, Decimal(value), validity, "A table", None, recorded_at)
        for id, (validity, recorded_at, value) in zip(ids, drawn, strict=True)
    ]
    await publish(parts, factors)
    for at in INSTANTS:
        expected = in_force(factors, at)
        view = await parts.usage_types.get(usage_type.id, at)
        listed = {view.id: view for view in await parts.usage_types.list(at)}[usage_type.id]
        assert await chosen(parts, usage_type.id, at) == expected
        assert view == listed
        assert view.factor_version == (FactorView.of(expected) if expected else None)
        assert view.factor == (expected.value if expected else None)
