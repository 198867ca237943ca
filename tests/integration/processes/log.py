"""Reading the log of a running service."""

import json
import time
from typing import Any

from tests.service import RunningService


def lines(service: RunningService) -> list[dict[str, Any]]:
    """Every line of the log that is whole by now; what is no JSON is the greeting at a start."""
    told = [line for line in service.log.read_text().split("\n")[:-1] if line]
    greeting = ("Carbon Ledger serves on ", "  API documentation ", "  health check ")
    return [json.loads(line) for line in told if not line.startswith(greeting)]


def request_lines(service: RunningService, request_id: str) -> list[dict[str, Any]]:
    """What the log has of a request that was answered; the line may follow the answer by an instant."""
    deadline = time.monotonic() + 10
    while True:
        found = [line for line in lines(service) if line.get("request_id") == request_id]
        if any(line["event"] == "request" for line in found) or time.monotonic() > deadline:
            return found
