"""Where requests and their bodies end on a socket, and what follows them."""

import http.client
import json
import socket
from itertools import pairwise

import pytest

from tests.integration.http.sockets import LIVE, call, everything_from, statuses
from tests.service import RunningService

LOG_IN = json.dumps({"email": "nobody@example.org", "password": 1}).encode()  # read, and refused: nobody is locked out
UPGRADE = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"


def logging_in(headers: str = "", method: str = "POST", path: str = "/api/v1/auth/log-in") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(LOG_IN)}\r\n\r\n".encode() + LOG_IN


def test_what_follows_the_last_request_costs_no_answer(shared: RunningService) -> None:
    """Nor is it answered."""
    connection = socket.create_connection(("127.0.0.1", shared.port), timeout=30)
    connection.sendall(LIVE * 1000 + LIVE.replace(b"Host: x", b"Host: x\r\nConnection: close") + LIVE * 5000)
    assert everything_from(connection).count(b"HTTP/1.1 200 ") == 1001


def test_a_chunked_body_is_cut_off_at_a_million_bytes(shared: RunningService) -> None:
    """However much more of it would come."""
    chunks = (b" " * 100_000 for _ in range(11))
    status, problem = call(shared.port, "POST", "/api/v1/auth/log-in", chunks)
    assert (status, problem["status"]) == (413, 413)


CUTS = (1, 60, 120, 200, 240)


def test_who_would_rather_speak_another_protocol_is_answered_in_this_one(shared: RunningService) -> None:
    """The body is the body, however it comes, and what follows is what follows (RFC 9110, 7.8)."""
    asking = logging_in(UPGRADE)
    assert statuses(shared, asking) == [422]
    assert statuses(shared, *(asking[begin:end] for begin, end in pairwise((0, *CUTS, len(asking))))) == [422]
    assert statuses(shared, asking * 100 + LIVE) == [422] * 100 + [200]


@pytest.mark.parametrize(
    ("headers", "method", "status"), [(UPGRADE, "GET", 200), ("", "CONNECT", 405)], ids=["an upgrade", "CONNECT"]
)
def test_a_body_is_never_taken_for_a_request(shared: RunningService, headers: str, method: str, status: int) -> None:
    """Though it looks like one."""
    head = f"{method} /health/live HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {len(LIVE)}\r\n\r\n".encode()
    assert statuses(shared, head, LIVE) == [status]
    assert statuses(shared, head + LIVE) == [status]


def test_who_says_no_more_is_answered_still(service: RunningService) -> None:
    """All that was asked, and at once; half a request is none."""
    assert statuses(service, logging_in()) == [422]
    assert statuses(service, LIVE * 50 + logging_in() + LIVE) == [200] * 50 + [422, 200]
    assert statuses(service, LIVE + logging_in()[:-1]) == [200]
    assert statuses(service, logging_in()[:-1]) == []
    assert statuses(service, b"BREW /health/live HTTP/1.1\r\nHost: x\r\n\r\n") == [405]


def test_what_is_left_unread_does_not_cost_the_answer(shared: RunningService) -> None:
    """Where it is a good one, too: a connection that is closed on unread bytes would be reset."""
    large = b"OPTIONS /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n"
    assert statuses(shared, large + b" " * 2_000_000, ends=False) == [204]


@pytest.mark.parametrize("length", ["18446744073709551615", "000000000000002000000", "1000001"])
def test_however_a_length_is_written_it_is_bounded(shared: RunningService, length: str) -> None:
    """And refused before any of it has come."""
    head = f"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
    with socket.create_connection(("127.0.0.1", shared.port), timeout=30) as connection:
        connection.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode())
        with http.client.HTTPResponse(connection) as answer:
            answer.begin()
            assert answer.status == 413


def test_a_body_in_another_coding_is_refused_though_the_chunks_are_plain(shared: RunningService) -> None:
    head = b"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    sent = head + b"Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    assert statuses(shared, sent) == [415]
