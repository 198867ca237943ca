"""Senders that never come to an end, and those that only look like it."""

import re
import select
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import count, repeat

import pytest

from tests.integration.http.hostile.client import Target, answers_from, assert_refused, received_while_sending

MOST_SENT = 32_000_000
"""Bytes; who is answered while they send has sent a fraction of it."""
MOST_GROWTH = 32_000_000
NUMBERED = b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Request-ID: %d\r\n\r\n"
CHUNKED = b"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
JSON = b"Content-Type: application/json\r\n\r\n"
ENDLESS = {
    "url": (b"GET /api/v1/", b"a" * 50_000, 414),
    "query": (b"GET /api/v1/me?", b"a" * 50_000, 414),
    "header's name": (b"GET /api/v1/me HTTP/1.1\r\n", b"a" * 50_000, 431),
    "header": (b"GET /api/v1/me HTTP/1.1\r\nX-Padding: ", b"a" * 50_000, 431),
    "headers": (b"GET /api/v1/me HTTP/1.1\r\n", b"X-Padding: 0123456789\r\n" * 2000, 431),
    "empty lines": (b"", b"\r\n" * 25_000, 431),
    "trailer": (CHUNKED + JSON + b"2\r\n{}\r\n0\r\nX-Padding: ", b"a" * 50_000, 431),
    "trailers": (CHUNKED + JSON + b"2\r\n{}\r\n0\r\n", b"X-Padding: 0123456789\r\n" * 2000, 431),
    "chunk's extension": (CHUNKED + JSON + b"2;", b"a" * 50_000, 431),
}


@pytest.fixture
def connection(target: Target) -> Iterator[socket.socket]:
    with closing(socket.create_connection(("127.0.0.1", target.port), timeout=30)) as opened:
        yield opened


def sent_until_answered(connection: socket.socket, pieces: Iterator[bytes]) -> int:
    """How many bytes."""
    sent = 0
    while not select.select([connection], [], [], 0)[0] and sent < MOST_SENT:
        piece = next(pieces)
        connection.sendall(piece)
        sent += len(piece)
    return sent


def assert_over(connection: socket.socket) -> None:
    """Closed by the other side, with or without bytes that it did not take."""
    with suppress(ConnectionResetError):
        assert connection.recv(1) == b""


@pytest.mark.parametrize(("begin", "piece", "status"), ENDLESS.values(), ids=ENDLESS)
def test_what_has_no_end_is_refused(connection: socket.socket, begin: bytes, piece: bytes, status: int) -> None:
    """While it is being sent."""
    connection.sendall(begin)
    assert sent_until_answered(connection, repeat(piece)) < MOST_SENT
    (answer,) = answers_from(connection, 1)
    assert_refused(answer, status)
    assert answer.headers["connection"] == "close"


@pytest.mark.parametrize(("begin", "piece", "status"), ENDLESS.values(), ids=ENDLESS)
def test_who_waits_after_100_kilobytes_is_told(
    connection: socket.socket, begin: bytes, piece: bytes, status: int
) -> None:
    """Without a word more."""
    connection.sendall(begin + piece + piece)
    (answer,) = answers_from(connection, 1)
    assert_refused(answer, status)


def test_each_request_of_a_connection_has_a_head_of_its_own(target: Target, connection: socket.socket) -> None:
    """One after the other, or all at once: large heads that are allowed do not add up, nor do bodies."""
    padded = b"GET /health/live HTTP/1.1\r\nHost: x\r\nX-Padding: " + b"a" * 30_000 + b"\r\n\r\n"
    body = b" " * 900_000 + b"{}"
    posted = f"POST /api/v1/usages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.token}\r\n".encode()
    for _ in range(5):
        connection.sendall(padded)
        assert answers_from(connection, 1)[0].status == 200
        connection.sendall(posted + b"Content-Length: %d\r\n" % len(body) + JSON + body)
        assert answers_from(connection, 1)[0].status == 422
    connection.sendall((padded * 10 + posted + b"Content-Length: %d\r\n" % len(body) + JSON + body) * 3)
    assert [answer.status for answer in answers_from(connection, 33)] == [*[200] * 10, 422] * 3


def test_requests_without_end_wait_unread(target: Target, connection: socket.socket) -> None:
    """And are answered in their order."""
    requests = (b"".join(NUMBERED % number for number in range(begin, begin + 1000)) for begin in count(0, 1000))
    before = target.memory()
    received = received_while_sending(connection, requests, seconds=2)
    assert target.memory() - before < MOST_GROWTH
    answered = [int(number) for number in re.findall(rb"\r\nx-request-id: (\d+)\r\n", received)]
    assert len(answered) > 100
    assert answered == list(range(len(answered)))


def test_small_chunks_may_be_many(target: Target, connection: socket.socket) -> None:
    """What is between them does not add up either."""
    head = f"POST /api/v1/usages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.token}\r\n"
    connection.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n" + JSON)
    for _ in range(20):
        connection.sendall(b"1\r\n \r\n" * 10_000)
    connection.sendall(b"2\r\n{}\r\n0\r\nX-Digest: none\r\n\r\n")
    assert answers_from(connection, 1)[0].status == 422


@pytest.mark.parametrize(("bad", "status"), [(b"NONSENSE\r\n\r\n", 400), (b"GET /" + b"a" * 300_000, 414)])
def test_a_refusal_takes_nobodys_turn(target: Target, connection: socket.socket, bad: bytes, status: int) -> None:
    """The requests before it are answered first."""
    good = f"GET /api/v1/usages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.token}\r\n\r\n".encode()
    connection.sendall(good * 3 + bad)
    assert [answer.status for answer in answers_from(connection, 4)] == [200, 200, 200, status]
    assert_over(connection)


@pytest.mark.parametrize("before", [0, 2])
def test_a_body_that_breaks_off_into_nonsense_is_malformed(
    target: Target, connection: socket.socket, before: int
) -> None:
    """Its one answer, whether it was begun with or waits for those before it."""
    good = f"GET /api/v1/usages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {target.token}\r\n\r\n".encode()
    connection.sendall(good * before + CHUNKED + JSON + b"2\r\n{}\r\nnonsense")
    *answers, last = answers_from(connection, before + 1)
    assert [answer.status for answer in answers] == [200] * before
    assert_refused(last, 400)
    assert_over(connection)


@pytest.mark.parametrize(("path", "status"), [("/api/v1/nope", 404), ("/health/live", 200)])
def test_who_was_answered_is_not_answered_again(connection: socket.socket, path: str, status: int) -> None:
    """Here before the end of the body, whose trailers then have none."""
    head = CHUNKED.replace(b"POST /api/v1/auth/log-in", f"GET {path}".encode())
    connection.sendall(head + b"\r\n2\r\n{}\r\n")
    assert answers_from(connection, 1)[0].status == status
    with suppress(ConnectionResetError, BrokenPipeError):
        connection.sendall(b"0\r\n" + b"X-Padding: 0123456789\r\n" * 20_000)
    assert_over(connection)


def test_trailers_are_no_headers(target: Target, connection: socket.socket) -> None:
    """Else what is checked of headers could be evaded by sending them late."""
    head = b"GET /api/v1/me HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    connection.sendall(head + f"0\r\nAuthorization: Bearer {target.token}\r\n\r\n".encode())
    assert_refused(answers_from(connection, 1)[0], 401)
