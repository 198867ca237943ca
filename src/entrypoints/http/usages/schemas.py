"""Usages on the wire."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Self

from msgspec import UNSET, Meta, Struct, UnsetType

from application.usages.draft import UsageAmendment, UsageDraft
from application.views.usages import UsageVersionView, UsageView
from entrypoints.http.reading.values import Amount, Id, Instant, Note, UnitCode

UsedType = Annotated[Id, Meta(description="The id of the usage type.")]
Reason = Annotated[Note, Meta(description="Why; the journal keeps it. An empty one is none.")]
UsedAt = Annotated[Instant, Meta(description="When it was used; chooses the emission factor.")]


class UsageStatement(Struct, frozen=True, forbid_unknown_fields=True):
    """What was used."""

    usage_type_id: UsedType
    usage_at: UsedAt
    amount: Amount
    unit: Annotated[UnitCode | UnsetType, Meta(description="The type's own unit if left out.")] = UNSET
    note: Note | None = None

    def draft(self) -> UsageDraft:
        """What the use cases are told."""
        return UsageDraft(self.usage_type_id, self.usage_at, self.amount, self.unit or None, self.note)


class UsageChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of a usage to change; what is left out stays."""

    usage_type_id: UsedType | UnsetType = UNSET
    usage_at: UsedAt | UnsetType = UNSET
    amount: Amount | UnsetType = UNSET
    unit: UnitCode | UnsetType = UNSET
    note: Annotated[Note | UnsetType | None, Meta(description="null or empty takes the note away.")] = UNSET
    reason: Reason | None = None

    def amendment(self) -> UsageAmendment:
        """What the use cases are told: there, None leaves a part as it is."""
        names = (name for name in self.__struct_fields__ if name != "reason")
        parts = {name: value for name in names if (value := getattr(self, name)) is not UNSET}
        return UsageAmendment(**parts | {"note": parts["note"] or ""} if "note" in parts else parts)


class UsageReplacement(UsageStatement, frozen=True, forbid_unknown_fields=True):
    """What was used, stated anew."""

    reason: Reason | None = None


class ChangeReason(Struct, frozen=True, forbid_unknown_fields=True):
    """Why a usage is deleted or restored."""

    reason: Reason | None = None


class UsagePage(Struct, frozen=True):
    """A page of usages, with the totals of all that the filter selects."""

    items: tuple[UsageView, ...]
    page: int
    page_size: int
    total: int
    total_emissions_kg_co2e: Decimal


class UsageWalk(Struct, frozen=True):
    """A stretch of a walk; next_cursor is null at the end. Totals are there on include=totals."""

    items: tuple[UsageView, ...]
    next_cursor: str | None
    total: int | UnsetType = UNSET
    total_emissions_kg_co2e: Decimal | UnsetType = UNSET


@dataclass(slots=True)
class UsageVersion(UsageView):
    """One version of a usage, the deleted ones too; superseded_at is when the next took its place."""

    superseded_at: datetime | None

    @classmethod
    def flat(cls, version: UsageVersionView) -> Self:
        """The version in one object."""
        same: dict[str, Any] = {field.name: getattr(version.usage, field.name) for field in fields(UsageView)}
        return cls(**same, superseded_at=version.superseded_at)


class UsageVersions(Struct, frozen=True):
    """Every version of a usage, the latest first."""

    items: tuple[UsageVersion, ...]
