"""Verifying a receipt that somebody was handed."""

from dataclasses import dataclass
from typing import Any

from application.authorisation import Caller
from application.ports import ReceiptQueries
from domain.canonical import hash_of
from domain.errors import UsageNotFound
from domain.receipt import receipt_of
from domain.verification import checked_receipt


@dataclass(frozen=True, slots=True)
class Verified:
    """A receipt that holds. ``is_kept`` tells whether the ledger holds its version, to the letter; None where it does
    not hold the usage, any more or at all."""

    document: dict[str, Any]
    is_kept: bool | None


@dataclass(frozen=True, slots=True)
class VerifyReceipt:
    """Holds a receipt against itself and against the ledger, whoever's it is: for the installation's operator."""

    receipts: ReceiptQueries

    async def __call__(self, caller: Caller, handed_out: Any) -> Verified:
        """Raises NotAllowed, and InvalidValue where it does not hold by itself."""
        caller.must_be_operator()
        document = checked_receipt(handed_out)
        which = document["organisation_id"], document["usage_id"], document["version"]
        try:
            kept = await self.receipts.version(*which)
        except UsageNotFound:
            return Verified(document, is_kept=None)
        # By hash, for Python takes true for 1.
        is_kept = hash_of(receipt_of(kept.usage, kept.usage_type, kept.factor)) == hash_of(document)
        return Verified(document, is_kept=is_kept)
