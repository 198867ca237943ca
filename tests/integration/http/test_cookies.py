"""The refresh token in a cookie, out of reach of a browser's scripts."""

from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import msgspec
import pytest

from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.integration.http.api import Answer, Api
from tests.integration.http.conftest import client_of, memory_container_on

EVA = {"name": "Eva", "email": "eva@example.org", "password": "correct horse battery"}
IN_COOKIE = {"refresh_in": "cookie"}
EMPTY: dict[str, Any] = {}


def cookie_of(answer: Answer) -> "Morsel[str]":
    cookies = SimpleCookie(answer.headers["Set-Cookie"])
    return cookies["refresh_token"]


@pytest.fixture(scope="module")
async def browser(memory_api: Api) -> Api:
    """Nobody's client that keeps no cookie by itself: the tests say what a browser would send."""

    async def forget(_: httpx.Request) -> None:
        memory_api.http.cookies.clear()

    memory_api.http.event_hooks = {"request": [forget], "response": []}
    await memory_api.post("/auth/sign-up", EVA)
    return memory_api


async def _logged_in(browser: Api) -> Answer:
    body = {"email": EVA["email"], "password": EVA["password"]} | IN_COOKIE
    answer = await browser.call("POST", "/auth/log-in", body)
    assert answer.status == 200
    return answer


def _sending(cookie: str, **headers: str) -> dict[str, str]:
    return {"Cookie": f"refresh_token={cookie}", "Host": "ledger.test"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }


async def test_the_token_is_in_the_cookie_and_not_in_the_body(browser: Api) -> None:
    """Scripts cannot read it, other sites and paths never send it, and it ends with the token."""
    signed_up = await browser.call("POST", "/auth/sign-up", EVA | IN_COOKIE | {"email": "eva2@example.org"})
    for answer in (signed_up, await _logged_in(browser)):
        assert "refresh_token" not in answer.json
        assert answer.json["access_token"]
        cookie = cookie_of(answer)
        assert (cookie["httponly"], cookie["samesite"].lower(), cookie["path"]) == (True, "strict", "/api/v1/auth")
        assert (cookie["max-age"], cookie["domain"], cookie["secure"]) == (str(30 * 86400), "", "")
    assert (
        "Set-Cookie" not in (await browser.call("POST", "/auth/sign-up", EVA | {"email": "eva3@example.org"})).headers
    )


async def test_behind_tls_the_cookie_is_secure(settings: Settings) -> None:
    """The setting says where TLS ends."""
    app = create_app(memory_container_on(msgspec.structs.replace(settings, behind_tls=True)))
    async with app.lifespan(), client_of(app) as http:
        answer = await Api(http).call("POST", "/auth/sign-up", EVA | IN_COOKIE)
        assert cookie_of(answer)["secure"] is True


async def test_what_comes_by_cookie_is_answered_by_cookie(browser: Api) -> None:
    """Each works once, with an empty object for a body or with no body at all."""
    first = cookie_of(await _logged_in(browser)).value
    refreshed = await browser.call("POST", "/auth/refresh", EMPTY, headers=_sending(first))
    second = cookie_of(refreshed).value
    assert (refreshed.status, "refresh_token" in refreshed.json) == (200, False)
    assert second != first
    again = await browser.call("POST", "/auth/refresh", headers=_sending(second))
    assert (again.status, cookie_of(again).value != second) == (200, True)
    assert (await browser.call("POST", "/auth/refresh", headers=_sending(first))).status == 401


async def test_the_body_goes_before_the_cookie(browser: Api) -> None:
    """And is answered by the body."""
    cookie = cookie_of(await _logged_in(browser)).value
    body = await browser.post("/auth/log-in", {"email": EVA["email"], "password": EVA["password"]})
    sent = {"refresh_token": body["refresh_token"]}
    answer = await browser.call("POST", "/auth/refresh", sent, headers=_sending(cookie))
    assert answer.json["refresh_token"]
    assert "Set-Cookie" not in answer.headers
    assert (await browser.call("POST", "/auth/refresh", headers=_sending(cookie))).status == 200


async def test_logging_out_by_cookie_clears_it(browser: Api) -> None:
    """The session is over, and the browser forgets."""
    answer = await _logged_in(browser)
    token, cookie = answer.json["access_token"], cookie_of(answer).value
    gone = await browser.call("POST", "/auth/log-out", headers=_sending(cookie))
    assert (gone.status, cookie_of(gone).value, cookie_of(gone)["max-age"]) == (204, "", "0")
    assert cookie_of(gone)["path"] == "/api/v1/auth"
    assert (await Api(browser.http, token).call("GET", "/me")).status == 401


async def test_without_a_token_anywhere_the_field_is_missing(browser: Api) -> None:
    """Body and cookie are both empty."""
    for path in ("/auth/refresh", "/auth/log-out"):
        for headers in ({}, _sending(""), {"Cookie": "other=1"}):
            answer = await browser.call("POST", path, headers=headers)
            assert (answer.status, answer.faults) == (422, {"/refresh_token"})


@pytest.mark.parametrize("path", ["/auth/refresh", "/auth/log-out"])
async def test_another_site_cannot_use_the_cookie(browser: Api, path: str) -> None:
    """Even if the browser sent it: not a script, not a form, not a sibling domain; and the session goes on."""
    cookie = cookie_of(await _logged_in(browser)).value
    for headers, status in (
        (_sending(cookie, Sec_Fetch_Site="cross-site"), 403),
        (_sending(cookie, Sec_Fetch_Site="same-site"), 403),
        (_sending(cookie, Sec_Fetch_Site="cross-site", Content_Type="application/json"), 403),
        (_sending(cookie, Origin="https://evil.example"), 403),
        (_sending(cookie, Origin="null"), 403),
        (_sending(cookie, Content_Type="text/plain"), 415),
        (_sending(cookie, Content_Type="application/x-www-form-urlencoded"), 415),
        (_sending(cookie, Content_Type="multipart/form-data; boundary=x"), 415),
    ):
        assert (await browser.call("POST", path, headers=headers)).status == status, headers
    own = _sending(cookie, Sec_Fetch_Site="same-origin", Origin="http://ledger.test")
    assert (await browser.call("POST", path, headers=own)).status in {200, 204}


async def test_our_own_site_may_use_the_cookie(browser: Api) -> None:
    """Browsers with fetch metadata, browsers before them, and programs."""
    for headers in (
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "http://ledger.test"},
        {"Origin": "http://elsewhere.test", "Content_Type": "application/json"},
        {},
    ):
        cookie = cookie_of(await _logged_in(browser)).value
        assert (await browser.call("POST", "/auth/refresh", headers=_sending(cookie, **headers))).status == 200, headers
