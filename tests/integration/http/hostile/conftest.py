"""The real service, on a bare socket."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.integration.http.hostile.client import Target
from tests.integration.http.hostile.requests import PASSWORD, USAGE
from tests.service import RunningService

OPERATOR = {"OPERATOR_EMAIL": "olga@example.org", "OPERATOR_PASSWORD": PASSWORD}


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with RunningService(tmp_path_factory.mktemp("service"), LOG_LEVEL="error", **OPERATOR) as service:
        assert service.process
        nobody = Target(service.port, "", 0, service.process.pid)
        tokens = nobody.json("POST", "/auth/log-in", {"email": "olga@example.org", "password": PASSWORD})
        operator = replace(nobody, token=tokens["access_token"])
        yield replace(operator, usage_id=operator.json("POST", "/usages", USAGE)["id"])
        assert service.log.read_text().count("\n") == 3, "more than its greeting: an error was logged"


@pytest.fixture(autouse=True)
def nothing_changes(target: Target) -> Iterator[None]:
    """Whatever is sent."""
    before = target.everything()
    yield
    assert target.everything() == before
