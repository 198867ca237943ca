"""Requests to the real server on sockets of their own, and all that is answered there."""

import http.client
import json
import re
import socket
import time
from contextlib import closing
from typing import Any

from tests.service import RunningService

JSON = {"Content-Type": "application/json"}
LIVE = b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n"


def call(port: int, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
    """One request on a connection of its own: the status, and the decoded body."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, JSON | headers, encode_chunked=not isinstance(body, str | None))
        with connection.getresponse() as response:
            text = response.read()
            is_json = "json" in response.headers["Content-Type"]
            return response.status, json.loads(text) if is_json else text


def statuses(service: RunningService, *pieces: bytes, ends: bool = True) -> list[int]:
    """Of the answers to what is sent piece by piece; then the sender says that nothing follows."""
    with socket.create_connection(("127.0.0.1", service.port), timeout=30) as connection:
        for piece in pieces:
            connection.sendall(piece)
            time.sleep(0.05)  # each as a segment of its own
        if ends:
            connection.shutdown(socket.SHUT_WR)
        return [int(status) for status in re.findall(rb"HTTP/1.1 ([0-9]{3}) ", everything_from(connection))]


def everything_from(connection: socket.socket) -> bytes:
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))
