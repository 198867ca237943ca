"""Handing out the receipt of a figure."""

from dataclasses import dataclass

from application.authorisation import Caller
from application.ports import ReceiptQueries
from domain.receipt import receipt_of, sealed
from domain.statement import Document


@dataclass(frozen=True, slots=True)
class GetReceipt:
    """The receipt of a version of a usage, which is the same whenever it is asked for."""

    receipts: ReceiptQueries

    async def __call__(self, caller: Caller, usage_id: int, version: int | None = None) -> Document:
        """Of the latest version where none is given. Raises UsageNotFound."""
        pinned = await self.receipts.version(caller.organisation_id, usage_id, version)
        return sealed(receipt_of(pinned.usage, pinned.usage_type, pinned.factor))
