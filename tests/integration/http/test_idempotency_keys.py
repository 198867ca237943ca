"""Idempotency-Keys: how they are written, whose they are, and how long they are kept."""

import asyncio
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from entrypoints.container import Container
from entrypoints.http import app
from entrypoints.http.app import create_app
from tests.clocks import FixedClock
from tests.integration.http.api import Api
from tests.integration.http.idempotency import (
    ACCOUNT,
    FACTOR,
    KEY,
    LOG_IN,
    TYPE,
    USAGE,
    must_be_replayed,
    under,
    usages_of,
)
from tests.postgres import PostgresServer
from tests.service import RunningService


async def test_a_key_is_one_callers_for_one_method_and_path(ada: Api, bob: Api, operator: Api) -> None:
    """In upper and lower case it is two keys."""
    ids = {
        *[(await under(api, KEY)).json["id"] for api in (ada, bob)],
        (await under(ada, KEY.upper())).json["id"],
        (await under(operator, KEY, "/usage-types", TYPE)).json["id"],
        *[(await under(operator, KEY, f"/usage-types/{id}/factors", FACTOR)).json["id"] for id in (100, 101)],
    }
    assert len(ids) == 6


async def test_a_key_is_the_same_bare_and_in_quotes(ada: Api) -> None:
    """The draft has it in quotes; many clients do not."""
    for bare, quoted in ((KEY, f'"{KEY}"'), ("~" * 255, f'"{"~" * 255}"'), ('a\\b"c', '"a\\\\b\\"c"'), ("!", '"!"')):
        first = await under(ada, bare)
        assert first.status == 201
        for key in (bare, quoted, f" {quoted} "):
            must_be_replayed(await under(ada, key), first)
    assert await usages_of(ada) == 4


@pytest.mark.parametrize(
    "key",
    ["", '""', '"', '"abc', '"a"b"', '"a\\b"', '"a";p=1', "a b", '"a b"', "a, b", "é", "\x7f", "x" * 256],
)
async def test_a_key_that_cannot_be_read_is_refused(carol: Api, key: str) -> None:
    """Rather than passed over: the client would count on it."""
    before = await usages_of(carol)
    headers: dict[str, Any] = {"Idempotency-Key": key.encode("latin-1")}
    for path, body in (("/usages", USAGE), ("/usages/5/restore", None)):
        answer = await carol.call("POST", path, body, headers=headers)
        assert (answer.status, answer.json["title"]) == (400, "Malformed request"), key
    assert await usages_of(carol) == before


async def test_a_key_comes_once(carol: Api) -> None:
    headers = [("Authorization", f"Bearer {carol.token}"), ("Idempotency-Key", "a"), ("Idempotency-Key", "a")]
    assert (await carol.http.post("/api/v1/usages", json=USAGE, headers=headers)).status_code == 400


async def test_a_key_expires_after_a_day(ada: Api, clock: FixedClock) -> None:
    """From then on it is as good as new, with any body."""
    first = await under(ada, KEY)
    clock.advance(hours=23, minutes=59, seconds=59)
    ada.token = (await Api(ada.http).post("/auth/log-in", LOG_IN))["access_token"]
    must_be_replayed(await under(ada, KEY), first)
    clock.advance(seconds=1)
    second = await under(ada, KEY, body=USAGE | {"amount": 8})
    assert (second.status, second.json["amount"]) == (201, 8)
    must_be_replayed(await under(ada, KEY, body=USAGE | {"amount": 8}), second)
    assert await usages_of(ada) == 2


async def test_the_service_removes_expired_keys_by_itself(
    container: Container, ada: Api, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also those of people who never come back."""
    await under(ada, KEY)
    clock.advance(days=1)
    monkeypatch.setattr(app, "_BETWEEN_PURGES", timedelta(milliseconds=1))
    async with create_app(container, is_prepared=True).lifespan():
        await asyncio.sleep(0.2)
        async with container.new_unit_of_work() as uow:
            assert await uow.idempotency_keys.forget_expired(clock.now()) == 0


async def test_without_a_key_a_request_sent_again_is_another_one(ada: Api) -> None:
    """Nor does a key count where nothing is made, or where tokens are given."""
    assert (await ada.post("/usages", USAGE))["id"] != (await ada.post("/usages", USAGE))["id"]
    tokens = [await under(Api(ada.http), KEY, "/auth/log-in", LOG_IN) for _ in range(2)]
    assert tokens[0].json["refresh_token"] != tokens[1].json["refresh_token"]
    assert not any("Idempotency-Replayed" in answer.headers for answer in tokens)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_key_survives_a_crash_and_a_restart(tmp_path: Path, database: str, request: pytest.FixtureRequest) -> None:
    """Whoever did not hear the answer gets it from the next process."""
    settings = {}
    if database == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres_server")
        settings["DATABASE_URL"] = server.create_database().replace("+asyncpg", "")
        settings["SIGNING_KEY"] = "k3Yf0rTestsOnly-7hQz1LmWv9XcBn2JdRt5Up8Ga"
    with RunningService(tmp_path, **settings) as service, httpx.Client(base_url=f"{service.url}/api/v1") as client:
        token = client.post("/auth/sign-up", json=ACCOUNT).json()["access_token"]
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": KEY}
        first = client.post("/usages", json=USAGE, headers=headers)
        service.stop(signal.SIGKILL)
        service.start()
        again = client.post("/usages", json=USAGE, headers=headers)
        assert (again.status_code, again.content) == (first.status_code, first.content) == (201, again.content)
        assert again.headers["Idempotency-Replayed"] == "true"
        assert client.get("/usages", headers=headers).json()["total"] == 1
