"""Usages on the wire."""

from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType

from application.usages.draft import UsageAmendment, UsageDraft
from application.views.selection import Sort, SortKey
from application.views.usages import UsageVersionView, UsageView
from entrypoints.http.values import LARGEST_ID, Amount, Figure, Id, Instant, Note, Rule, UnitCode

LARGEST_PAGE_SIZE = 100
MOST_TYPES = 100
SORTS = tuple(sign + key for key in SortKey for sign in ("", "-"))

UsedType = Annotated[Id, Meta(description="The id of the usage type.")]
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

    def amendment(self) -> UsageAmendment:
        """What the use cases are told: there, None leaves a part as it is."""
        parts = {name: value for name in self.__struct_fields__ if (value := getattr(self, name)) is not UNSET}
        return UsageAmendment(**parts | {"note": parts["note"] or ""} if "note" in parts else parts)


Bound = Annotated[Figure, Meta(description="In the type's unit; the bound itself is included.")]


class UsageListing(Struct, frozen=True, rename={"from_": "from"}):
    """Which usages to list, in which order, and how much of them."""

    page: Annotated[int, Meta(ge=1, le=LARGEST_ID, description="Counted from 1; 1 without cursor.")] | UnsetType = UNSET
    page_size: Annotated[int, Meta(ge=1, le=LARGEST_PAGE_SIZE, description="Usages in one answer.")] = 25
    cursor: (
        Annotated[str, Meta(max_length=1000, description="next_cursor of the answer before; empty starts a walk.")]
        | UnsetType
    ) = UNSET
    include: Annotated[Literal["totals"], Meta(description="With cursor: add the totals.")] | UnsetType = UNSET
    sort: Annotated[
        str,
        Meta(description="The key, with - before it to descend; ids break ties.", extra_json_schema={"enum": SORTS}),
        Rule(Sort.parse),
    ] = str(Sort())
    from_: Annotated[Instant, Meta(description="Used at this instant or later.")] | UnsetType = UNSET
    to: Annotated[Instant, Meta(description="Used before this instant.")] | UnsetType = UNSET
    usage_type_id: Annotated[
        tuple[Id, ...], Meta(max_length=MOST_TYPES, description="Of these types; repeat the parameter for several.")
    ] = ()
    amount_min: Bound | UnsetType = UNSET
    amount_max: Bound | UnsetType = UNSET


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


@dataclass(frozen=True, slots=True)
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
