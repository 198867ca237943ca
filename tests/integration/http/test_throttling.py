"""Guessing passwords and opening accounts over HTTP, on every storage and from several processes."""

import asyncio
from typing import Any

import httpx
import msgspec
import pytest

from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.clocks import FixedClock
from tests.integration.http.api import Answer, Api
from tests.integration.http.conftest import memory_container_on

PASSWORD = "correct horse battery"
ADA = "ada@example.org"
FAILURES = 15
"""By default; the 20th must wait at the latest."""


async def log_in(api: Api, email: str = ADA, password: str = PASSWORD, **headers: str) -> Answer:
    return await api.call("POST", "/auth/log-in", {"email": email, "password": password}, headers=headers)


async def guessed(api: Api, times: int, email: str = ADA, **headers: str) -> list[int]:
    return [(await log_in(api, email, "wrong horse battery", **headers)).status for _ in range(times)]


async def test_an_account_waits_after_too_many_failures(ada: Api, elsewhere: Api, clock: FixedClock) -> None:
    """In every process, with the right password too, and for a quarter of an hour; open sessions go on."""
    nobody = Api(ada.http)
    assert await guessed(nobody, FAILURES // 2) + await guessed(elsewhere, FAILURES - FAILURES // 2) == [401] * FAILURES
    clock.advance(minutes=5)
    for process in (nobody, elsewhere):
        answer = await log_in(process)
        assert (answer.status, answer.json["type"]) == (429, "urn:carbon-ledger:problem:too-many-attempts")
        assert answer.headers["Retry-After"] == "600"
        assert answer.json["detail"] == "Too many attempts; try again in 10 min."
    assert (await ada.call("GET", "/me")).status == 200
    ada.token = (await elsewhere.signed_up("Bob")).token  # others are not concerned
    clock.advance(minutes=10)
    assert (await log_in(elsewhere)).status == 200


async def test_nobody_learns_by_waiting_who_has_an_account(api: Api, ada: Api) -> None:
    """A known and an unknown address are answered alike, to the last header, from the first try to the last."""
    for number in range(FAILURES + 3):
        known, unknown = await log_in(api, ADA, "wrong"), await log_in(api, "eve@example.org", "wrong")
        assert (known.status, known.text, known.own_headers) == (unknown.status, unknown.text, unknown.own_headers)
        assert known.status == (401 if number < FAILURES else 429)


async def test_headers_and_spellings_are_no_way_round(api: Api, ada: Api) -> None:
    """Nothing that a client says of itself has a say in it, and an address is one in whatever case."""
    wild: Any = {"X-Forwarded-For": "192.0.2.{}", "X-Real-IP": "192.0.2.{}", "Forwarded": "for=192.0.2.{}"}
    statuses = []
    for number in range(FAILURES + 5):
        headers = {name: value.format(number) for name, value in wild.items()}
        email = "".join(letter.upper() if number >> place & 1 else letter for place, letter in enumerate(ADA))
        statuses += await guessed(api, 1, email, **headers)
    assert statuses == [401] * FAILURES + [429] * 5


async def test_guesses_at_once_are_all_counted(ada: Api, elsewhere: Api) -> None:
    """In two processes; none is verified beyond the limit."""
    outcomes = await asyncio.gather(*(guessed(api, 1) for api in (Api(ada.http), elsewhere) for _ in range(32)))
    assert sorted(status for (status,) in outcomes) == [401] * FAILURES + [429] * (64 - FAILURES)


async def test_log_ins_at_once_with_the_right_password_succeed(api: Api, ada: Api) -> None:
    """Eight programs of one account that start together."""
    answers = await asyncio.gather(*(log_in(api) for _ in range(8)))
    assert [answer.status for answer in answers] == [200] * 8


async def test_proving_the_password_in_a_session_is_bounded_too(ada: Api, clock: FixedClock) -> None:
    wrong = "wrong horse battery"
    change = {"current_password": wrong, "new_password": "another long password"}
    for number in range(FAILURES):
        answer = await (
            ada.call("POST", "/me/password", change) if number % 2 else ada.call("DELETE", "/me", {"password": wrong})
        )
        assert answer.status == 422
    for method, path, body in (
        ("POST", "/me/password", change | {"current_password": PASSWORD}),
        ("DELETE", "/me", {"password": PASSWORD}),
    ):
        answer = await ada.call(method, path, body)
        assert (answer.status, answer.headers["Retry-After"]) == (429, "900")
    assert (await ada.call("GET", "/me")).status == 200
    assert (await log_in(Api(ada.http))).status == 200
    clock.advance(minutes=15)
    ada.token = (await log_in(Api(ada.http))).json["access_token"]
    assert (await ada.call("DELETE", "/me", {"password": PASSWORD})).status == 204


@pytest.mark.parametrize("password", ["password", "Password", "12345678", "qwerty123"])
async def test_common_passwords_are_refused(ada: Api, password: str) -> None:
    """Clearly, at their place, and nothing is changed."""
    person = {"name": "Eve", "email": "eve@example.org", "password": password}
    change = {"current_password": PASSWORD, "new_password": password}
    for api, path, body, pointer in (
        (Api(ada.http), "/auth/sign-up", person, "/password"),
        (ada, "/me/password", change, "/new_password"),
    ):
        answer = await api.call("POST", path, body)
        assert (answer.status, answer.faults) == (422, {pointer})
        assert answer.json["errors"][0]["detail"].startswith("This password is among the first that are guessed")
    assert (await log_in(Api(ada.http), "eve@example.org", password)).status == 401
    assert (await log_in(Api(ada.http))).status == 200


@pytest.mark.parametrize(
    ("chosen", "others"),
    [
        (" outer spaces ", ["outer spaces", " outer spaces", "outer spaces "]),
        ("e\u0301tude de 1830", ["étude de 1830"]),
        ("ﬁne ligature", ["fine ligature"]),
        ("Upper And Lower", ["upper and lower"]),
        ("line\r\nbreaks", ["line\nbreaks"]),
        ("xyzzy!" * 21, ["xyzzy!" * 20, "xyzzy!" * 21 + "x"]),
    ],
    ids=ascii,
)
async def test_a_password_is_compared_exactly(api: Api, chosen: str, others: list[str]) -> None:
    """Character by character: nothing is cut off, folded or normalised."""
    await api.post("/auth/sign-up", {"name": "Eve", "email": "eve@example.org", "password": chosen})
    assert (await log_in(api, "eve@example.org", chosen)).status == 200
    for other in others:
        assert (await log_in(api, "eve@example.org", other)).status == 401


class Limited:
    """A service with small limits, called from addresses that the test says."""

    def __init__(self, settings: Settings, **changes: Any) -> None:
        self.app: Any = create_app(memory_container_on(msgspec.structs.replace(settings, **changes)))

    def client(self, address: str) -> Api:
        transport = httpx.ASGITransport(app=self.app, client=(address, 12345))
        return Api(httpx.AsyncClient(transport=transport, base_url="http://ledger.test"))


async def sign_up(api: Api, number: int, **headers: str) -> int:
    body = {"name": "Eve", "email": f"eve{number}@example.org", "password": PASSWORD}
    return (await api.call("POST", "/auth/sign-up", body, headers=headers)).status


async def test_a_client_opens_so_many_accounts_and_no_more(settings: Settings) -> None:
    """By the address that it calls from, an IPv6 one by its network; what it says of itself does not count."""
    for one, same, other in (
        ("192.0.2.1", "192.0.2.1", "192.0.2.2"),
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", "2001:db8:0:1::1"),
        ("::ffff:192.0.2.1", "192.0.2.1", "::ffff:192.0.2.2"),
    ):
        service = Limited(settings, sign_ups_per_client=2)
        forged = {"X-Forwarded-For": "198.51.100.1"}
        assert [await sign_up(service.client(one), number) for number in (1, 2)] == [201, 201]
        assert await sign_up(service.client(same), 3, **forged) == 429
        assert await sign_up(service.client(other), 3) == 201


async def test_a_client_guesses_at_so_many_accounts_and_no_more(settings: Settings) -> None:
    service = Limited(settings, log_in_failures_per_client=3)
    assert await sign_up(service.client("192.0.2.1"), 1) == 201
    eve = service.client("192.0.2.66")
    statuses = [(await guessed(eve, 1, f"user{number}@example.org"))[0] for number in range(5)]
    assert statuses == [401, 401, 401, 429, 429]
    assert (await log_in(eve, "eve1@example.org")).status == 429
    assert (await log_in(service.client("192.0.2.1"), "eve1@example.org")).status == 200


@pytest.mark.parametrize("proxies", ["10.0.0.2", "10.0.0.0/30, 203.0.113.7"])
async def test_a_trusted_proxy_says_who_calls(settings: Settings, proxies: str) -> None:
    """The last that it did not know itself counts: what a client put before that is its own invention."""
    service = Limited(settings, sign_ups_per_client=1, trusted_proxies=proxies)
    proxy, stranger = service.client("10.0.0.2"), service.client("10.0.0.9")
    assert await sign_up(proxy, 1, **{"X-Forwarded-For": "192.0.2.1"}) == 201
    assert await sign_up(proxy, 2, **{"X-Forwarded-For": "192.0.2.2"}) == 201
    assert await sign_up(proxy, 3, **{"X-Forwarded-For": "198.51.100.1, 192.0.2.1"}) == 429
    assert await sign_up(proxy, 3, **{"X-Forwarded-For": "198.51.100.2, 192.0.2.1, 10.0.0.2"}) == 429
    # Who is not trusted speaks for itself alone.
    assert await sign_up(stranger, 3, **{"X-Forwarded-For": "192.0.2.3"}) == 201
    assert await sign_up(stranger, 4, **{"X-Forwarded-For": "192.0.2.4"}) == 429


async def test_what_a_proxy_tells_that_is_no_address_makes_no_new_client(settings: Settings) -> None:
    """A proxy that hands on whatever it was sent lets nobody invent clients."""
    proxy = Limited(settings, sign_ups_per_client=1, trusted_proxies="10.0.0.2").client("10.0.0.2")
    assert await sign_up(proxy, 1, **{"X-Forwarded-For": "one"}) == 201
    assert await sign_up(proxy, 2, **{"X-Forwarded-For": "another"}) == 429
