"""Usages and types whose every change the journal tells of."""

from collections.abc import AsyncIterator, Iterable
from datetime import datetime
from decimal import Decimal

from application.journal.seal import SealJournal
from domain.journal import JournalEntry
from domain.organisation import User
from domain.quantity import Quantity
from domain.usage import Statement, Usage
from domain.usage_type import UsageType
from tests.clocks import NOON
from tests.integration.contract.listing import DAY
from tests.integration.contract.scene import PRELOADED, TYPES, Scene


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
