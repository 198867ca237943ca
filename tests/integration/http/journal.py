"""What is done to usages and factors, and the journal of it from its last page to its first."""

from typing import Any

from tests.integration.http.api import Api

USAGE = {"usage_type_id": 100, "usage_at": "2027-03-01T12:00:00Z", "amount": 7, "note": "Zürich \u20ac"}
FACTOR = {"factor": 2, "source": "Grid operator"}
WHY = 'read again, "twice"\n\u20ac'


async def recorded(api: Api, **stated: Any) -> dict[str, Any]:
    made: dict[str, Any] = await api.post("/usages", USAGE | stated)
    return made


async def journal(api: Api, **query: Any) -> list[dict[str, Any]]:
    """Every entry that is selected, from page to page, the last first."""
    found: list[dict[str, Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = await api.get("/journal", cursor=cursor, **{"page_size": 100} | query)
        found += page["items"]
        assert page["items"] or not cursor
        assert page["next_cursor"] != cursor
        cursor = page["next_cursor"]
    return found
