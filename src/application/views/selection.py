"""Which usages a list shows, and in which order."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from application.views.usages import UsageView
from domain.errors import InvalidValue
from domain.period import Period


@dataclass(frozen=True, slots=True)
class UsageFilter:
    """``period`` bounds the instant of usage; amounts are in the type's unit, both ends included; no types are all.
    ``as_of`` is an instant at which the ledger is looked at as it stood then; None: as it stands."""

    period: Period = Period()  # noqa: RUF009  # frozen
    usage_type_ids: frozenset[int] = frozenset()
    amount_min: Decimal | None = None
    amount_max: Decimal | None = None
    as_of: datetime | None = None

    def __post_init__(self) -> None:
        if self.amount_min is not None and self.amount_max is not None and self.amount_min > self.amount_max:
            raise InvalidValue("amount_max must not be below amount_min.", field="amount_max")


class SortKey(StrEnum):
    """What lists are sorted by; RECORDED_AT is that of the first version, USAGE_TYPE goes by id."""

    USAGE_AT = "usage_at"
    AMOUNT = "amount"
    EMISSIONS = "emissions"
    USAGE_TYPE = "usage_type"
    RECORDED_AT = "recorded_at"

    def value_in(self, view: UsageView) -> "SortValue":
        """What a usage is sorted by under this key."""
        match self:
            case SortKey.USAGE_AT:
                return view.usage_at
            case SortKey.AMOUNT:
                return view.amount_in_type_unit
            case SortKey.EMISSIONS:
                return view.emissions_kg_co2e
            case SortKey.USAGE_TYPE:
                return view.usage_type_id
            case SortKey.RECORDED_AT:
                return view.recorded_at


SortValue = datetime | Decimal | int


@dataclass(frozen=True, slots=True)
class Sort:
    """A key and a direction; ids break ties in the same direction, so that the order is total."""

    key: SortKey = SortKey.USAGE_AT
    descending: bool = True

    @classmethod
    def parse(cls, text: str) -> "Sort":
        """From ``key``, or ``-key`` for descending. Raises InvalidValue."""
        try:
            return cls(SortKey(text.removeprefix("-")), text.startswith("-"))
        except ValueError:
            keys = ", ".join(SortKey)
            raise InvalidValue(f"Sort by one of {keys}, with - before it to descend.", field="sort") from None

    def __str__(self) -> str:
        return f"-{self.key}" if self.descending else str(self.key)


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a sorted list: just after the usage with this sort value and id."""

    value: SortValue
    id: int

    @classmethod
    def of(cls, view: UsageView, sort: Sort) -> "Position":
        """The place just after a usage."""
        return cls(sort.key.value_in(view), view.id)
