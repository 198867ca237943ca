"""Copying the whole ledger into a file."""

from dataclasses import dataclass
from pathlib import Path

from application.authorisation import Caller
from application.ports import BackupMade, Backups


@dataclass(frozen=True, slots=True)
class BackUpLedger:
    """Makes a backup while others write."""

    backups: Backups

    async def __call__(self, caller: Caller, file: Path) -> BackupMade:
        """Raises NotAllowed and BackupRefused."""
        caller.must_be_operator()
        return await self.backups.make(file)
