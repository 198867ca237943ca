"""Every driven port. A docstring here is the contract that the contract suite holds each adapter to.

Any method may raise StorageUnavailable besides what it names.
"""

from application.ports.accounts import AccountQueries, AccountRepository, Credentials, SessionRepository
from application.ports.emissions import EmissionCell, EmissionQueries
from application.ports.ledger import LedgerQueries
from application.ports.storage import Storage, StorageUnavailable
from application.ports.system import (
    AccessClaims,
    AccessTokens,
    Clock,
    IdGenerator,
    PasswordHasher,
    SecretGenerator,
)
from application.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from application.ports.usage_types import EmissionFactorRepository, UsageTypeQueries, UsageTypeRepository
from application.ports.usages import UsageQueries, UsageRepository

__all__ = [
    "AccessClaims",
    "AccessTokens",
    "AccountQueries",
    "AccountRepository",
    "Clock",
    "Credentials",
    "EmissionCell",
    "EmissionFactorRepository",
    "EmissionQueries",
    "IdGenerator",
    "LedgerQueries",
    "PasswordHasher",
    "SecretGenerator",
    "SessionRepository",
    "Storage",
    "StorageUnavailable",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "UsageQueries",
    "UsageRepository",
    "UsageTypeQueries",
    "UsageTypeRepository",
]
