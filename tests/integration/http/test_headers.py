"""What every answer bears, HEAD, and the bounds of a request's head."""

from typing import Any

import httpx
import msgspec
import pytest

from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.integration.http.api import Api
from tests.integration.http.conftest import client_of, memory_container_on


async def test_every_answer_is_kept_by_nobody_and_guessed_at_by_nobody(carol: Api) -> None:
    """Data, tokens, refusals and unknown paths alike."""
    for method, path in (("GET", "/me"), ("POST", "/auth/log-in"), ("GET", "/nope"), ("DELETE", "/emissions")):
        headers = (await carol.call(method, path)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert "Strict-Transport-Security" not in headers
        assert "Server" not in headers


async def test_no_other_site_is_let_in(carol: Api) -> None:
    """There is no CORS: neither for a request nor for its preflight."""
    preflight = {"Origin": "https://evil.example", "Access-Control-Request-Method": "GET"}
    for method in ("GET", "OPTIONS"):
        answer = await carol.call(method, "/usages", headers=preflight)
        assert not [name for name in answer.headers if name.startswith("access-control")]


async def test_behind_tls_browsers_are_told_to_stay_there(settings: Settings) -> None:
    """The setting says where TLS ends."""
    app = create_app(memory_container_on(msgspec.structs.replace(settings, behind_tls=True)))
    async with app.lifespan(), client_of(app) as http:
        assert (await http.get("/health/live")).headers["Strict-Transport-Security"] == "max-age=63072000"


async def test_head_is_get_without_its_body(carol: Api) -> None:
    """Same status, same headers."""
    usage = await carol.post("/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1})
    for path in (f"/usages/{usage['id']}", "/usages", "/usages?page=0", "/nope", "//health/ready", "//api/docs"):
        named = {"X-Request-ID": "one"}  # else each has a name of its own
        got, head = [await carol.call(method, path, headers=named) for method in ("GET", "HEAD")]
        assert (head.status, head.text) == (got.status, "")
        assert dict(head.headers) == dict(got.headers)
    assert (await Api(carol.http).call("HEAD", "/me")).status == 401


async def test_head_leaves_nothing_for_a_server_to_take_away(settings: Settings) -> None:
    """The application itself sends no body."""
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope: Any = {"type": "http", "method": "HEAD", "path": "/health/live", "query_string": b"", "headers": []}
    await create_app(memory_container_on(settings))(scope, receive, send)
    assert [message.get("status", message.get("body")) for message in sent] == [200, b""]


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/usages?sort=" + "a" * 8192, {}, 414),
        ("/" + "a" * 8192, {}, 414),
        ("/me", {"X-Padding": "a" * 40_000}, 431),
        ("/me", {"Cookie": "a" * 40_000}, 431),
        ("/me", {"Authorization": "Bearer " + "a" * 30_000}, 401),
    ],
    ids=["long query", "long path", "large header", "large cookie", "large token"],
)
async def test_an_oversized_head_is_refused(carol: Api, path: str, headers: dict[str, str], status: int) -> None:
    """Before anything of it is worked on."""
    answer = await carol.call("GET", path, headers=headers)
    assert (answer.status, answer.headers["Content-Type"]) == (status, "application/problem+json")


async def test_a_wild_host_is_refused(carol: Api) -> None:
    """As a problem."""
    answer = await carol.http.send(httpx.Request("GET", "http://x/api/v1/me", headers={"Host": "evil host"}))
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
