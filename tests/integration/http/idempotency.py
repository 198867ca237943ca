"""Requests under an Idempotency-Key, and how an answer that is given again is known."""

from typing import Any

from tests.integration.http.api import Answer, Api

USAGE = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7}
FACTOR = {"factor": 2, "source": "Grid operator"}
TYPE = {"name": "wood", "unit": "kg", "factor": 1}
ACCOUNT = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
LOG_IN = {name: ACCOUNT[name] for name in ("email", "password")}
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"
KEPT = ("Content-Type", "Location", "ETag", "Content-Length", "Cache-Control")


async def under(api: Api, key: str, path: str = "/usages", body: Any = USAGE, **headers: str) -> Answer:
    """A POST under a key."""
    return await api.call("POST", path, body, headers={"Idempotency-Key": key, **headers})


def must_be_replayed(answer: Answer, first: Answer) -> None:
    assert (answer.status, answer.text) == (first.status, first.text)
    assert [answer.headers.get(name) for name in KEPT] == [first.headers.get(name) for name in KEPT]
    assert answer.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers


async def usages_of(api: Api) -> int:
    return int((await api.get("/usages"))["total"])
