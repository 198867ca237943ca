"""What every contract test starts from."""

import pytest

from tests.clocks import FixedClock
from tests.integration.contract.scene import Scene
from tests.integration.storages import StorageParts


@pytest.fixture
def scene(parts: StorageParts, clock: FixedClock) -> Scene:
    """Writes into the storage under test."""
    return Scene(parts, clock)
