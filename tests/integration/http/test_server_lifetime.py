"""The real server from its start to its end: what it says, what it refuses, and how it drains."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.integration.http.sockets import JSON, LIVE, call, everything_from
from tests.service import RunningService

PASSWORD = "correct horse battery"


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
