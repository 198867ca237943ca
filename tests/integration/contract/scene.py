"""What contract tests write through the ports before they look."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.factor import EmissionFactor
from domain.organisation import Organisation, User
from domain.period import Period
from domain.quantity import Quantity
from domain.session import RefreshToken, Session
from domain.usage import Statement, Usage
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.integration.storages import StorageParts

TYPES = {usage_type.id: usage_type for usage_type in USAGE_TYPES}
PRELOADED = {factor.usage_type_id: factor for factor in FACTORS}
ALWAYS = Period()
MICROSECOND = timedelta(microseconds=1)
_numbers = count(1)


class Scene:
    """Makes members, types, factors and usages, and keeps them in a storage."""

    def __init__(self, parts: StorageParts, clock: FixedClock) -> None:
        self.parts = parts
        self.clock = clock

    async def member(self, email: str | None = None, **kept: Any) -> User:
        """The only member of a new organisation. ``kept`` are ``name``, ``is_operator`` and ``password_hash``."""
        organisation, user, password_hash = await self.account(email, **kept)
        async with self.parts.new_unit_of_work() as uow:
            await uow.accounts.add(organisation, user, password_hash)
            await uow.commit()
        return user

    async def account(
        self, email: str | None = None, *, name: str = "Ada", is_operator: bool = False, password_hash: str = "$hash"
    ) -> tuple[Organisation, User, str]:
        """What ``accounts.add`` takes, not kept yet."""
        organisation = Organisation(await self.parts.ids.new_id(), f"{name}'s", self.clock.now())
        email = email or f"ada{next(_numbers)}@example.org"
        user = User(await self.parts.ids.new_id(), organisation.id, name, email, is_operator, self.clock.now())
        return organisation, user, password_hash

    async def session(self, user: User) -> tuple[Session, RefreshToken]:
        """A log-in of a user."""
        session = Session(await self.parts.ids.new_id(), user.id, self.clock.now())
        token = RefreshToken(f"{next(_numbers):064x}", session.id, self.clock.now() + timedelta(days=30))
        async with self.parts.new_unit_of_work() as uow:
            await uow.sessions.add(session, token)
            await uow.commit()
        return session, token

    async def usage_type(self, name: str, unit: str = "kwh") -> UsageType:
        """A type of one accepted unit, with no factor."""
        usage_type = UsageType(await self.parts.ids.new_id(), name, unit, (unit,))
        async with self.parts.new_unit_of_work() as uow:
            await uow.usage_types.add(usage_type)
            await uow.commit()
        return usage_type

    async def factor(self, usage_type_id: int, value: str, validity: Period = ALWAYS, **kept: Any) -> EmissionFactor:
        """A factor version, published. ``kept`` are ``edition``, ``recorded_at`` and ``published_by``."""
        kept = {"edition": None, "recorded_at": self.clock.now()} | kept
        id = await self.parts.ids.new_id()
        factor = EmissionFactor(id, usage_type_id, Decimal(value), validity, "A table", **kept)
        async with self.parts.new_unit_of_work() as uow:
            await uow.factors.add(factor)
            await uow.commit()
        return factor

    async def draft(
        self,
        by: User,
        amount: str | Decimal = "1",
        *,
        at: datetime = NOON,
        usage_type: UsageType = TYPES[100],
        factor: EmissionFactor | None = None,
        unit: str | None = None,
        note: str | None = None,
    ) -> Usage:
        """A usage as it is recorded now, not kept yet."""
        return Usage.record(
            Statement(usage_type.id, at, Quantity.of(Decimal(amount), unit or usage_type.unit), note),
            usage_type,
            factor or PRELOADED[usage_type.id],
            id=await self.parts.ids.new_id(),
            organisation_id=by.organisation_id,
            by=by.id,
            at=self.clock.now(),
        )

    async def record(self, by: User, amount: str | Decimal = "1", **stated: Any) -> Usage:
        """A usage, kept."""
        usage = await self.draft(by, amount, **stated)
        await self.keep([usage])
        return usage

    async def keep(self, usages: Iterable[Usage]) -> None:
        """First versions."""
        async with self.parts.new_unit_of_work() as uow:
            for usage in usages:
                await uow.usages.add(usage)
            await uow.commit()

    async def append(self, *versions: Usage) -> None:
        """Further versions, each in a transaction of its own."""
        for version in versions:
            async with self.parts.new_unit_of_work() as uow:
                await uow.usages.append(version)
                await uow.commit()

    async def correct(self, usage: Usage, amount: str) -> Usage:
        """The next version, with another amount and the pinned factor."""
        usage_type = TYPES[usage.stated.usage_type_id]
        stated = replace(usage.stated, entered=Quantity(Decimal(amount), usage.stated.entered.unit))
        corrected = usage.correct(
            stated, usage_type, PRELOADED[usage_type.id], by=usage.user_id, at=self.clock.advance(seconds=1)
        )
        await self.append(corrected)
        return corrected

    async def delete(self, usage: Usage) -> Usage:
        """The mark of its deletion."""
        deleted = usage.delete(by=usage.user_id, at=self.clock.advance(seconds=1))
        await self.append(deleted)
        return deleted
