"""Every driven port. A docstring here is the contract that the contract suite holds each adapter to.

Any method may raise StorageUnavailable besides what it names.
"""

from application.ports.accounts import AccountQueries, AccountRepository, Credentials, SessionRepository
from application.ports.attempts import AttemptRepository, Tally
from application.ports.backups import (
    BackedUpElsewhere,
    BackupDamaged,
    BackupMade,
    BackupRefused,
    Backups,
    Restored,
    StagedBackup,
)
from application.ports.emissions import EmissionCell, EmissionQueries
from application.ports.idempotency import IdempotencyKey, IdempotencyKeyRepository, KeptAnswer
from application.ports.journal import JournalQueries, JournalRepository, Unsealed
from application.ports.ledger import LedgerQueries
from application.ports.receipts import ReceiptQueries
from application.ports.storage import Storage, StorageInterrupted, StorageUnavailable
from application.ports.system import (
    AccessClaims,
    AccessTokens,
    Clock,
    CommonPasswords,
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
    "AttemptRepository",
    "BackedUpElsewhere",
    "BackupDamaged",
    "BackupMade",
    "BackupRefused",
    "Backups",
    "Clock",
    "CommonPasswords",
    "Credentials",
    "EmissionCell",
    "EmissionFactorRepository",
    "EmissionQueries",
    "IdGenerator",
    "IdempotencyKey",
    "IdempotencyKeyRepository",
    "JournalQueries",
    "JournalRepository",
    "KeptAnswer",
    "LedgerQueries",
    "PasswordHasher",
    "ReceiptQueries",
    "Restored",
    "SecretGenerator",
    "SessionRepository",
    "StagedBackup",
    "Storage",
    "StorageInterrupted",
    "StorageUnavailable",
    "Tally",
    "UnitOfWork",
    "UnitOfWorkFactory",
    "Unsealed",
    "UsageQueries",
    "UsageRepository",
    "UsageTypeQueries",
    "UsageTypeRepository",
]
