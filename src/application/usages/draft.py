"""What a client says of a usage, before it is held against its type."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Self

from domain.quantity import Quantity
from domain.usage import Statement
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class UsageDraft:
    """A whole statement; no ``unit`` means the type's own."""

    usage_type_id: int
    usage_at: datetime
    amount: Decimal
    unit: str | None = None
    note: str | None = None

    def stated(self, usage_type: UsageType) -> Statement:
        """Raises InvalidValue, UnknownUnit and AmbiguousUnit."""
        entered = Quantity.of(self.amount, self.unit if self.unit is not None else usage_type.unit)
        return Statement(usage_type.id, self.usage_at, entered, self.note)

    @classmethod
    def of(cls, stated: Statement) -> Self:
        """What was stated before, as a draft to amend."""
        entered = stated.entered
        return cls(stated.usage_type_id, stated.usage_at, entered.amount, entered.unit.code, stated.note)


@dataclass(frozen=True, slots=True)
class UsageAmendment:
    """The parts to change; None leaves a part as it is. An empty note takes the note away."""

    usage_type_id: int | None = None
    usage_at: datetime | None = None
    amount: Decimal | None = None
    unit: str | None = None
    note: str | None = None

    def applied_to(self, draft: UsageDraft) -> UsageDraft:
        """The draft with the parts changed."""
        parts = ("usage_type_id", "usage_at", "amount", "unit", "note")
        changes = {part: value for part in parts if (value := getattr(self, part)) is not None}
        return replace(draft, **changes)
