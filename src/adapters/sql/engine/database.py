"""What the adapters need of a database, whichever it is."""

from abc import ABC, abstractmethod
from asyncio import CancelledError, Future, ensure_future, shield, wait
from collections.abc import Callable, Coroutine, Hashable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession

from adapters.sql.engine.statements import Build, Statement, Statements
from adapters.sql.schema.column_types import instant_reader

T = TypeVar("T")
Row = Sequence[Any]


class Transaction(ABC):
    """A transaction on a connection of its own: statements on the driver and a session share it."""

    def __init__(self, connection: AsyncConnection, statements: Statements, instant: Callable[[Any], datetime]) -> None:
        self.connection = connection
        self.statements = statements
        self.instant = instant
        self._session: AsyncSession | None = None
        self.erases = False
        """Whether what it removes is to be gone from the disk as well, once it is committed."""

    @property
    def session(self) -> AsyncSession:
        """For cold paths; flushed by whoever changes something, and never committed."""
        if self._session is None:
            self._session = AsyncSession(self.connection, autoflush=False, expire_on_commit=False)
        return self._session

    async def fetch(self, build: Build, *shape: Hashable, **values: Any) -> Sequence[Row]:
        """The rows of a query."""
        statement = self.statements.of(build, *shape)
        return await self.fetch_statement(statement, statement.values(values))

    async def run(self, build: Build, *shape: Hashable, **values: Any) -> int:
        """How many rows a change changed. Raises BrokenConstraint."""
        statement = self.statements.of(build, *shape)
        return await self.run_statement(statement, statement.values(values))

    @abstractmethod
    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        """The rows of a query."""

    async def run_long(self, build: Build, *shape: Hashable, **values: Any) -> int:
        """As ``run``, for a change that looks at many rows: the event loop is free meanwhile."""
        return await self.run(build, *shape, **values)

    @abstractmethod
    async def run_statement(self, statement: Statement, values: list[Any]) -> int:
        """How many rows a change changed. Raises BrokenConstraint."""

    @abstractmethod
    async def commit(self) -> None:
        """Makes the changes durable."""

    @abstractmethod
    async def end(self) -> None:
        """Undoes what was not committed and lets the connection go, also when it is cancelled meanwhile."""


class Database(ABC):
    """Reads of one statement each, and transactions."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.statements = Statements(engine.dialect)
        self.instant = instant_reader(engine.dialect)
        self.is_postgres = engine.dialect.name == "postgresql"

    async def fetch(self, build: Build, *shape: Hashable, **values: Any) -> Sequence[Row]:
        """The rows of a query, all of one moment."""
        statement = self.statements.of(build, *shape)
        return await self.fetch_statement(statement, statement.values(values))

    @abstractmethod
    async def fetch_statement(self, statement: Statement, values: list[Any]) -> Sequence[Row]:
        """The rows of a query, all of one moment."""

    @abstractmethod
    async def begin(self) -> Transaction:
        """A transaction that sees what was committed before; whoever begins it ends it."""

    @abstractmethod
    async def hold_against_other_migrations(self, transaction: Transaction) -> None:
        """Waits until no other process migrates, until the transaction ends."""

    @abstractmethod
    async def close(self) -> None:
        """Lets go of every connection."""


async def kept_connection(engine: AsyncEngine) -> tuple[AsyncConnection, Any]:
    """A new connection, and the driver's under it; SQLAlchemy's pool knows nothing of it, so it is ours to close."""
    connection = await engine.connect()
    pooled = await connection.get_raw_connection()
    driver = pooled.driver_connection
    pooled.detach()
    return connection, driver


async def to_the_end(work: Coroutine[Any, Any, T] | Future[T]) -> T:
    """Waits for work that must not be left half done; a cancellation meanwhile is passed on after it."""
    task = ensure_future(work)
    try:
        return await shield(task)
    except CancelledError:
        while not task.done():
            try:
                await wait((task,))
            except CancelledError:
                continue
        task.cancelled() or task.exception()  # looked at, so that nobody complains that it was not
        raise
