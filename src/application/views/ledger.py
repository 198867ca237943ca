"""What the ledger holds, as it lies in the storage: for checking, so nothing here is taken for valid."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.factor import EmissionFactor
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class RecordedFigure:
    """One version of a usage with all that its figure was made from."""

    organisation_id: int
    usage_id: int
    version: int
    usage_at: datetime
    amount: Decimal
    unit: str
    usage_type: UsageType
    factor: EmissionFactor
    amount_in_type_unit: Decimal
    emissions_kg_co2e: Decimal


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A version whose figure does not follow from what it was made from, or of which something is missing or cannot be
    read."""

    organisation_id: int
    usage_id: int
    version: int
    reason: str

    def __str__(self) -> str:
        return f"organisation {self.organisation_id}, usage {self.usage_id}, version {self.version}: {self.reason}"


def is_missing(what: str) -> str:
    """The reason, worded once for every storage."""
    return f"{what} is missing"


def is_unreadable(what: str, stored: str) -> str:
    """The reason, worded once for every storage."""
    return f"{what} cannot be read: {stored}"
