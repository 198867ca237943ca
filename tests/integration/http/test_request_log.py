"""The name of a request, and what the log tells of it: enough to find it, and nothing that the sender chose."""

import io
import json
import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import msgspec
import pytest
import structlog
from litestar.types import ASGIApp

from entrypoints.http.envelope import Envelope
from entrypoints.http.serving.logs import configure_logging
from entrypoints.settings import Settings
from tests.integration.http.api import Api

EVIL = '\n{"level":"error"}\r\x1b[31m\x85\u2028'


class Log:
    """What was written to standard error since it was set up."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._bytes = io.BytesIO()
        self._stream = io.TextIOWrapper(self._bytes, encoding="utf-8", write_through=True)
        monkeypatch.setattr(sys, "stderr", self._stream)

    @property
    def text(self) -> str:
        return self._bytes.getvalue().decode()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Log]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    monkeypatch.setattr(logging.getLogger("httpx"), "disabled", True)  # the client's own
    yield Log(monkeypatch)
    root.handlers[:] = before
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def json_log(log: Log, settings: Settings) -> Log:
    configure_logging(settings)
    return log


@pytest.fixture
def text_log(log: Log, settings: Settings) -> Log:
    configure_logging(msgspec.structs.replace(settings, log_format="text"))
    return log


async def test_a_request_is_one_line(json_log: Log, carol: Api) -> None:
    """With the route and not the path, and with who called."""
    user_id = (await carol.get("/me"))["id"]
    await carol.call("GET", "/usages/123456?nonsense=secret", headers={"X-Request-ID": "The.one_1-2"})
    *_, line = json_log.lines
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", line.pop("timestamp"))
    assert 0 <= line.pop("duration_ms") < 60_000
    assert line.pop("pid") > 0
    assert line == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/api/v1/usages/{usage_id}",
        "status": 400,
        "request_id": "The.one_1-2",
        "user_id": user_id,
    }


async def test_every_answer_bears_the_name_that_its_line_has(json_log: Log, carol: Api) -> None:
    """Also where nothing of the request was worked on."""
    paths = ("/me", "//api/nope", "/usages/", "/me?" + "a" * 9000, "//health/live")
    answers = [await carol.call(method, path) for path in paths for method in ("GET", "HEAD", "OPTIONS", "TRACE")]
    named = [(answer.headers["X-Request-ID"], answer.status) for answer in answers]
    assert len({name for name, _ in named}) == len(named)
    assert [(line["request_id"], line["status"]) for line in json_log.lines] == named


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [("a", True), ("a" * 128, True), ("A.b_c-9", True), ("", False), ("a" * 129, False), ("a b", False), ("é", False)],
)
async def test_a_name_of_another_form_is_replaced(carol: Api, given: str, is_taken: bool) -> None:
    answer = await carol.call("GET", "//health/live", headers={"X-Request-ID": given.encode()})
    assert (answer.headers["X-Request-ID"] == given) is is_taken
    assert re.fullmatch(r"[A-Za-z0-9._-]{1,128}", answer.headers["X-Request-ID"])


async def test_two_names_are_none(carol: Api) -> None:
    two = [("X-Request-ID", "one"), ("X-Request-ID", "other")]
    answer = await carol.http.get("/health/live", headers=two)
    assert answer.headers["X-Request-ID"] not in {"one", "other", "one, other"}


async def test_nothing_that_a_sender_chose_is_in_the_log(json_log: Log, memory_api: Api) -> None:
    """No address, password, token, body, path, query or header."""
    password, email = "a password of my own", "eve@example.org"
    signed_up = await memory_api.call("POST", "/auth/sign-up", {"name": "Eve", "email": email, "password": password})
    eve = Api(memory_api.http, signed_up.json["access_token"])
    usage = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1, "note": "my-note"}
    await eve.call("POST", "/usages", usage, headers={"Idempotency-Key": "my-key", "X-Mine": "my-header"})
    await eve.call("GET", "/usages?my-parameter=1", headers={"X-Request-ID": "my name\n"})
    await eve.call("GET", "//api/my-path%0a%0dforged")
    secret = (password, email, "Eve", "my-", "my name", "forged", eve.token, signed_up.json["refresh_token"])
    assert len(json_log.lines) == 4
    assert [word for word in secret if str(word) in json_log.text] == []


async def failing(scope: Any, receive: Any, send: Any) -> None:
    raise ValueError(f"entered by somebody: {EVIL}")


@pytest.fixture
def beyond_help() -> httpx.AsyncClient:
    """An application whose own answer to failures fails."""
    app: ASGIApp = Envelope(failing, behind_tls=False)

    async def with_state(scope: Any, receive: Any, send: Any) -> None:
        await app(scope | {"state": {}}, receive, send)

    return httpx.AsyncClient(transport=httpx.ASGITransport(with_state), base_url="http://ledger.test")


async def test_the_last_resort_is_a_problem_too(json_log: Log, beyond_help: httpx.AsyncClient) -> None:
    """Which the log explains: what failed and where, not in what words, which may be somebody's."""
    answer = await beyond_help.get("/api/v1/me")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["instance"] == f"urn:carbon-ledger:request:{answer.headers['X-Request-ID']}"
    defect, request = json_log.lines
    assert defect["request_id"] == request["request_id"] == answer.headers["X-Request-ID"]
    assert (defect["level"], request["status"]) == ("error", 500)
    assert defect["exception"].splitlines()[-1] == "builtins.ValueError"
    assert "test_request_log.py" in defect["exception"]
    assert "entered" not in json_log.text


async def test_other_peoples_lines_are_in_the_same_form(json_log: Log) -> None:
    """One line each, whatever is in them."""
    logging.getLogger("uvicorn.error").warning("Something odd: %s", EVIL)
    (line,) = json_log.lines
    assert (line["level"], line["logger"], line["event"]) == ("warning", "uvicorn.error", f"Something odd: {EVIL}")


async def test_in_a_terminal_it_is_text_in_which_nothing_is_forged(text_log: Log, carol: Api) -> None:
    logging.getLogger("uvicorn.error").warning("Something odd: %s", EVIL)
    await carol.get("/me")
    odd, request = text_log.text.splitlines()
    assert "Something odd: \\n" in odd
    assert all(word in request for word in ("info", "request", "/api/v1/me", "200"))
    assert text_log.text.count("\n") == 2
    assert "\x1b" not in text_log.text


async def test_less_severe_lines_can_be_left_out(log: Log, settings: Settings, carol: Api) -> None:
    configure_logging(msgspec.structs.replace(settings, log_level="error"))
    await carol.get("/me")
    assert log.text == ""


class FullDisk(io.BytesIO):
    def write(self, _: Any) -> int:
        raise OSError(28, "No space left on device")


async def test_a_log_that_cannot_be_written_is_no_reason_not_to_answer(
    log: Log, settings: Settings, monkeypatch: pytest.MonkeyPatch, carol: Api
) -> None:
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(FullDisk(), write_through=True))
    configure_logging(settings)
    transport: Any = carol.http._transport
    async with httpx.AsyncClient(transport=httpx.ASGITransport(transport.app), base_url="http://ledger.test") as client:
        assert (await client.get("/health/live")).status_code == 200  # and nothing is raised
