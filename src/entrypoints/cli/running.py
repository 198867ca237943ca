"""Running a command's coroutine on an opened storage, and reading its arguments."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

import click

from domain.errors import InvalidValue
from domain.period import instant
from entrypoints.container import Container, close
from entrypoints.notation import decimal_of, instant_of
from entrypoints.settings import InvalidSettings, Settings

T = TypeVar("T")


def in_container(act: Callable[[Container], Awaitable[T]]) -> T:
    """Runs ``act`` on the migrated storage and closes it. Raises InvalidSettings for one that would be lost."""

    async def migrated(container: Container) -> T:
        await container.storage().migrate()
        return await act(container)

    return in_container_as_it_is(migrated)


def in_container_as_it_is(act: Callable[[Container], Awaitable[T]]) -> T:
    """The same on a storage that may be of an older version of the program, or not there yet."""
    settings = Settings.from_environment()
    if settings.storage == "memory":
        raise InvalidSettings("STORAGE=memory lives in the serving process; this command needs STORAGE=sql")
    container = Container(settings=settings)

    async def run() -> T:
        try:
            return await act(container)
        finally:
            await close(container)

    return asyncio.run(run())


class ExactNumber(click.ParamType[Decimal]):
    """A decimal number, kept digit for digit."""

    name = "number"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        try:
            return decimal_of(str(value))
        except InvalidValue as error:
            self.fail(error.message, param, ctx)


class Instant(click.ParamType[datetime]):
    """An RFC 3339 instant with its zone, such as 2024-01-01T00:00:00Z."""

    name = "instant"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        try:
            return instant(instant_of(str(value)), field=self.name)
        except InvalidValue as error:
            self.fail(error.message, param, ctx)
