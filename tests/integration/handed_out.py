"""What an installation handed out, and what `carbon-ledger verify` says of such things."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from click.testing import CliRunner

from entrypoints.cli.main import main
from examples.post_readings import Client
from tests.service import RunningService

PASSWORD = "a long enough password"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """An installation that is not being served any more, and what it handed out of a usage and of one that is gone."""

    folder: Path
    usage_id: int
    versions: list[str]
    statement: str
    of_erased: str


def signed_up(client: Client, email: str) -> str:
    grant = client.call("POST", "/auth/sign-up", {"name": "Somebody", "email": email, "password": PASSWORD})
    client.log_in(email, PASSWORD)
    token: str = grant["access_token"]
    return token


def download(service: RunningService, token: str, path: str) -> str:
    asked = Request(f"{service.url}/api/v1{path}", headers={"Authorization": f"Bearer {token}"})
    with urlopen(asked, timeout=30) as answer:
        sent: str = answer.read().decode()
    return sent


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    out: str
    error: str


Verify = Callable[..., Told]


def in_this_process(*arguments: str, folder: Path) -> Told:
    """Starting one of its own for each takes longer than all the rest."""
    done = CliRunner(env={"DATA_DIR": str(folder), "STORAGE": None, "DATABASE_URL": None}).invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return Told(done.exit_code, done.stdout, done.stderr)


def sealed(document: dict[str, Any]) -> str:
    """A receipt as whoever makes one up would seal it."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'{{"receipt":{text},"sha256":"{sha256(text.encode()).hexdigest()}"}}'
