"""What is handed out over the API to keep, as it is sent: receipts, and the statement of one year with its proofs."""

from typing import Any

from tests.integration.http.api import Api

YEAR = {"from": "2024-01-01T00:00:00Z", "to": "2025-01-01T00:00:00Z"}
PERIOD = "from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z"
STATEMENT, WITH_RECEIPTS = "/emissions/statement", {**YEAR, "include": "receipts"}


async def text(api: Api, path: str, **query: Any) -> str:
    answer = await api.call("GET", path, params=query)
    assert answer.status == 200, answer.text
    return answer.text


async def documents(api: Api, usage_id: int, **query: Any) -> dict[str, str]:
    """One of each kind, as it is sent."""
    return {
        "receipt": await text(api, f"/usages/{usage_id}/receipt"),
        "statement": await text(api, STATEMENT, **YEAR, **query),
        "statement with receipts": await text(api, STATEMENT, **WITH_RECEIPTS, **query),
        "proof": await text(api, f"/usages/{usage_id}/proof", **YEAR, **query),
    }
