"""The contract of the queries where they look at the ledger as it stood at an instant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.views.selection import Sort, UsageFilter
from application.views.usages import UsageTotals
from domain.errors import UsageNotFound
from domain.period import Period
from tests.clocks import NOON, FixedClock
from tests.integration.contract.as_of_answers import DAYS, answers, one, walked
from tests.integration.contract.listing import DAY
from tests.integration.contract.scene import MICROSECOND, TYPES
from tests.integration.contract.told_scene import Told, story
from tests.integration.storages import StorageParts

SECOND = timedelta(seconds=1)


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


@pytest.mark.parametrize("often", [True, False], ids=["sealed after each act", "sealed at the end"])
async def test_as_of_any_instant_all_is_answered_as_it_was_then(scene: Told, parts: StorageParts, often: bool) -> None:
    """To the digit, up to the instant of the next change."""
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob, "1000")
    given, ids = [(scene.clock.now(), await answers(parts, ada, [], None))], list[int]()
    scene.clock.advance(seconds=1)
    async for usage in story(scene, ada):
        ids = list(dict.fromkeys((*ids, usage.id)))
        given.append((scene.clock.now(), await answers(parts, ada, ids, None)))
        if often:
            await scene.seal()
    scene.clock.advance(seconds=1)
    await scene.seal()
    for at, answered in given:
        asked = [int(name.removeprefix("usage ")) for name in answered if name.startswith("usage ")]
        for as_of in (at, at + SECOND - MICROSECOND):
            then = await answers(parts, ada, asked, as_of)
            assert {name for name in answered if then[name] != answered[name]} == set()
    assert len({str(answered) for _, answered in given}) == len(given)


async def test_before_everything_there_was_nothing(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada)
    await scene.seal()
    for as_of in (NOON - MICROSECOND, datetime(1900, 1, 1, tzinfo=UTC)):
        empty = UsageFilter(as_of=as_of)
        page = await parts.usages.page(ada.organisation_id, empty, Sort(), offset=0, limit=5)
        assert (page.items, page.totals, page.has_more) == ((), UsageTotals(0, Decimal(0)), False)
        assert await walked(parts, ada, empty, Sort()) == [UsageTotals(0, Decimal(0))]
        assert await parts.emissions.span(ada.organisation_id, as_of) is None
        assert await parts.emissions.cells(ada.organisation_id, DAYS, as_of) == ()
        with pytest.raises(UsageNotFound):
            await parts.usages.get(ada.organisation_id, usage.id, as_of)


async def test_an_organisation_without_usages_never_had_any(scene: Told, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob)
    await scene.seal()
    found = await answers(parts, ada, [], NOON)
    assert found == await answers(parts, ada, [], None)
    assert (found["span"], found["cells"]) == (None, ())


async def test_what_is_not_sealed_counts_as_of_no_instant(scene: Told, parts: StorageParts) -> None:
    """Neither a usage nor a version of one; the version before counts on."""
    ada = await scene.member()
    usage = await scene.record(ada, "1")
    as_of = scene.clock.now() + DAY
    with pytest.raises(UsageNotFound):
        await parts.usages.get(ada.organisation_id, usage.id, as_of)
    await scene.seal()
    await scene.correct(usage, "2")
    await scene.record(ada, "9")
    assert (await parts.usages.get(ada.organisation_id, usage.id, as_of)).amount == 1
    page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=as_of), Sort(), offset=0, limit=5)
    assert [(view.id, view.version) for view in page.items] == [(usage.id, 1)]
    assert [cell.usages for cell in await parts.emissions.cells(ada.organisation_id, DAYS, as_of)] == [1]


async def test_what_was_committed_too_late_for_an_answer_counts_from_just_after_it(
    scene: Told, parts: StorageParts
) -> None:
    """Whatever it says of when it was recorded."""
    ada = await scene.member()
    late = await scene.draft(ada)
    settled = scene.clock.advance(days=1)
    await scene.seal()
    await scene.keep([late])
    await scene.seal()
    for as_of in (NOON, settled):
        assert await one(parts, ada, late.id, as_of) == f"There is no usage {late.id}."
    counted = await parts.usages.get(ada.organisation_id, late.id, settled + MICROSECOND)
    assert (counted.id, counted.recorded_at) == (late.id, NOON)


async def test_a_deleted_usage_is_gone_from_its_deletion_to_its_restoration(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, "2")
    deleted = await scene.delete(usage)
    restored = await scene.restore(deleted)
    await scene.seal()
    seen = []
    for at in (usage.changed_at, deleted.changed_at, restored.changed_at):
        for as_of in (at - MICROSECOND, at):
            page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=as_of), Sort(), offset=0, limit=5)
            cells = await parts.emissions.cells(ada.organisation_id, DAYS, as_of)
            assert [view.version for view in page.items] == [
                view.version for view in [await one(parts, ada, usage.id, as_of)] if not isinstance(view, str)
            ]
            assert [cell.emissions_kg_co2e for cell in cells] == [view.emissions_kg_co2e for view in page.items]
            seen.append([view.version for view in page.items])
    assert seen == [[], [1], [1], [], [], [3]]


async def test_a_usage_is_found_under_the_type_and_time_that_it_had_then(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, "2", usage_type=TYPES[100], at=NOON)
    moved = await scene.restate(usage, "3", 101, NOON + DAY)
    await scene.seal()

    async def found(as_of: datetime, **chosen: Any) -> list[tuple[Any, ...]]:
        selected = UsageFilter(**chosen, as_of=as_of)
        page = await parts.usages.page(ada.organisation_id, selected, Sort(), offset=0, limit=5)
        return [(view.usage_type_id, view.amount) for view in page.items]

    before, after = usage.changed_at, moved.changed_at
    for which in ({"usage_type_ids": frozenset({100})}, {"period": Period(NOON, NOON + DAY)}, {"amount_max": 2}):
        assert (await found(before, **which), await found(after, **which)) == ([(100, 2)], [])
    for which in ({"usage_type_ids": frozenset({101})}, {"period": Period(NOON + DAY)}, {"amount_min": 3}):
        assert (await found(before, **which), await found(after, **which)) == ([], [(101, 3)])


async def test_usages_of_equal_place_in_two_organisations_do_not_mix(scene: Told, parts: StorageParts) -> None:
    """What one of them counts, and from when, says nothing of the other's."""
    ada, bob = await scene.member(), await scene.member()
    mine = await scene.record(ada, "1")
    await scene.correct(mine, "2")
    await scene.seal()
    theirs = replace(mine, organisation_id=bob.organisation_id, user_id=bob.id, changed_by=bob.id)
    await scene.keep([theirs])
    as_of = scene.clock.now()
    assert await one(parts, bob, mine.id, as_of) == f"There is no usage {mine.id}."
    assert await parts.emissions.span(bob.organisation_id, as_of) is None
    scene.clock.advance(seconds=1)
    await scene.seal()
    for user, amount in ((ada, 2), (bob, 1)):
        view = await parts.usages.get(user.organisation_id, mine.id, scene.clock.now())
        assert (view.user_id, view.amount) == (user.id, Decimal(amount))
