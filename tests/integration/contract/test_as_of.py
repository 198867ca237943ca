"""The contract of the queries where they look at the ledger as it stood at an instant."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.journal.seal import SealJournal
from application.usage_types.preloaded import RECORDED_AT
from application.views.selection import Position, Sort, SortKey, UsageFilter
from application.views.usages import UsageTotals, UsageTypeReference, UsageView
from domain.errors import UsageNotFound
from domain.journal import JournalEntry
from domain.organisation import User
from domain.period import Bucket, Period
from domain.quantity import Quantity, total
from domain.usage import Statement, Usage
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.integration.contract.listing import DAY, EVERYTHING, SORTS
from tests.integration.contract.scene import MICROSECOND, PRELOADED, TYPES, Scene
from tests.integration.storages import StorageParts

SECOND = timedelta(seconds=1)
DAYS = [Bucket(str(day), NOON + day * DAY, NOON + (day + 1) * DAY) for day in range(-2, 4)]
FILTERS = {
    "everything": EVERYTHING,
    "period": UsageFilter(Period(NOON, NOON + DAY)),
    "from": UsageFilter(Period(start=NOON + DAY)),
    "type": UsageFilter(usage_type_ids=frozenset({102})),
    "types": UsageFilter(usage_type_ids=frozenset({100, 101})),
    "amounts": UsageFilter(amount_min=Decimal(2), amount_max=Decimal(100)),
    "all at once": UsageFilter(Period(NOON - DAY, NOON + 2 * DAY), frozenset({100, 102}), Decimal("0.5"), Decimal(5)),
}


class Told(Scene):
    """Keeps every version together with the entry that tells of it, as use cases do."""

    async def keep(self, usages: Iterable[Usage]) -> None:
        async with self.parts.new_unit_of_work() as uow:
            for usage in usages:
                await uow.usages.add(usage)
                await uow.journal.add(JournalEntry.of_usage(None, usage))
            await uow.commit()

    async def append(self, *versions: Usage) -> None:
        for version in versions:
            async with self.parts.new_unit_of_work() as uow:
                before = await uow.usages.get(version.organisation_id, version.id)
                await uow.usages.append(version)
                await uow.journal.add(JournalEntry.of_usage(before, version))
                await uow.commit()

    async def restate(self, usage: Usage, amount: str, usage_type_id: int, at: datetime) -> Usage:
        """The next version, of another type and another time."""
        usage_type = TYPES[usage_type_id]
        stated = Statement(usage_type_id, at, Quantity.of(Decimal(amount), usage_type.unit), "restated")
        made = usage.correct(
            stated, usage_type, PRELOADED[usage_type_id], by=usage.user_id, at=self.clock.advance(seconds=1)
        )
        await self.append(made)
        return made

    async def restore(self, usage: Usage) -> Usage:
        """The version that takes a deletion back."""
        restored = usage.restore(by=usage.user_id, at=self.clock.advance(seconds=1))
        await self.append(restored)
        return restored

    async def change_type(self, before: UsageType, after: UsageType | None) -> None:
        """Changes or removes a usage type."""
        entry = JournalEntry.of_usage_type(before, after, by=0, at=self.clock.now())
        async with self.parts.new_unit_of_work() as uow:
            if after is None:
                await uow.usage_types.remove(before.id)
            else:
                await uow.usage_types.replace(after)
            await uow.journal.add(entry)
            await uow.commit()

    async def seal(self) -> None:
        """Has all count that is committed."""
        await SealJournal(self.clock, self.parts.new_unit_of_work)(settle=True)


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Told:
    return Told(parts, clock)


async def story(scene: Told, ada: User) -> AsyncIterator[Usage]:
    """Everything that can happen to usages, a second apart; after each act the usage that it was about."""
    clock = scene.clock
    first = await scene.record(ada, "120.500001", unit="MJ", note="Meter 3")
    yield first
    clock.advance(seconds=1)
    second = await scene.record(ada, "2", usage_type=TYPES[102], at=NOON + DAY)
    yield second
    clock.advance(seconds=1)
    third = await scene.record(ada, "2", usage_type=TYPES[101], at=NOON - DAY)
    yield third
    clock.advance(seconds=1)
    many = [await scene.draft(ada, str(amount), at=NOON + amount % 3 * DAY) for amount in range(1, 6)]
    await scene.keep(many)
    yield many[0]
    yield (first := await scene.correct(first, "3"))
    yield (second := await scene.restate(second, "7", 100, NOON + DAY))
    yield (third := await scene.delete(third))
    yield (first := await scene.restate(first, "7", 102, NOON + 2 * DAY))
    yield await scene.delete(many[1])
    yield (third := await scene.restore(third))
    yield (second := await scene.restate(second, "7", 101, NOON - DAY))
    yield await scene.correct(third, "4.25")
    yield await scene.delete(first)
    yield await scene.correct(many[2], "0")


async def answers(parts: StorageParts, ada: User, ids: Iterable[int], as_of: datetime | None) -> dict[str, Any]:
    """What every query says, now or as of then."""
    organisation_id, found = ada.organisation_id, dict[str, Any]()
    for sort in SORTS:
        selected = UsageFilter(as_of=as_of)
        found[f"page by {sort}"] = await parts.usages.page(organisation_id, selected, sort, offset=1, limit=3)
        found[f"walk by {sort}"] = await walked(parts, ada, selected, sort)
    for name, chosen in FILTERS.items():
        selected = replace(chosen, as_of=as_of)
        for sort in (Sort(), Sort(SortKey.AMOUNT, descending=False)):
            page = await parts.usages.page(organisation_id, selected, sort, offset=0, limit=50)
            found[f"{name} by {sort}"] = page
            found[f"walk of {name} by {sort}"] = await walked(parts, ada, selected, sort)
            assert page.totals is not None
            figures = [view.emissions_kg_co2e for view in page.items]
            assert page.totals == UsageTotals(len(figures), total(figures))
    for id in ids:
        found[f"usage {id}"] = await one(parts, ada, id, as_of)
    found["span"] = await parts.emissions.span(organisation_id, as_of)
    found["cells"] = await parts.emissions.cells(organisation_id, DAYS, as_of)
    return found


async def one(parts: StorageParts, ada: User, id: int, as_of: datetime | None) -> UsageView | str:
    try:
        return await parts.usages.get(ada.organisation_id, id, as_of)
    except UsageNotFound as refusal:
        return str(refusal)


async def walked(
    parts: StorageParts, ada: User, selected: UsageFilter, sort: Sort, after: Position | None = None
) -> list[Any]:
    """A walk from a position to the end, by two, and the totals that each step told."""
    found: list[Any] = []
    while True:
        run = await parts.usages.walk(ada.organisation_id, selected, sort, after=after, limit=2, with_totals=True)
        found += [*run.items, run.totals]
        if not run.has_more:
            return found
        after = Position.of(run.items[-1], sort)


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


async def test_a_walk_as_of_then_goes_on_whatever_happens_meanwhile(scene: Told, parts: StorageParts) -> None:
    """It shows each usage once, as it was."""
    ada = await scene.member()
    usages = [await scene.record(ada, str(number), at=NOON + number % 4 * DAY) for number in range(9)]
    as_of = scene.clock.now()
    await scene.seal()
    for sort in SORTS:
        selected, seen, after = UsageFilter(as_of=as_of), list[Any](), None
        expected = [view for view in await walked(parts, ada, selected, sort) if not isinstance(view, UsageTotals)]
        while True:
            run = await parts.usages.walk(ada.organisation_id, selected, sort, after=after, limit=2, with_totals=False)
            seen += run.items
            if not run.has_more:
                break
            after = Position.of(run.items[-1], sort)
            scene.clock.advance(seconds=1)
            await scene.record(ada, "4.5", at=NOON + DAY)
            if usages:
                usage = await scene.restate(usages.pop(), "4.75", 102, NOON + 2 * DAY)
                await scene.delete(usage)
            await scene.seal()
        assert seen == expected
        assert len({view.id for view in seen}) == 9


@pytest.mark.parametrize(("offset", "limit", "expected"), [(0, 9, True), (0, 10, False), (8, 1, True), (10, 5, False)])
async def test_a_page_as_of_then_says_whether_more_followed(
    scene: Told, parts: StorageParts, offset: int, limit: int, expected: bool
) -> None:
    ada = await scene.member()
    usages = [await scene.record(ada, str(number)) for number in range(10)]
    await scene.seal()
    scene.clock.advance(seconds=1)
    await scene.delete(usages[0])
    await scene.record(ada)
    await scene.record(ada)
    await scene.seal()
    page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=NOON), Sort(), offset=offset, limit=limit)
    assert page.has_more is expected
    assert page.totals == UsageTotals(10, Decimal("67.5"))
    assert len(page.items) == max(0, min(limit, 10 - offset))


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


async def test_sums_beyond_64_bits_were_exact_then_too(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    amounts = [f"33419{number:02}{number:02}999.99999{number % 7}" for number in range(30)]
    usages = [await scene.draft(ada, amount, usage_type=TYPES[101]) for amount in amounts]
    await scene.keep(usages)
    await scene.seal()
    scene.clock.advance(seconds=1)
    for usage in usages[:3]:
        await scene.delete(usage)
    page = await parts.usages.page(ada.organisation_id, UsageFilter(as_of=NOON), Sort(), offset=0, limit=1)
    (cell,) = await parts.emissions.cells(ada.organisation_id, DAYS, NOON)
    expected = total(usage.emissions_kg_co2e for usage in usages)
    assert expected > 20 * 2**63 / Decimal(10**6)
    assert page.totals == UsageTotals(30, expected) == UsageTotals(cell.usages, cell.emissions_kg_co2e)
    assert cell.amount_in_type_unit == total(usage.amount_in_type_unit for usage in usages)


async def test_buckets_as_of_then_hold_their_start_and_not_their_end(scene: Told, parts: StorageParts) -> None:
    ada = await scene.member()
    edges = (NOON - MICROSECOND, NOON, NOON + DAY - MICROSECOND, NOON + DAY, NOON + 2 * DAY)
    for at in edges:
        await scene.record(ada, at=at)
    await scene.seal()
    made = [Bucket("0", NOON, NOON + DAY), Bucket("1", NOON + DAY, NOON + 2 * DAY)]
    cells = await parts.emissions.cells(ada.organisation_id, made, NOON)
    assert cells == await parts.emissions.cells(ada.organisation_id, made)
    assert [(cell.bucket, cell.usages) for cell in cells] == [(0, 2), (1, 1)]
    assert await parts.emissions.span(ada.organisation_id, NOON) == (edges[0], edges[-1])


async def test_a_usage_as_of_then_is_shown_with_the_name_that_its_type_has_now(
    scene: Told, parts: StorageParts
) -> None:
    """And its name of then is to be had apart."""
    ada = await scene.member()
    usage = await scene.record(ada)
    scene.clock.advance(seconds=1)
    await scene.change_type(TYPES[100], TYPES[100].rename("power"))
    await scene.seal()
    assert (await parts.usages.get(ada.organisation_id, usage.id, NOON)).usage_type.name == "power"
    assert (await parts.usage_types.references(NOON))[100] == UsageTypeReference(100, "electricity", "kwh")


async def test_types_are_named_as_they_were_named_then(scene: Told, parts: StorageParts) -> None:
    """Also types that are retired or removed since; those that came later by the name that they were given first."""
    clock, given = scene.clock, list[tuple[datetime, dict[int, UsageTypeReference]]]()
    wood = UsageType(await parts.ids.new_id(), "wood", "kg", ("kg",))
    power, current = TYPES[100].rename("power"), TYPES[100].rename("current").retire(NOON)

    async def add() -> None:
        async with parts.new_unit_of_work() as uow:
            await uow.usage_types.add(wood)
            await uow.journal.add(JournalEntry.of_usage_type(None, wood, by=0, at=clock.now()))
            await uow.commit()

    acts: list[Callable[[], Any]] = [
        lambda: scene.change_type(TYPES[100], power),
        add,
        lambda: scene.change_type(power, current),
        lambda: scene.change_type(current, current.reinstate()),
        lambda: scene.change_type(wood, wood.rename("oak")),
    ]
    for act in acts:
        clock.advance(seconds=1)
        await act()
        views = await parts.usage_types.list(clock.now())
        given.append((clock.now(), {view.id: UsageTypeReference(view.id, view.name, view.unit) for view in views}))
    clock.advance(seconds=1)
    await scene.change_type(wood.rename("oak"), None)
    await scene.seal()
    for at, references in given:
        told = await parts.usage_types.references(at)
        assert {id: told[id] for id in references} == references
        assert told[wood.id].name in {"wood", "oak"}
    assert (await parts.usage_types.references(clock.now()))[wood.id].name == "oak"
    earliest = await parts.usage_types.references(RECORDED_AT - MICROSECOND)
    assert {id: reference.name for id, reference in earliest.items()} == {
        **{usage_type.id: usage_type.name for usage_type in TYPES.values()},
        wood.id: "wood",
    }


async def test_a_name_that_is_not_sealed_was_nobodys_name_yet(scene: Told, parts: StorageParts) -> None:
    await scene.seal()
    await scene.change_type(TYPES[100], TYPES[100].rename("power"))
    assert (await parts.usage_types.references(NOON + DAY))[100].name == "electricity"
