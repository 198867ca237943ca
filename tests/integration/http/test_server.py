"""The real server on a socket: starting, draining, and what only a socket can show."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.service import RunningService

PASSWORD = "correct horse battery"
JSON = {"Content-Type": "application/json"}
LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = b"Content-Type: application/json\r\nContent-Length: 1000001"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    with RunningService(tmp_path, STORAGE="memory") as running:
        yield running


def call(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """One request on a connection of its own: the status, and the decoded body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, JSON | headers, encode_chunked=not isinstance(body, str | None))
        with connection.getresponse() as response:
            text = response.read()
            is_json = "json" in response.headers["Content-Type"]
            return response.status, json.loads(text) if is_json else text


def signed_up(service: RunningService) -> dict[str, str]:
    body = json.dumps({"name": "Ada", "email": "ada@example.org", "password": PASSWORD})
    _, tokens = call(service.port, "POST", "/api/v1/auth/sign-up", body)
    return {"Authorization": f"Bearer {tokens['access_token']}"}


def begun(service: RunningService, headers: dict[str, str], body: bytes) -> socket.socket:
    """A request of which all but the last byte is sent, so that it is in flight for as long as we like."""
    lines = [f"POST /api/v1/usages HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"]
    lines += [f"{name}: {value}\r\n" for name, value in (JSON | headers).items()]
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    connection.sendall(("".join(lines) + "\r\n").encode() + body[:-1])
    return connection


def wait_until_nobody_listens(service: RunningService) -> None:
    while True:
        try:
            socket.create_connection(("127.0.0.1", service.port), timeout=5).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:  # it waited to be accepted when the listening ended
            continue


def everything_from(connection: socket.socket) -> bytes:
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_drains_what_is_in_flight_and_exits_0(service: RunningService, sent: signal.Signals) -> None:
    """No new connection is taken, the request that was begun is answered, and the process ends well."""
    body = json.dumps({"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}).encode()
    in_flight = begun(service, signed_up(service), body)
    # The server reads in order: once a later request is answered, the earlier one has begun.
    assert call(service.port, "GET", "/health/live")[0] == 200
    assert service.process is not None
    service.process.send_signal(sent)
    wait_until_nobody_listens(service)
    in_flight.sendall(body[-1:])
    answer = everything_from(in_flight)
    assert answer.startswith(b"HTTP/1.1 201 ")
    assert json.loads(answer.partition(b"\r\n\r\n")[2])["emissions_kg_co2e"] == 1.5
    assert service.process.wait(30) == 0


def test_a_signal_amid_pipelined_requests_costs_no_answer(service: RunningService) -> None:
    """As a reset would: those whose turn does not come are left, and the last answer tells it."""
    connection = socket.create_connection(("127.0.0.1", service.port), timeout=30)
    connection.sendall(LIVE * 5000)
    connection.recv(1)
    assert service.stop() == 0
    assert everything_from(connection).lower().rpartition(b"http/1.1 200 ")[2].count(b"connection: close") == 1


def test_an_idle_service_exits_0_at_once(service: RunningService) -> None:
    """Also with a connection kept alive."""
    with closing(http.client.HTTPConnection("127.0.0.1", service.port, timeout=30)) as idle:
        idle.request("GET", "/health/live")
        assert idle.getresponse().read()
        assert service.stop(signal.SIGTERM) == 0


def test_it_says_where_it_is(tmp_path: Path) -> None:
    """With the port it was given, when it asked for any; and nothing of it depends on the log level."""
    environment = {"PORT": "0", "STORAGE": "memory", "DATA_DIR": str(tmp_path), "LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "entrypoints.cli", "serve"]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(3)]
        try:
            found = [re.search(r"http://127\.0\.0\.1:(\d+)(\S*)$", line.rstrip()) for line in lines]
            assert all(found)
            assert [place[2] for place in found if place] == ["", "/api/docs", "/health/ready"]
            for place in filter(None, found[1:]):
                assert call(int(place[1]), "GET", place[2])[0] == 200
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        assert process.stderr
        assert process.stderr.read() == ""


def test_a_port_that_is_taken_is_told(service: RunningService, tmp_path: Path) -> None:
    """In one line, with an exit code."""
    second = RunningService(tmp_path, STORAGE="memory")
    second.environment["PORT"] = str(service.port)
    done = second.command("serve")
    assert done.returncode != 0
    assert "address already in use" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_configured_operator_can_publish(tmp_path: Path) -> None:
    """From the first start on; nothing secret is printed or logged."""
    with RunningService(
        tmp_path, STORAGE="memory", OPERATOR_EMAIL="olga@example.org", OPERATOR_PASSWORD=PASSWORD, LOG_LEVEL="debug"
    ) as service:
        body = json.dumps({"email": "olga@example.org", "password": PASSWORD})
        _, tokens = call(service.port, "POST", "/api/v1/auth/log-in", body)
        operator = {"Authorization": f"Bearer {tokens['access_token']}"}
        _, changed = call(service.port, "PATCH", "/api/v1/usage-types/100", '{"factor": 1.25}', **operator)
        assert changed["factor"] == 1.25
        assert service.stop() == 0
    logged = service.log.read_text()
    assert not any(secret in logged for secret in (PASSWORD, "olga@", tokens["access_token"], tokens["refresh_token"]))


def test_a_common_password_for_the_configured_operator_is_told(tmp_path: Path) -> None:
    """In one line that does not repeat it, with an exit code."""
    settings = {"STORAGE": "memory", "OPERATOR_EMAIL": "olga@example.org", "OPERATOR_PASSWORD": "Sunshine1"}
    done = RunningService(tmp_path, **settings).command("serve")
    assert done.returncode == 1
    assert "among the first that are guessed" in done.stderr
    assert not any(word in done.stderr for word in ("Traceback", "Sunshine1"))


def test_a_signal_ends_a_start_that_waits_for_its_database(tmp_path: Path) -> None:
    """At once, with exit code 0."""
    with socket.create_server(("127.0.0.1", 0)) as silent:  # takes the connection and never says a word
        environment = {
            "DATABASE_URL": f"postgresql://ledger@127.0.0.1:{silent.getsockname()[1]}/ledger",
            "SIGNING_KEY": os.urandom(24).hex(),
            "DATA_DIR": str(tmp_path),
        }
        with subprocess.Popen([sys.executable, "-m", "entrypoints.cli", "serve"], env=environment) as process:
            silent.settimeout(30)
            with silent.accept()[0]:
                process.send_signal(signal.SIGTERM)
                assert process.wait(10) == 0


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


LOG_IN = json.dumps({"email": "nobody@example.org", "password": 1}).encode()  # read, and refused: nobody is locked out
UPGRADE = "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"


def logging_in(headers: str = "", method: str = "POST", path: str = "/api/v1/auth/log-in") -> bytes:
    head = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{headers}Content-Type: application/json\r\n"
    return f"{head}Content-Length: {len(LOG_IN)}\r\n\r\n".encode() + LOG_IN


def statuses(service: RunningService, *pieces: bytes, ends: bool = True) -> list[int]:
    """Of the answers to what is sent piece by piece; then the sender says that nothing follows."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.05)  # each as a segment of its own
        if ends:
            connection.shutdown(socket.SHUT_WR)
        return [int(status) for status in re.findall(rb"HTTP/1.1 ([0-9]{3}) ", everything_from(connection))]


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


@pytest.mark.parametrize("length", [9_000, 65_535, 66_000, 100_000])
def test_connect_to_an_endless_address_is_refused(shared: RunningService, length: int) -> None:
    """Longer than what the parser of URLs takes."""
    endless = b"CONNECT /" + b"a" * length + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    assert statuses(shared, LIVE + endless) == [200, 414]


def test_connect_to_elsewhere_is_malformed(shared: RunningService) -> None:
    assert statuses(shared, b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n") == [400]


def test_who_says_no_more_is_answered_still(service: RunningService) -> None:
    """All that was asked, and at once; half a request is none."""
    assert statuses(service, logging_in()) == [422]
    assert statuses(service, LIVE * 50 + logging_in() + LIVE) == [200] * 50 + [422, 200]
    assert statuses(service, LIVE + logging_in()[:-1]) == [200]
    assert statuses(service, logging_in()[:-1]) == []
    assert statuses(service, b"BREW /health/live HTTP/1.1\r\nHost: x\r\n\r\n") == [405]


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


def test_what_is_left_unread_does_not_cost_the_answer(shared: RunningService) -> None:
    """Where it is a good one, too: a connection that is closed on unread bytes would be reset."""
    large = b"OPTIONS /api/v1/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2000000\r\n\r\n"
    assert statuses(shared, large + b" " * 2_000_000, ends=False) == [204]


@pytest.mark.parametrize("length", ["18446744073709551615", "000000000000002000000", "1000001"])
def test_however_a_length_is_written_it_is_bounded(shared: RunningService, length: str) -> None:
    head = f"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
    assert statuses(shared, f"{head}Content-Type: application/json\r\n\r\n".encode(), ends=False) == [413]


def test_a_body_in_another_coding_is_refused_though_the_chunks_are_plain(shared: RunningService) -> None:
    head = b"POST /api/v1/auth/log-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    sent = head + b"Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
    assert statuses(shared, sent) == [415]


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


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with RunningService(tmp_path_factory.mktemp("service"), STORAGE="memory") as running:
        yield running
