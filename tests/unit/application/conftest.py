"""What tests of use cases start from."""

import pytest

from application.authorisation import Caller
from tests.unit.application.installation import Installation


@pytest.fixture
def app() -> Installation:
    """A new installation."""
    return Installation()


@pytest.fixture
async def ada(app: Installation) -> Caller:
    """Somebody who has signed up."""
    return await app.member()
