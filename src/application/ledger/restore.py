"""Making a backup the ledger again."""

from dataclasses import dataclass
from pathlib import Path

from application.authorisation import Caller
from application.ledger.check import CheckLedger
from application.ledger.check_journal import CheckJournal
from application.ports import BackupDamaged, Backups, Clock, Restored

_FAULTS_TOLD = 20


@dataclass(frozen=True, slots=True)
class RestoreLedger:
    """Recomputes every figure of a backup, and walks its journal, before it puts it in place."""

    clock: Clock
    backups: Backups

    async def __call__(self, caller: Caller, file: Path, *, replace: bool) -> Restored:
        """Raises NotAllowed, BackupRefused, and BackupDamaged with the first faults."""
        caller.must_be_operator()
        async with self.backups.staged(file, replace=replace) as staged:
            faults = [*staged.faults, *[str(flaw) async for _, flaw in CheckLedger(staged.ledger)(caller) if flaw]]
            async for _, found in CheckJournal(self.clock, staged.journal)(caller):
                faults += map(str, found)
            if faults:
                raise BackupDamaged("\n".join((f"{file} is damaged:", *_told(faults))))
            return await staged.put_in_place()


def _told(faults: list[str]) -> list[str]:
    more = len(faults) - _FAULTS_TOLD
    return faults if more <= 0 else [*faults[:_FAULTS_TOLD], f"and {more} more"]
