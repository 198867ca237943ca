"""The whole storage as one file, and back."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path

from application.ports.journal import JournalQueries
from application.ports.ledger import LedgerQueries


class BackupRefused(Exception):
    """No backup was made, or none restored, and everything is as it was; the message says why."""


class BackupDamaged(BackupRefused):
    """A file is no backup, or no longer what it was as one; the message gives every fault that was found."""


class BackedUpElsewhere(BackupRefused):
    """This storage is backed up by other means; the message names them."""


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A backup that is safe on its disk."""

    file: Path
    usages: int
    size: int
    """In bytes."""


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that has become the storage."""

    place: Path
    usages: int
    kept: Path | None
    """Where that which it took the place of is kept; None where there was nothing."""


class StagedBackup(ABC):
    """A copy of a backup, brought up to date beside the storage, which knows nothing of it yet."""

    ledger: LedgerQueries
    journal: JournalQueries
    faults: Sequence[str]
    """What is wrong with the file though all of it can be read."""

    @abstractmethod
    async def put_in_place(self) -> Restored:
        """Makes it the storage, whole or not at all; every session has ended in it. Raises BackupRefused."""


class Backups(ABC):
    """Backups and their restoration; either raises BackedUpElsewhere where it is not this program's to do."""

    @abstractmethod
    async def make(self, file: Path) -> BackupMade:
        """Copies one moment of the storage into a new file, for its owner alone, while others write: all that was
        committed before the call is in it. The file is there whole or not at all. Raises BackupRefused, also when the
        file exists."""

    @abstractmethod
    def staged(self, file: Path, *, replace: bool) -> AbstractAsyncContextManager[StagedBackup]:
        """A backup, examined, of this or an older version of the program; the file stays as it is, and the copy is gone
        at the end. Raises BackupDamaged, and BackupRefused when somebody uses the storage, or when there is one and
        ``replace`` does not say that it may be put aside."""
