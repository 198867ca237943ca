"""Receipts and statements as the use cases hand them out."""

from datetime import UTC, datetime
from typing import Any

from application.authorisation import Caller
from application.receipts.state import StatementRequest
from domain.period import time_zone
from tests.unit.application.installation import Installation

START, END = datetime(2027, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
UTC_ZONE = time_zone("UTC")
YEAR = StatementRequest(START, END, UTC_ZONE)


async def receipt(app: Installation, caller: Caller, usage_id: int, version: int | None = None) -> dict[str, Any]:
    handed_out: dict[str, Any] = (await app.get_receipt(caller, usage_id, version))["receipt"]
    return handed_out


async def statement(app: Installation, caller: Caller, request: StatementRequest = YEAR) -> dict[str, Any]:
    """With its receipts."""
    return await app.state_emissions(caller, request, with_receipts=True)
