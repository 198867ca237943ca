"""What is asked of a backup before it may become the ledger."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

import pytest

from adapters.memory.ledger import MemoryLedgerQueries
from application.authorisation import COMMAND_LINE, Caller
from application.ledger.back_up import BackUpLedger
from application.ledger.restore import RestoreLedger
from application.ports import BackupDamaged, BackupMade, Backups, JournalQueries, LedgerQueries, Restored, StagedBackup
from domain.errors import NotAllowed
from tests.unit.application.installation import Installation

FILE, PLACE = Path("ledger.backup"), Path("ledger")


@dataclass
class StagedInstallation(StagedBackup):
    ledger: LedgerQueries
    journal: JournalQueries
    faults: Sequence[str] = ()
    is_in_place: bool = False

    async def put_in_place(self) -> Restored:
        self.is_in_place = True
        return Restored(PLACE, usages=0, kept=None)


@dataclass
class BackupsInMemory(Backups):
    """Every file is a backup of one installation."""

    app: Installation
    faults: Sequence[str] = ()
    made: list[Path] = field(default_factory=list)
    staging: list[StagedInstallation] = field(default_factory=list)

    async def make(self, file: Path) -> BackupMade:
        self.made.append(file)
        return BackupMade(file, usages=0, size=0)

    @asynccontextmanager
    async def staged(self, file: Path, *, replace: bool) -> AsyncIterator[StagedBackup]:
        staged = StagedInstallation(MemoryLedgerQueries(self.app.storage), self.app.journal, self.faults)
        self.staging.append(staged)
        yield staged


async def test_a_sound_backup_is_put_in_place(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    await app.seal_journal()
    backups = BackupsInMemory(app)
    restored = await RestoreLedger(app.clock, backups)(COMMAND_LINE, FILE, replace=False)
    assert (restored.place, [staged.is_in_place for staged in backups.staging]) == (PLACE, [True])


async def test_a_damaged_backup_is_not_and_its_first_faults_are_told(app: Installation, ada: Caller) -> None:
    """What its file says of itself, then figures that do not follow, then what the journal tells otherwise."""
    for _ in range(12):
        usage = await app.record(ada)
        key = ada.organisation_id, usage.id
        (kept,) = app.storage.committed.usages[key]
        app.storage.committed.usages[key] = (replace(kept, emissions_kg_co2e=Decimal(1)),)
    backups = BackupsInMemory(app, faults=("a page is torn",))
    with pytest.raises(BackupDamaged) as refused:
        await RestoreLedger(app.clock, backups)(COMMAND_LINE, FILE, replace=True)
    first, torn, *figures, more = str(refused.value).splitlines()
    assert (first, torn, more) == ("ledger.backup is damaged:", "a page is torn", "and 5 more")
    assert sum("the journal says" in line for line in figures) == 7
    assert len(figures) == 19
    assert [staged.is_in_place for staged in backups.staging] == [False]


async def test_backups_are_for_operators(app: Installation, ada: Caller) -> None:
    backups = BackupsInMemory(app)
    with pytest.raises(NotAllowed):
        await BackUpLedger(backups)(ada, FILE)
    with pytest.raises(NotAllowed):
        await RestoreLedger(app.clock, backups)(ada, FILE, replace=True)
    assert (backups.made, backups.staging) == ([], [])
    await BackUpLedger(backups)(await app.operator(), FILE)
    assert backups.made == [FILE]
