"""The contract of ReceiptQueries."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from application.views.receipts import PinnedVersion
from application.views.selection import Sort, UsageFilter
from domain.errors import UsageNotFound
from domain.organisation import User
from domain.period import Period
from domain.quantity import Quantity
from domain.usage import Statement, Usage
from tests.clocks import NOON, FixedClock
from tests.integration.contract.listing import DAY, SORTS, ledger_of
from tests.integration.contract.scene import MICROSECOND, PRELOADED, TYPES
from tests.integration.contract.told_scene import Told, story
from tests.integration.storages import StorageParts

EVER = Period()
ALL = 1000


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


def pinned(usage: Usage) -> PinnedVersion:
    """What is to be found of a usage of a preloaded type and factor."""
    return PinnedVersion(usage, TYPES[usage.stated.usage_type_id], PRELOADED[usage.stated.usage_type_id])


async def life(scene: Told, user: User) -> list[Usage]:
    """All versions of a usage to which everything happened, a second apart."""
    recorded = await scene.record(user, "17.250001", usage_type=TYPES[104], unit="CCF", note="Meter 3")
    corrected = await scene.correct(recorded, "3")
    moved = await scene.restate(corrected, "120.5", 101, NOON - DAY)
    deleted = await scene.delete(moved)
    restored = await scene.restore(deleted)
    return [recorded, corrected, moved, deleted, restored, await scene.delete(restored)]


async def found_at(
    parts: StorageParts, user: User, as_of: datetime, period: Period = EVER, limit: int = ALL
) -> Sequence[PinnedVersion]:
    return [pinned async for pinned in parts.receipts.as_of(user.organisation_id, period, as_of, limit=limit)]


async def seen_at(parts: StorageParts, user: User, as_of: datetime) -> list[tuple[int, int]]:
    """Which usages, in which version."""
    return [(one.usage.id, one.usage.version) for one in await found_at(parts, user, as_of)]


async def test_every_version_is_found_by_its_number(scene: Told, parts: StorageParts) -> None:
    """Those that mark a deletion too, whatever came after; sealed or not."""
    ada = await scene.member()
    versions = await life(scene, ada)
    assert [version.version for version in versions] == [1, 2, 3, 4, 5, 6]
    for version in versions:
        found = await parts.receipts.version(ada.organisation_id, version.id, version.version)
        assert found == pinned(version)


async def test_without_a_number_the_latest_version_is_found(scene: Told, parts: StorageParts) -> None:
    """Of a deleted usage it is the mark of its deletion."""
    ada = await scene.member()
    usage = await scene.record(ada, "2", note="Meter 3")
    assert await parts.receipts.version(ada.organisation_id, usage.id) == pinned(usage)
    corrected = await scene.correct(usage, "3")
    assert await parts.receipts.version(ada.organisation_id, usage.id) == pinned(corrected)
    deleted = await scene.delete(corrected)
    assert await parts.receipts.version(ada.organisation_id, usage.id) == pinned(deleted)
    restored = await scene.restore(deleted)
    assert await parts.receipts.version(ada.organisation_id, usage.id) == pinned(restored)


async def test_a_version_that_is_not_there_is_refused_by_name(scene: Told, parts: StorageParts) -> None:
    """And one of another usage is not taken for it."""
    ada = await scene.member()
    usage, other = await scene.record(ada), await scene.record(ada)
    await scene.correct(other, "3")
    for number in (2, 3, 2**31 - 1):
        with pytest.raises(UsageNotFound, match=rf"^There is no version {number} of usage {usage.id}\.$"):
            await parts.receipts.version(ada.organisation_id, usage.id, number)


@pytest.mark.parametrize("number", [None, 1, 2])
async def test_a_usage_of_another_organisation_is_not_there(
    scene: Told, parts: StorageParts, number: int | None
) -> None:
    """No more than one that nobody has."""
    ada, bob = await scene.member(), await scene.member()
    usage = await scene.record(ada)
    await scene.correct(usage, "3")
    await scene.record(bob)
    which = "" if number is None else f"version {number} of "
    for id in (usage.id, 2**53 - 1):
        with pytest.raises(UsageNotFound, match=rf"^There is no {which}usage {id}\.$"):
            await parts.receipts.version(bob.organisation_id, id, number)


async def test_each_version_keeps_the_factor_that_it_was_made_with(scene: Told, parts: StorageParts) -> None:
    """Whatever was published since, or in between."""
    ada, wood = await scene.member(), await scene.usage_type("wood", "kg")
    first = await scene.factor(wood.id, "1.8333333333333333", Period(NOON - DAY, NOON + DAY), edition="2026")
    usage = await scene.record(ada, "999999999999.999999", usage_type=wood, factor=first)
    second = await scene.factor(wood.id, "0.000000000000000000000001", Period(NOON), published_by=ada.id)
    stated = Statement(wood.id, NOON + 2 * DAY, Quantity.of(Decimal("0.000001"), "kg"))
    moved = usage.correct(stated, wood, second, by=ada.id, at=scene.clock.advance(seconds=1))
    await scene.append(moved)
    await scene.factor(wood.id, "5")
    of_first, of_second = PinnedVersion(usage, wood, first), PinnedVersion(moved, wood, second)
    assert await parts.receipts.version(ada.organisation_id, usage.id, 1) == of_first
    assert await parts.receipts.version(ada.organisation_id, usage.id) == of_second
    await scene.seal()
    assert await found_at(parts, ada, NOON) == [of_first]
    assert await found_at(parts, ada, moved.changed_at) == [of_second]


async def test_a_type_is_shown_as_it_is_now(scene: Told, parts: StorageParts) -> None:
    """What of it makes a figure, unit and density, never changes."""
    ada = await scene.member()
    usage = await scene.record(ada, "2", usage_type=TYPES[101], unit="l")
    changed = TYPES[101].rename("aqua").retire(NOON)
    await scene.change_type(TYPES[101], changed)
    scene.clock.advance(seconds=1)
    await scene.seal()
    expected = PinnedVersion(usage, changed, PRELOADED[101])
    assert changed.density_kg_per_l is not None
    assert await parts.receipts.version(ada.organisation_id, usage.id, 1) == expected
    assert await found_at(parts, ada, NOON) == [expected]


async def test_usages_of_then_come_by_instant_and_id(scene: Told, parts: StorageParts) -> None:
    """In whatever order they were recorded; nobody else's among them, none that is deleted."""
    ada = await scene.member()
    usages = await ledger_of(scene, ada, 40)
    await scene.seal()
    in_order = sorted(usages, key=lambda usage: (usage.stated.usage_at, usage.id))
    assert len({usage.stated.usage_at for usage in usages}) < len(usages)
    assert await found_at(parts, ada, scene.clock.now()) == [pinned(usage) for usage in in_order]


@pytest.mark.parametrize("limit", [1, 2, 5, 6])
async def test_the_first_of_them_are_found(scene: Told, parts: StorageParts, limit: int) -> None:
    ada = await scene.member()
    usages = [await scene.record(ada, at=NOON - number * DAY) for number in range(5)]
    await scene.seal()
    found = await found_at(parts, ada, NOON, limit=limit)
    assert [one.usage.id for one in found] == [usage.id for usage in reversed(usages)][:limit]


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(), "abcd"),
        (Period(start=NOON), "bcd"),
        (Period(end=NOON + DAY), "abc"),
        (Period(NOON, NOON + DAY), "bc"),
        (Period(NOON + MICROSECOND, NOON + DAY + MICROSECOND), "cd"),
        (Period(NOON, NOON + MICROSECOND), "b"),
        (Period(start=NOON + 2 * DAY), ""),
    ],
)
async def test_a_period_holds_its_start_and_not_its_end(
    scene: Told, parts: StorageParts, period: Period, expected: str
) -> None:
    """To the microsecond; an end left open lets all in."""
    ada = await scene.member()
    ends = {"a": NOON - MICROSECOND, "b": NOON, "c": NOON + DAY - MICROSECOND, "d": NOON + DAY}
    names = {(await scene.record(ada, at=at)).id: name for name, at in ends.items()}
    await scene.seal()
    assert "".join(names[one.usage.id] for one in await found_at(parts, ada, NOON, period)) == expected


async def test_each_version_is_found_from_its_change_to_the_next(scene: Told, parts: StorageParts) -> None:
    """From a deletion to the restoration there is none."""
    ada = await scene.member()
    versions = await life(scene, ada)
    scene.clock.advance(seconds=5)
    await scene.seal()
    assert await found_at(parts, ada, NOON - MICROSECOND) == []
    for version in versions:
        expected = [] if version.is_deleted else [pinned(version)]
        for as_of in (version.changed_at, version.changed_at + timedelta(seconds=1) - MICROSECOND):
            assert await found_at(parts, ada, as_of) == expected


async def test_a_usage_is_in_the_period_in_which_it_was_then(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    usage = await scene.record(ada, "2")
    moved = await scene.restate(usage, "2", 101, NOON + DAY)
    await scene.seal()
    on_the_day, on_the_next = Period(NOON, NOON + DAY), Period(NOON + DAY, NOON + 2 * DAY)
    for version, here, there in ((usage, on_the_day, on_the_next), (moved, on_the_next, on_the_day)):
        assert await found_at(parts, ada, version.changed_at, here) == [pinned(version)]
        assert await found_at(parts, ada, version.changed_at, there) == []


async def test_only_what_is_sealed_counts(scene: Told, parts: StorageParts) -> None:
    """The version before counts on, and what is sealed late counts from then."""
    ada = await scene.member()
    usage = await scene.record(ada, "1")
    later = NOON + DAY
    assert await seen_at(parts, ada, later) == []
    await scene.seal()
    assert await seen_at(parts, ada, later) == [(usage.id, 1)]
    corrected = await scene.correct(usage, "2")
    other = await scene.record(ada, "9")
    assert await seen_at(parts, ada, later) == [(usage.id, 1)]
    deleted = await scene.delete(corrected)
    settled = scene.clock.advance(seconds=9)
    await scene.seal()
    assert await seen_at(parts, ada, deleted.changed_at) == [(other.id, 1)]
    await scene.keep([replace(usage, id=other.id + 1)])
    await scene.seal()
    assert await seen_at(parts, ada, settled) == [(other.id, 1)]
    assert await seen_at(parts, ada, settled + MICROSECOND) == sorted([(other.id, 1), (other.id + 1, 1)])


async def test_they_are_the_usages_that_a_list_shows_as_of_then(scene: Told, parts: StorageParts) -> None:
    """At any time of a ledger to which everything happens."""
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob, "1000")
    scene.clock.advance(seconds=1)
    instants = [scene.clock.now() async for _ in story(scene, ada)]
    scene.clock.advance(seconds=1)
    await scene.seal()
    lengths = set()
    for as_of in (NOON, *instants):
        selected, shown = UsageFilter(as_of=as_of), await found_at(parts, ada, as_of)
        page = await parts.usages.page(ada.organisation_id, selected, SORTS[0], offset=0, limit=50)
        assert SORTS[0] == Sort(descending=False)
        told = [(one.usage.id, one.usage.version, one.usage.emissions_kg_co2e) for one in shown]
        assert told == [(view.id, view.version, view.emissions_kg_co2e) for view in page.items]
        lengths.add(len(told))
    assert len(lengths) > 4
