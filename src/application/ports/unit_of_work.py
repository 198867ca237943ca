"""One transaction over every repository."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self

from application.ports.accounts import AccountRepository, SessionRepository
from application.ports.attempts import AttemptRepository
from application.ports.idempotency import IdempotencyKeyRepository
from application.ports.journal import JournalRepository
from application.ports.usage_types import EmissionFactorRepository, UsageTypeRepository
from application.ports.usages import UsageRepository


class UnitOfWork(ABC):
    """Changes that take effect together or not at all.

    Entering begins a transaction that sees what was committed before; what it reads through a repository's ``get`` of
    a usage, account or session, or through ``get_to_change`` of a usage type, it holds against other writers until it
    ends. Leaving without ``commit`` undoes everything, whatever the cause. Ids are taken before entering: an id
    generator may need a transaction of its own.
    """

    usages: UsageRepository
    usage_types: UsageTypeRepository
    factors: EmissionFactorRepository
    accounts: AccountRepository
    sessions: SessionRepository
    idempotency_keys: IdempotencyKeyRepository
    attempts: AttemptRepository
    journal: JournalRepository

    @abstractmethod
    async def __aenter__(self) -> Self:
        """Begins the transaction."""

    @abstractmethod
    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Undoes what was not committed, and lets the error pass."""

    @abstractmethod
    async def commit(self) -> None:
        """Makes the changes durable: when it returns, a power cut loses nothing. Called once, as the last act."""


UnitOfWorkFactory = Callable[[], UnitOfWork]
