"""The service in processes of its own, on each storage that processes can share."""

from collections.abc import Callable

import pytest

from tests.postgres import PostgresServer
from tests.service import RunningService

SIGNING_KEY = "q8Zk3vX1p0LwT6yB9dRmS4uHnC7eJ2gA"
OPERATOR = {"OPERATOR_EMAIL": "olga@example.org", "OPERATOR_PASSWORD": "correct horse battery"}
# All clients of a test come from one address, and are no attack.
UNBOUNDED = {"SIGN_UPS_PER_CLIENT": "10000", "LOG_IN_FAILURES_PER_CLIENT": "10000"}

NewService = Callable[..., RunningService]
"""A service that is not started, on empty data, with these settings."""


def on_postgres(server: PostgresServer) -> dict[str, str]:
    """The settings of a service on a new database there."""
    url = server.create_database().replace("postgresql+asyncpg://", "postgresql://")
    return {"DATABASE_URL": url, "SIGNING_KEY": SIGNING_KEY}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def new_service(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> NewService:
    """On each storage in its turn."""

    def made(**settings: str) -> RunningService:
        storage = on_postgres(request.getfixturevalue("postgres_server")) if request.param == "postgresql" else {}
        return RunningService(tmp_path_factory.mktemp("service"), **OPERATOR, **UNBOUNDED, **storage, **settings)

    return made
