"""The SQL storages alone."""

import pytest

from adapters.sql.storage import SqlStorage
from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind, sqlite_kind


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> StorageKind:
    """Each database in its turn."""
    if request.param == "sqlite":
        return sqlite_kind(tmp_path_factory.mktemp("sqlite"))
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
