"""Heads of requests on a socket, byte for byte: methods, addresses, hosts, and what cannot be read."""

import http.client
import json
import socket
from email.message import Message
from pathlib import Path

import pytest

from tests.integration.http.sockets import LIVE, everything_from, statuses
from tests.service import RunningService

LARGE = b"Content-Type: application/json\r\nContent-Length: 1000001"


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n", 401),
        (b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Padding: " + b"a" * 100_000 + b"\r\n\r\n", 431),
        (b"GET /api/" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 414),
        (b"GET /api/%ff%00%2e%2e/ HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /api/\xff HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        (b"HEAD /health/live HTTP/1.1\r\nHost: x\r\n\r\n", 200),
        (b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 204),
        (b"NONSENSE\r\n\r\n", 400),
        (b"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\n" + LARGE + b"\r\n\r\n", 413),
        (b"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n", 400),
    ],
    ids=["plain", "header", "url", "escapes", "bytes", "head", "asterisk", "nonsense", "announced", "length"],
)
def test_raw_requests_are_answered(shared: RunningService, raw: bytes, status: int) -> None:
    """Never with a 5xx, whatever the bytes."""
    connection = socket.create_connection(("127.0.0.1", shared.port), timeout=30)
    connection.sendall(raw.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    assert everything_from(connection).split(b" ", 2)[1] == str(status).encode()


@pytest.mark.parametrize(
    ("line", "status", "allow"),
    [
        ("BREW /api/v1/usages", 405, "GET, HEAD, OPTIONS, POST"),
        ("get /api/v1/usages?page=1", 405, "GET, HEAD, OPTIONS, POST"),
        ("M*!~ /api/v1/me", 405, "DELETE, GET, HEAD, OPTIONS, PATCH"),
        ("BREW /api/v1/nothing", 404, None),
        ("PLAY /api/v1/usages", 405, "GET, HEAD, OPTIONS, POST"),
        ("BREW http://x/api/v1/usages", 405, "GET, HEAD, OPTIONS, POST"),
        ("BREW //", 405, "GET, HEAD, OPTIONS"),
        ("BR\xc9W /api/v1/usages", 400, None),
        ("BREW", 400, None),
    ],
)
def test_methods_that_nobody_knows_are_answered_by_the_routes(
    shared: RunningService, line: str, status: int, allow: str | None
) -> None:
    """As those are that HTTP knows: the address says which there are, and case counts."""
    with socket.create_connection(("127.0.0.1", shared.port), timeout=30) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: x\r\n\r\n".encode("latin-1"))
        with http.client.HTTPResponse(connection) as answer:
            answer.begin()
            assert (answer.status, answer.headers["Allow"]) == (status, allow)
            assert json.load(answer)["status"] == status
            assert answer.headers["Connection"] == "close"


@pytest.mark.parametrize("length", [9_000, 65_535, 66_000, 100_000])
def test_connect_to_an_endless_address_is_refused(shared: RunningService, length: int) -> None:
    """Longer than what the parser of URLs takes."""
    endless = b"CONNECT /" + b"a" * length + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    assert statuses(shared, LIVE + endless) == [200, 414]


def test_connect_to_elsewhere_is_malformed(shared: RunningService) -> None:
    assert statuses(shared, b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n") == [400]


@pytest.mark.parametrize(
    ("version", "headers", "status"),
    [
        ("1.1", "", 400),
        ("1.1", "Host: x\r\nHost: x\r\n", 400),
        ("1.1", "Host: x\r\nHost: y\r\n", 400),
        ("1.0", "Host: x\r\nHost: y\r\n", 400),
        ("1.0", "", 200),
        ("1.1", "Host:\r\n", 200),
        ("1.1", "Host: [::1]:8000\r\n", 200),
        ("1.1", "Host: one two\r\n", 400),
        ("1.1", "Host: x/y@z\r\n", 400),
    ],
)
def test_a_request_names_its_host_once(shared: RunningService, version: str, headers: str, status: int) -> None:
    """RFC 9112, 3.2; what HTTP/1.0 sends may have none."""
    assert statuses(shared, f"GET /health/live HTTP/{version}\r\n{headers}\r\n".encode()) == [status]


@pytest.mark.parametrize("behind_tls", ["true", "false"])
def test_what_cannot_be_read_is_answered_with_the_headers_of_every_answer(tmp_path: Path, behind_tls: str) -> None:
    """Also where TLS ends before it."""
    raws = (
        b"GET /api/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"NONSENSE\r\n\r\n",
        b"GET /" + b"a" * 100_000,
    )
    with RunningService(tmp_path, STORAGE="memory", BEHIND_TLS=behind_tls) as service:
        usual, *others = [head_of_answer(service, raw) for raw in raws]
    for head in (usual, *others):
        for name in ("Content-Length", "Date", "X-Request-ID"):  # each its own
            assert head[name]
            del head[name]
        assert sorted(head.items()) == sorted(usual.items())
    assert ("Strict-Transport-Security" in usual) == (behind_tls == "true")


def head_of_answer(service: RunningService, raw: bytes) -> Message:
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        connection.sendall(raw)
        with http.client.HTTPResponse(connection) as answer:
            answer.begin()
            return answer.headers
