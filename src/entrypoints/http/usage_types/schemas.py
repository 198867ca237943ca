"""Usage types on the wire."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from application.factors.draft import FactorDraft
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.views.usage_types import UsageTypeView
from domain.errors import InvalidValue
from domain.units import UNITS
from domain.usage_type import checked_density
from entrypoints.http.factors.schemas import DEFAULT_SOURCE, Edition, FactorStatement, Source, ValidFrom, ValidTo
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import LARGEST_ID, Factor, Name, Rule, UnitCode, given

TypeName = Annotated[Name, Meta(description="What is used.", examples=["district heating"])]
Density = Annotated[
    Decimal,
    Meta(
        description="kg per l, above 0, with at most 6 decimals: lets a type in kg take volumes.",
        examples=[Decimal("0.832")],
        extra_json_schema={
            "type": "number",
            "exclusiveMinimum": 0,
            "exclusiveMaximum": 100,
            "multipleOf": Decimal("0.000001"),
        },
    ),
    Rule(checked_density),
]


class UsageTypeStatement(Struct, frozen=True, forbid_unknown_fields=True):
    """A usage type to add, with its first factor."""

    name: TypeName
    unit: UnitCode
    factor: Factor
    source: Source = DEFAULT_SOURCE
    edition: Edition | None = None
    valid_from: ValidFrom | None = None
    valid_to: ValidTo | None = None
    accepted_units: (
        Annotated[
            tuple[UnitCode, ...],
            Meta(
                max_length=len(UNITS), description="Units to enter amounts in; all of the unit's dimension if left out."
            ),
        ]
        | UnsetType
    ) = UNSET
    density_kg_per_l: Density | None = None

    def draft(self) -> UsageTypeDraft:
        """What the use case is told."""
        stated = FactorStatement(self.factor, self.source, self.valid_from, self.valid_to, self.edition)
        return UsageTypeDraft(self.name, self.unit, stated.draft(), given(self.accepted_units), self.density_kg_per_l)

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """Those of its factor, and units that do not convert into its own."""
        yield from FactorStatement.contradictions(sent)
        yield from sent.tested(_units_convert, "unit", "accepted_units", "density_kg_per_l")


class UsageTypeAmendment(Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of a usage type to change; what is left out stays. A factor is published as valid from now on."""

    name: TypeName | UnsetType = UNSET
    factor: Factor | UnsetType = UNSET
    source: Source | UnsetType = UNSET
    edition: Edition | None = None
    retired: Annotated[bool, Meta(description="A retired type takes no new usages.")] | UnsetType = UNSET

    def change(self) -> UsageTypeChange:
        """What the use case is told."""
        factor = given(self.factor)
        if factor is None:
            return UsageTypeChange(given(self.name), given(self.retired))
        draft = FactorDraft(factor, given(self.source) or DEFAULT_SOURCE, edition=self.edition)
        return UsageTypeChange(given(self.name), given(self.retired), draft)

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """What describes a factor that is not there."""
        for field in ("source", "edition"):
            if field in sent and "factor" not in sent:
                yield InvalidValue("Only together with factor.", field=field)


class UsageTypeList(Struct, frozen=True):
    """Every usage type, by id, retired ones too."""

    items: tuple[UsageTypeView, ...]


def _units_convert(unit: str, accepted_units: tuple[str, ...] | None, density_kg_per_l: Decimal | None) -> None:
    """Raises InvalidValue. Name and factor have no part in it."""
    any_factor = FactorDraft(Decimal(0), DEFAULT_SOURCE)
    UsageTypeDraft("any", unit, any_factor, accepted_units, density_kg_per_l).usage_type(LARGEST_ID)
