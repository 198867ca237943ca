"""Requests made up from the API's own document, right ones and wrong ones, against the running service: all checks."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import RunningService

CONFIGURATION = Path(__file__).with_name("schemathesis.toml")
ROOT = Path(__file__).parents[2]
PASSWORD = "oleander under glass"
OPERATOR = {"OPERATOR_EMAIL": "olga@example.org", "OPERATOR_PASSWORD": PASSWORD}
# Here one client signs up and fails to log in without end, on purpose.
UNBOUNDED = dict.fromkeys(("LOG_IN_FAILURES", "LOG_IN_FAILURES_PER_CLIENT", "SIGN_UPS_PER_CLIENT"), "1000000")
WITHIN_SECONDS = 840
"""Less than the life of the access token that a run goes by."""

FEW = ["--max-examples=3", "--generation-deterministic"]
MANY = ["--max-examples=150", "--generation-database=none"]


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    with RunningService(tmp_path, LOG_LEVEL="error", **OPERATOR, **UNBOUNDED) as running:
        yield running


@pytest.mark.parametrize("caller", ["operator", "user"])
@pytest.mark.parametrize("extent", [pytest.param(FEW, id="few"), pytest.param(MANY, id="many", marks=pytest.mark.long)])
def test_the_service_is_as_its_document_says(service: RunningService, caller: str, extent: list[str]) -> None:
    """Whoever calls: the answers have the form that is described, right requests are taken, wrong ones refused, what is
    deleted is gone, what wants a token has none without, and nothing fails."""
    environment = os.environ | {"ACCESS_TOKEN": _token(service, caller), "SERVICE_URL": service.url}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIGURATION), "run"),
            *(f"{service.url}/api/openapi.json", "--url", service.url, "--checks", "all", "--phases"),
            *("examples,coverage,fuzzing,stateful", "--continue-on-failure", *extent),
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=WITHIN_SECONDS,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    print(done.stdout[done.stdout.index("Test Phases:") :])
    assert all(f"✅ {phase}" in done.stdout for phase in ("Examples", "Coverage", "Fuzzing", "Stateful")), done.stdout
    assert "Traceback" not in service.log.read_text()


def _token(service: RunningService, caller: str) -> str:
    body = {"email": OPERATOR["OPERATOR_EMAIL"], "password": PASSWORD}
    path = "log-in"
    if caller == "user":
        path, body = "sign-up", {"name": "Uma", "email": "uma@example.org", "password": PASSWORD}
    request = urllib.request.Request(
        f"{service.url}/api/v1/auth/{path}", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request) as answer:
        token: str = json.load(answer)["access_token"]
        return token
