"""Backups of what is in memory: none."""

from contextlib import AbstractAsyncContextManager
from pathlib import Path

from application.ports import BackedUpElsewhere, BackupMade, Backups, StagedBackup

_REASON = "What is kept in memory lives and ends with its process: there is nothing to back up or to restore."


class MemoryBackups(Backups):
    """Refuses both."""

    async def make(self, file: Path) -> BackupMade:
        raise BackedUpElsewhere(_REASON)

    def staged(self, file: Path, *, replace: bool) -> AbstractAsyncContextManager[StagedBackup]:
        raise BackedUpElsewhere(_REASON)
