"""The SQL storages alone."""

import pytest

from adapters.sql.storage import SqlStorage
from application.journal.seal import SealJournal
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.sql import journal_rows, told_ledger
from tests.integration.sql.member_ledger import Ledger
from tests.integration.sql.told_ledger import Told
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest, sqlite_files: StorageKind) -> StorageKind:
    """Each database in its turn."""
    if request.param == "sqlite":
        return sqlite_files
    return postgresql_kind(request.getfixturevalue("postgres_server"))


@pytest.fixture
def storage(parts: StorageParts) -> SqlStorage:
    """A migrated, otherwise empty database."""
    assert isinstance(parts.storage, SqlStorage)
    return parts.storage


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Scene:
    """Writes into that database."""
    return Scene(parts, clock)


@pytest.fixture
async def ledger(scene: Scene, parts: StorageParts, clock: FixedClock) -> Ledger:
    """Of a member of an organisation of its own."""
    return Ledger(parts, clock, await scene.member())


@pytest.fixture
async def sealed(parts: StorageParts, clock: FixedClock) -> None:
    """Ada's chain has an entry with a seal and one without; Bob's one with."""
    await journal_rows.add(parts, journal_rows.entry(1), journal_rows.entry(1, journal_rows.BOB))
    await SealJournal(clock, parts.new_unit_of_work)()
    await journal_rows.add(parts, journal_rows.entry(2))


@pytest.fixture
async def told(scene: Scene, parts: StorageParts, clock: FixedClock) -> Told:
    """Three usages whose journal tells of them."""
    ada = await scene.member()
    first, recorded = await scene.record(ada, "1"), await scene.record(ada, "2")
    clock.advance(seconds=1)
    corrected = await scene.correct(recorded, "3")
    deleted = await scene.delete(corrected)
    pairs = [(None, first), (None, recorded), (recorded, corrected), (corrected, deleted)]
    await told_ledger.add(parts, *pairs)
    await SealJournal(clock, parts.new_unit_of_work)()
    last = await scene.record(ada, "4")
    await told_ledger.add(parts, (None, last))
    return Told(first, corrected, last)
