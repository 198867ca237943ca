"""The SQL storage as a whole."""

import asyncio

from sqlalchemy import Select, make_url, select

from adapters.sql.engine.errors import may_pass_soon
from adapters.sql.engine.postgresql import PostgresDatabase
from adapters.sql.engine.sqlite import SqliteDatabase
from adapters.sql.migrations import REVISION, alembic_version, upgrade
from application.ports import Storage, StorageUnavailable

_SECONDS_FOR_A_SERVER_TO_START = 60.0
_SECONDS_BETWEEN_TRIES = 0.5


class SqlStorage(Storage):
    """A SQLite file (``sqlite:////path``) or a PostgreSQL database (``postgresql://…``); nothing is opened before it
    is needed. It belongs to the event loop that first uses it."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        self.database = (SqliteDatabase if parsed.get_backend_name() == "sqlite" else PostgresDatabase)(parsed)

    async def migrate(self) -> None:
        """Waits up to a minute for a server that is starting; any other refusal to connect is final at once."""
        loop = asyncio.get_running_loop()
        last = loop.time() + _SECONDS_FOR_A_SERVER_TO_START
        while True:
            try:
                await self._migrate()
            except StorageUnavailable as error:
                if not may_pass_soon(error.__cause__) or loop.time() > last:
                    raise
                await asyncio.sleep(_SECONDS_BETWEEN_TRIES)
            else:
                return

    async def _migrate(self) -> None:
        transaction = await self.database.begin()
        try:
            await self.database.hold_against_other_migrations(transaction)
            await transaction.connection.run_sync(upgrade, self.database.engine)
            await transaction.commit()
        finally:
            await transaction.end()

    async def ping(self) -> None:
        rows = await self.database.fetch(_revision)
        if [revision for (revision,) in rows] != [REVISION]:
            raise StorageUnavailable("The database's schema is of another version of the program.")

    async def close(self) -> None:
        await self.database.close()


def _revision() -> Select[tuple[str]]:
    return select(alembic_version.c.version_num)
