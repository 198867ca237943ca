"""Requests that are sent again under an Idempotency-Key, and carried out once."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from entrypoints.container import Container
from entrypoints.http import app
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.clocks import FixedClock
from tests.integration.conftest import Opener
from tests.integration.http.api import Answer, Api
from tests.integration.http.conftest import client_of, pointed_at
from tests.postgres import PostgresServer
from tests.service import RunningService

USAGE = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7}
FACTOR = {"factor": 2, "source": "Grid operator"}
TYPE = {"name": "wood", "unit": "kg", "factor": 1}
ACCOUNT = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
LOG_IN = {name: ACCOUNT[name] for name in ("email", "password")}
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
SENDERS = 16
KEPT = ("Content-Type", "Location", "ETag", "Content-Length", "Cache-Control")


async def under(api: Api, key: str, path: str = "/usages", body: Any = USAGE, **headers: str) -> Answer:
    """A POST under a key."""
    return await api.call("POST", path, body, headers={"Idempotency-Key": key, **headers})


def must_be_replayed(answer: Answer, first: Answer) -> None:
    assert (answer.status, answer.text) == (first.status, first.text)
    assert [answer.headers.get(name) for name in KEPT] == [first.headers.get(name) for name in KEPT]
    assert answer.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers


async def usages_of(api: Api) -> int:
    return int((await api.get("/usages"))["total"])


@pytest.fixture
async def elsewhere(open_parts: Opener, settings: Settings, clock: FixedClock) -> AsyncIterator[httpx.AsyncClient]:
    """Another process on the same storage; it also stands for the same one, started anew."""
    other = create_app(pointed_at(open_parts(), clock, Container(settings=settings)))
    async with client_of(other) as http:
        yield http


async def test_a_request_sent_again_is_answered_as_it_was_and_not_done_again(
    ada: Api, operator: Api, elsewhere: httpx.AsyncClient
) -> None:
    """Status, body and headers, from every process, also when what was made has changed since."""
    usage = await ada.post("/usages", USAGE)
    await ada.call("DELETE", f"/usages/{usage['id']}")
    for api, path, body in (
        (ada, "/usages", USAGE),
        (ada, f"/usages/{usage['id']}/restore", None),
        (operator, "/usage-types", TYPE),
        (operator, "/usage-types/101/factors", FACTOR),
    ):
        first = await under(api, KEY, path, body)
        assert first.status == (200 if body is None else 201)
        await operator.call("PATCH", "/usage-types/100", {"name": f"renamed after {path.strip('/')}"})
        for again in (api, Api(elsewhere, api.token)):
            must_be_replayed(await under(again, KEY, path, body), first)
    assert await usages_of(ada) == 2
    assert len((await ada.get(f"/usages/{usage['id']}/versions"))["items"]) == 3
    assert len((await ada.get("/usage-types"))["items"]) == 6
    assert len((await ada.get("/usage-types/101/factors"))["items"]) == 2


async def test_a_key_that_comes_with_another_body_is_refused(ada: Api, operator: Api) -> None:
    """It is to the byte; neither is the request carried out, nor the kept answer touched."""
    first = await under(ada, KEY)
    other_bytes = json.dumps(USAGE, indent=1).encode()
    for body in (USAGE | {"amount": 8}, USAGE | {"note": None}, other_bytes):
        answer = await under(ada, KEY, body=body)
        assert (answer.status, answer.faults) == (422, {"Idempotency-Key"})
    must_be_replayed(await under(ada, KEY), first)
    assert await usages_of(ada) == 1
    for path, body in (("/usage-types", TYPE), ("/usage-types/101/factors", FACTOR)):
        assert (await under(operator, KEY, path, body)).status == 201
        assert (await under(operator, KEY, path, body | {"edition": "2026"})).status == 422


async def test_a_restoration_takes_no_body_but_an_empty_one(ada: Api) -> None:
    """What is sent with it is held to the bounds of any other body, with a key and without, and is a part of what is
    asked under the key."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    await ada.call("DELETE", usage)
    for headers in ({}, {"Idempotency-Key": KEY}):
        for body, status in ((b"x" * 1_000_001, 413), (b"{", 400), (b"[]", 400), ({"amount": 2}, 422)):
            assert (await ada.call("POST", f"{usage}/restore", body, headers=headers)).status == status
        compressed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        for wrong in (compressed, {"Content-Type": "text/plain"}):
            assert (await ada.call("POST", f"{usage}/restore", b"{}", headers=headers | wrong)).status == 415
    first = await under(ada, KEY, f"{usage}/restore", None)
    assert first.status == 200
    assert (await under(ada, KEY, f"{usage}/restore", b"{}")).status == 422
    must_be_replayed(await under(ada, KEY, f"{usage}/restore", None), first)


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


async def test_rights_are_checked_before_an_answer_is_given_again(
    ada: Api, operator: Api, container: Container
) -> None:
    """Who may no longer do it, or is no longer logged in, does not learn what came of it."""
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 201
    assert (await under(ada, KEY, "/usage-types", TYPE)).status == 403
    async with container.new_unit_of_work() as uow:
        user = await uow.accounts.get((await operator.get("/me"))["id"])
        await uow.accounts.replace(replace(user, is_operator=False))
        await uow.commit()
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 403
    assert (await under(ada, KEY)).status == 201
    assert (await under(Api(ada.http), KEY)).status == 401
    change = {"current_password": ACCOUNT["password"], "new_password": "another long password"}
    other = Api(ada.http, (await Api(ada.http).post("/auth/log-in", LOG_IN))["access_token"])
    assert (await ada.call("POST", "/me/password", change)).status == 204
    assert (await under(other, KEY)).status == 401
    assert (await under(ada, KEY)).status == 201
    await ada.call("DELETE", "/me", {"password": "another long password"})
    assert (await under(ada, KEY)).status == 401


async def test_a_refusal_is_not_kept(ada: Api, operator: Api) -> None:
    """It changed nothing, so the same request may succeed later."""
    wrong = USAGE | {"usage_type_id": 5}
    for body in (wrong, USAGE | {"amount": -1}, b"nonsense"):
        assert (await under(ada, KEY, body=body)).status in {400, 422}
    first = await under(ada, KEY)
    assert first.status == 201
    usage = f"/usages/{first.json['id']}"
    assert (await under(ada, KEY, f"{usage}/restore", None)).status == 409
    await ada.call("DELETE", usage)
    assert (await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": '"other"'})).status == 412
    assert (await under(ada, KEY, f"{usage}/restore", None)).status == 200
    assert (await under(operator, KEY, "/usage-types", TYPE | {"name": "heating", "unit": "l"})).status == 409
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 201


async def test_a_condition_that_held_the_first_time_is_not_asked_again(ada: Api) -> None:
    """The first try has changed the thing, and its answer got lost."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    await ada.call("DELETE", usage)
    mark = (await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": '"other"'})).headers["ETag"]
    first = await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": mark})
    assert first.status == 200
    must_be_replayed(await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": mark}), first)


async def test_of_many_at_once_one_is_carried_out_and_the_others_are_told(
    ada: Api, elsewhere: httpx.AsyncClient
) -> None:
    """By two processes; nobody is turned away."""
    apis = [ada, Api(elsewhere, ada.token)]
    answers = await asyncio.gather(*(under(apis[sender % 2], KEY) for sender in range(SENDERS)))
    assert {(answer.status, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert sorted("Idempotency-Replayed" in answer.headers for answer in answers) == [False] + [True] * (SENDERS - 1)
    assert await usages_of(ada) == 1


async def test_of_many_at_once_under_one_key_with_different_bodies_one_is_carried_out(ada: Api) -> None:
    bodies = [USAGE | {"amount": amount} for amount in range(SENDERS)]
    answers = await asyncio.gather(*(under(ada, KEY, body=body) for body in bodies))
    assert sorted(answer.status for answer in answers) == [201] + [422] * (SENDERS - 1)
    assert await usages_of(ada) == 1


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
