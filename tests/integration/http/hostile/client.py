"""A client that sends what it is told, byte for byte, and what it holds answers to."""

import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

INSIDE = ("Traceback", ".py", "SELECT", "INSERT", "sqlite", "sqlalchemy", "litestar", "msgspec", "asyncpg", "uvicorn")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str

    @property
    def faults(self) -> set[str]:
        return {fault.get("pointer") or fault.get("parameter") for fault in json.loads(self.text).get("errors", ())}


@dataclass(frozen=True)
class Target:
    """The service, with a token of an operator and what there is to be changed."""

    port: int
    token: str
    usage_id: int
    process_id: int

    def send(self, method: str, path: str, body: bytes = b"", *headers: str, length: int | None = None) -> Answer:
        """One request, byte for byte, on a connection of its own; its answer must be complete."""
        given = [f"Host: x\r\nConnection: close\r\nAuthorization: Bearer {self.token}"]
        if not any(header.lower().startswith("content-type") for header in headers):
            given.append("Content-Type: application/json")
        if not any(header.lower().startswith("transfer-encoding") for header in headers):
            given.append(f"Content-Length: {len(body) if length is None else length}")
        head = "\r\n".join([f"{method} {path} HTTP/1.1", *given, *headers])
        return self.raw(head.encode("latin-1") + b"\r\n\r\n" + body)

    def raw(self, request: bytes) -> Answer:
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=30)) as connection:
            with suppress(BrokenPipeError, ConnectionResetError):  # it may be refused before all of it is sent
                connection.sendall(request)
            with connection.makefile("rb") as received:
                return answer_from(received, has_body=not request.startswith(b"HEAD"))

    def json(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.send(method, f"/api/v1{path}", b"" if body is None else json.dumps(body).encode())
        assert answer.status in {200, 201}, answer.text
        return json.loads(answer.text)

    def everything(self) -> Any:
        """All that the caller could have changed."""
        return [
            self.json("GET", path)
            for path in (
                *("/me", "/usages?page_size=100", f"/usages/{self.usage_id}/versions"),
                *("/usage-types", "/usage-types/100/factors"),
            )
        ]

    def memory(self) -> int:
        """Bytes that its process holds now."""
        status = Path(f"/proc/{self.process_id}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) * 1024


def answer_from(received: BinaryIO, *, has_body: bool = True) -> Answer:
    status = received.readline().split()[1]
    lines = (line.decode("latin-1").rstrip() for line in iter(received.readline, b"\r\n"))
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    length = int(headers.get("content-length", 0)) if has_body else 0
    return Answer(int(status), headers, received.read(length).decode())


def answers_from(connection: socket.socket, count: int) -> list[Answer]:
    with connection.makefile("rb") as received:
        return [answer_from(received) for _ in range(count)]


def received_while_sending(connection: socket.socket, pieces: Iterator[bytes], seconds: float) -> bytes:
    """As much of both as the other side allows."""
    received, unsent, until = bytearray(), b"", time.monotonic() + seconds
    while time.monotonic() < until:
        readable, writable, _ = select.select([connection], [connection], [], 0.1)
        if writable:
            unsent = unsent or next(pieces)
            unsent = unsent[connection.send(unsent) :]
        if readable:
            received += connection.recv(65536)
    return bytes(received)


def assert_refused(answer: Answer, *statuses: int) -> None:
    assert answer.status in statuses, answer.text[:500]
    assert answer.headers["content-type"] == "application/problem+json"
    problem = json.loads(answer.text)
    assert problem["status"] == answer.status
    assert not [word for word in INSIDE if word in answer.text]
