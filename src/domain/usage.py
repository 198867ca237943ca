"""A usage and its life: recorded, corrected, deleted, restored, every version kept."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Self

from domain.emissions import figures
from domain.errors import ConcurrentChange, UsageNotDeleted, UsageNotFound
from domain.factor import EmissionFactor
from domain.period import instant
from domain.quantity import Quantity
from domain.text import checked_note
from domain.usage_type import UsageType


class Change(StrEnum):
    """What opened a version."""

    RECORDED = "recorded"
    CORRECTED = "corrected"
    DELETED = "deleted"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says was used: ``usage_at`` is when (UTC), ``entered`` how much. Raises InvalidValue."""

    usage_type_id: int
    usage_at: datetime
    entered: Quantity
    note: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "usage_at", instant(self.usage_at, field="usage_at"))
        object.__setattr__(self, "note", checked_note(self.note))


@dataclass(frozen=True, slots=True)
class Usage:
    """One version of a usage, with the factor it pins and the emissions that were calculated with it.

    ``user_id`` and ``recorded_at`` say who recorded the usage and when; ``changed_by`` and ``changed_at`` who opened
    this version, and when. Versions count from 1.
    """

    organisation_id: int
    id: int
    user_id: int
    recorded_at: datetime
    stated: Statement
    factor_id: int
    amount_in_type_unit: Decimal
    emissions_kg_co2e: Decimal
    version: int
    change: Change
    changed_at: datetime
    changed_by: int

    @classmethod
    def record(
        cls,
        stated: Statement,
        usage_type: UsageType,
        factor: EmissionFactor,
        *,
        id: int,
        organisation_id: int,
        by: int,
        at: datetime,
    ) -> Self:
        """The first version. Raises UsageTypeRetired, UnitNotAccepted and FigureTooLarge."""
        usage_type.must_take_usages()
        made = figures(stated.entered, usage_type, factor)
        return cls(
            organisation_id=organisation_id,
            id=id,
            user_id=by,
            recorded_at=at,
            stated=stated,
            factor_id=factor.id,
            amount_in_type_unit=made.amount_in_type_unit,
            emissions_kg_co2e=made.emissions_kg_co2e,
            version=1,
            change=Change.RECORDED,
            changed_at=at,
            changed_by=by,
        )

    @property
    def is_deleted(self) -> bool:
        """Whether this version is the mark of a deletion."""
        return self.change is Change.DELETED

    def keeps_factor(self, stated: Statement) -> bool:
        """Whether the pinned factor stays: as long as neither the type nor the instant changes."""
        return (self.stated.usage_type_id, self.stated.usage_at) == (stated.usage_type_id, stated.usage_at)

    def correct(
        self, stated: Statement, usage_type: UsageType, factor: EmissionFactor, *, by: int, at: datetime
    ) -> Self:
        """The next version; stating the same again changes nothing and makes none.

        ``factor`` is the pinned one where keeps_factor says so. Raises UsageNotFound when it is deleted,
        UsageTypeRetired when it would move to a retired type, UnitNotAccepted and FigureTooLarge.
        """
        self.must_not_be_deleted()
        if stated == self.stated:
            return self
        if stated.usage_type_id != self.stated.usage_type_id:
            usage_type.must_take_usages()
        made = figures(stated.entered, usage_type, factor)
        return replace(
            self._next(Change.CORRECTED, by, at),
            stated=stated,
            factor_id=factor.id,
            amount_in_type_unit=made.amount_in_type_unit,
            emissions_kg_co2e=made.emissions_kg_co2e,
        )

    def delete(self, *, by: int, at: datetime) -> Self:
        """The version that marks the deletion. Raises UsageNotFound when it is deleted already."""
        self.must_not_be_deleted()
        return self._next(Change.DELETED, by, at)

    def restore(self, *, by: int, at: datetime) -> Self:
        """The version that takes a deletion back, figure and pinned factor as they were. Raises UsageNotDeleted."""
        if not self.is_deleted:
            raise UsageNotDeleted("The usage is not deleted, so there is nothing to restore.")
        return self._next(Change.RESTORED, by, at)

    def must_not_be_deleted(self) -> None:
        """Raises UsageNotFound: to everybody but its history a deleted usage is gone."""
        if self.is_deleted:
            raise usage_not_found(self.id)

    def _next(self, change: Change, by: int, at: datetime) -> Self:
        # Clocks are set back, and two hosts' never agree: recorded time must not run backwards all the same.
        return replace(
            self, version=self.version + 1, change=change, changed_by=by, changed_at=max(at, self.changed_at)
        )


def usage_not_found(usage_id: int, version: int | None = None) -> UsageNotFound:
    """The refusal, worded once for every storage."""
    which = f"usage {usage_id}" if version is None else f"version {version} of usage {usage_id}"
    return UsageNotFound(f"There is no {which}.")


def usage_changed_in_between(usage_id: int) -> ConcurrentChange:
    """The refusal, worded once for every storage."""
    return ConcurrentChange(f"Somebody else changed usage {usage_id} in between; read it again and retry.")
