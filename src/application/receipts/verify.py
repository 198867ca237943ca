"""Verifying a receipt that somebody was handed."""

from dataclasses import dataclass
from typing import Any

from application.authorisation import Caller
from application.ports import ReceiptQueries
from domain.canonical import hash_of
from domain.errors import DomainError, UsageNotFound
from domain.receipt import receipt_of
from domain.verification import checked_receipt

_UNREADABLE = (DomainError, ArithmeticError, LookupError, ValueError)
"""What reading a row raises that somebody has written nonsense into: it is not as the receipt says."""


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
        usage = document["organisation_id"], document["usage_id"]
        kept = await self._hash_of(*usage, document["version"])
        if kept is None and await self._hash_of(*usage) is None:
            return Verified(document, is_kept=None)
        # By hash, for to Python true equals 1.
        return Verified(document, is_kept=kept == hash_of(document))

    async def _hash_of(self, organisation_id: int, usage_id: int, version: int | None = None) -> str | None:
        try:
            kept = await self.receipts.version(organisation_id, usage_id, version)
        except UsageNotFound:
            return None
        except _UNREADABLE:
            return ""
        return hash_of(receipt_of(kept.usage, kept.usage_type, kept.factor))
