"""The contract of UsageRepository, and of what UsageQueries shows of a single usage."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.views.usages import UsageVersionView, UsageView
from domain.errors import ConcurrentChange, InvalidValue, UsageNotFound, UsageTypeNotFound, UserNotFound
from domain.text import checked_note
from domain.usage import Change, Usage
from tests.clocks import NOON, FixedClock
from tests.integration.contract.scene import MICROSECOND, PRELOADED, TYPES, Scene
from tests.integration.storages import StorageParts

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC) - MICROSECOND


def view(usage: Usage) -> UsageView:
    usage_type_id = usage.stated.usage_type_id
    return UsageView.of(usage, TYPES[usage_type_id], PRELOADED[usage_type_id])


async def kept(parts: StorageParts, usage: Usage) -> Usage:
    async with parts.new_unit_of_work() as uow:
        return await uow.usages.get(usage.organisation_id, usage.id)


async def test_a_usage_comes_back_as_it_was_recorded(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(
        ada, "17.25", usage_type=TYPES[104], unit="CCF", at=NOON + 123457 * MICROSECOND, note="Meter 3"
    )
    assert await kept(parts, usage) == usage
    assert await parts.usages.get(ada.organisation_id, usage.id) == view(usage)


@pytest.mark.parametrize("at", [EARLIEST, LATEST, NOON + MICROSECOND, NOON - MICROSECOND])
async def test_instants_are_exact_to_the_microsecond(scene: Scene, parts: StorageParts, at: datetime) -> None:
    ada = await scene.member()
    scene.clock.at = at
    usage = await scene.record(ada, at=at)
    shown = await parts.usages.get(ada.organisation_id, usage.id)
    assert (shown.usage_at, shown.recorded_at, shown.changed_at) == (at, at, at)
    assert shown.usage_at.utcoffset() == timedelta(0)


async def test_an_instant_of_another_zone_is_kept_as_the_same_one_in_utc(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, at=datetime.fromisoformat("2024-03-31T02:30:00.000001+05:45"))
    shown = (await parts.usages.get(ada.organisation_id, usage.id)).usage_at
    assert shown.isoformat() == "2024-03-30T20:45:00.000001+00:00"


@pytest.mark.parametrize("amount", ["0", "0.000001", "999999999999.999999", "5999999999999.999", "123456.789", "100"])
async def test_amounts_and_figures_are_exact_up_to_their_bounds(scene: Scene, parts: StorageParts, amount: str) -> None:
    ada = await scene.member()
    unit = "MWh" if Decimal(amount) >= 10**12 else "kwh"
    entered = Decimal(amount) / (1000 if unit == "MWh" else 1)
    usage = await scene.record(ada, entered.quantize(Decimal("0.000001")), unit=unit)
    shown = await parts.usages.get(ada.organisation_id, usage.id)
    assert shown == view(usage)
    assert [str(it) for it in (shown.amount, shown.amount_in_type_unit, shown.emissions_kg_co2e)] == [
        str(it) for it in (usage.stated.entered.amount, usage.amount_in_type_unit, usage.emissions_kg_co2e)
    ]


def is_note(text: str) -> bool:
    try:
        return checked_note(text) is not None
    except InvalidValue:
        return False


# The examples share one storage: each has a usage of its own.
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(note=st.text(min_size=1, max_size=500).filter(is_note))
async def test_notes_hold_any_text(scene: Scene, parts: StorageParts, note: str) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, note=note)
    assert (await parts.usages.get(ada.organisation_id, usage.id)).note == note
    assert (await kept(parts, usage)).stated.note == note


@pytest.mark.parametrize("note", ["'; drop table usages; --", "%_\\", "🌍 日本語 e\u0301 é", "a\nb\tc", "😀" * 500])
async def test_notes_are_kept_character_by_character(scene: Scene, parts: StorageParts, note: str) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, note=note)
    assert (await parts.usages.get(ada.organisation_id, usage.id)).note == note


async def test_a_usage_of_a_missing_type_is_refused(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.draft(ada, usage_type=TYPES[103])
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.remove(103)
        await uow.commit()
    with pytest.raises(UsageTypeNotFound):
        await scene.keep([usage])


async def test_a_usage_of_an_erased_organisation_is_refused(scene: Scene, parts: StorageParts) -> None:
    """Its owner was still there when the request was authenticated."""
    ada = await scene.member()
    usage = await scene.draft(ada)
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(ada.id)
        await uow.commit()
    with pytest.raises(UserNotFound):
        await scene.keep([usage])


async def test_versions_follow_one_another_without_a_gap(scene: Scene, parts: StorageParts, clock: FixedClock) -> None:
    ada = await scene.member()
    recorded = await scene.record(ada, "1", note="first")
    corrected = await scene.correct(recorded, "2")
    deleted = await scene.delete(corrected)
    restored = deleted.restore(by=ada.id, at=clock.advance(microseconds=1))
    await scene.append(restored)

    assert await kept(parts, recorded) == restored
    assert await parts.usages.get(ada.organisation_id, recorded.id) == view(restored)
    assert await parts.usages.versions(ada.organisation_id, recorded.id) == (
        UsageVersionView(view(restored), None),
        UsageVersionView(view(deleted), restored.changed_at),
        UsageVersionView(view(corrected), deleted.changed_at),
        UsageVersionView(view(recorded), corrected.changed_at),
    )
    assert [version.change for version in (recorded, corrected, deleted, restored)] == list(Change)


async def test_every_version_keeps_the_factor_that_it_pinned(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, "2")
    factor = await scene.factor(100, "0.25")
    moved = usage.correct(
        replace(usage.stated, usage_at=NOON + timedelta(days=1)),
        TYPES[100],
        factor,
        by=ada.id,
        at=scene.clock.advance(seconds=1),
    )
    await scene.append(moved)
    latest, first = await parts.usages.versions(ada.organisation_id, usage.id)
    assert (latest.usage.factor_version.id, latest.usage.factor, latest.usage.emissions_kg_co2e) == (
        factor.id,
        Decimal("0.25"),
        Decimal("0.5"),
    )
    assert (first.usage.factor_version.id, first.usage.factor, first.usage.emissions_kg_co2e) == (
        1,
        Decimal("1.5"),
        Decimal(3),
    )
    assert first.usage.factor_version.source == PRELOADED[100].source


async def test_every_version_names_who_opened_it(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada)
    await scene.append(usage.delete(by=4711, at=scene.clock.advance(seconds=1)))
    deleted, recorded = await parts.usages.versions(ada.organisation_id, usage.id)
    assert (deleted.usage.user_id, deleted.usage.changed_by) == (ada.id, 4711)
    assert (recorded.usage.user_id, recorded.usage.changed_by) == (ada.id, ada.id)
    assert deleted.usage.recorded_at == recorded.usage.recorded_at == NOON


async def test_views_name_the_type_as_it_is_called_now(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada)
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.replace(TYPES[100].rename("power"))
        await uow.commit()
    (version,) = await parts.usages.versions(ada.organisation_id, usage.id)
    assert version.usage.usage_type.name == "power"
    assert (await parts.usages.get(ada.organisation_id, usage.id)).usage_type.name == "power"


async def test_a_deleted_usage_is_seen_in_its_versions_alone(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    deleted = await scene.delete(await scene.record(ada))
    with pytest.raises(UsageNotFound):
        await parts.usages.get(ada.organisation_id, deleted.id)
    assert await kept(parts, deleted) == deleted
    assert len(await parts.usages.versions(ada.organisation_id, deleted.id)) == 2


async def test_a_version_that_does_not_follow_the_latest_is_refused(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada)
    corrected = await scene.correct(usage, "2")
    for stale in (
        usage.delete(by=ada.id, at=scene.clock.now()),
        replace(corrected, version=4),
        replace(corrected, version=1),
    ):
        with pytest.raises(ConcurrentChange):
            await scene.append(stale)
    assert await kept(parts, usage) == corrected


async def test_a_usage_that_never_was_has_neither_state_nor_versions(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.draft(ada)
    with pytest.raises(UsageNotFound):
        await kept(parts, usage)
    with pytest.raises(UsageNotFound):
        await parts.usages.get(ada.organisation_id, usage.id)
    with pytest.raises(UsageNotFound):
        await parts.usages.versions(ada.organisation_id, usage.id)
    with pytest.raises(ConcurrentChange):
        await scene.append(replace(usage, version=2))


@pytest.mark.parametrize("is_deleted", [False, True])
async def test_another_organisations_usage_is_as_good_as_missing(
    scene: Scene, parts: StorageParts, is_deleted: bool
) -> None:
    ada, bob = await scene.member(), await scene.member()
    usage = await scene.correct(await scene.record(ada), "2")
    usage = await scene.delete(usage) if is_deleted else usage
    stolen = replace(usage, organisation_id=bob.organisation_id)
    with pytest.raises(UsageNotFound):
        await kept(parts, stolen)
    with pytest.raises(UsageNotFound):
        await parts.usages.get(bob.organisation_id, usage.id)
    with pytest.raises(UsageNotFound):
        await parts.usages.versions(bob.organisation_id, usage.id)
    following = stolen.restore if is_deleted else stolen.delete
    with pytest.raises(ConcurrentChange):
        await scene.append(following(by=bob.id, at=NOON))
    assert await kept(parts, usage) == usage
    assert len(await parts.usages.versions(ada.organisation_id, usage.id)) == usage.version


async def test_organisations_may_hold_usages_of_the_same_id(scene: Scene, parts: StorageParts) -> None:
    """Keys begin with the tenant, so that data can be spread over servers."""
    ada, bob = await scene.member(), await scene.member()
    mine = await scene.record(ada, "1")
    theirs = replace(await scene.draft(bob, "2"), id=mine.id)
    await scene.keep([theirs])
    assert await parts.usages.get(ada.organisation_id, mine.id) == view(mine)
    await scene.delete(mine)
    assert await kept(parts, theirs) == theirs
    assert await parts.usages.get(bob.organisation_id, mine.id) == view(theirs)
    assert len(await parts.usages.versions(bob.organisation_id, mine.id)) == 1
