"""Factors on the wire."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from application.factors.draft import FactorDraft
from application.views.usage_types import FactorView
from domain.errors import InvalidValue
from domain.period import Period
from entrypoints.http.reading.contradictions import Sent
from entrypoints.http.reading.values import Factor, Instant, Name

DEFAULT_SOURCE = "Stated by the operator"

Source = Annotated[Name, Meta(description="Who states the factor.", examples=["Grid operator, annual statement"])]
Edition = Annotated[Name, Meta(description="The publisher's edition.", examples=["2026"])]
ValidFrom = Annotated[Instant, Meta(description="The first instant that it applies to; null or left out: no bound.")]
ValidTo = Annotated[
    Instant, Meta(description="The instant from which on it no longer applies; null or left out: none.")
]


class FactorStatement(Struct, frozen=True, forbid_unknown_fields=True):
    """A factor to publish."""

    factor: Factor
    source: Source
    valid_from: ValidFrom | None = None
    valid_to: ValidTo | None = None
    edition: Edition | None = None

    def draft(self) -> FactorDraft:
        """What the use case is told."""
        return FactorDraft(self.factor, self.source, Period(self.valid_from, self.valid_to), self.edition)

    @staticmethod
    def contradictions(sent: Sent) -> Iterator[InvalidValue]:
        """A factor that would end before it begins."""
        return sent.tested(_ends_after_start, "valid_from", "valid_to")


class FactorList(Struct, frozen=True):
    """Every factor version of a usage type, the latest recorded first."""

    items: tuple[FactorView, ...]


def _ends_after_start(valid_from: datetime | None, valid_to: datetime | None) -> None:
    if valid_from is not None and valid_to is not None and valid_from >= valid_to:
        raise InvalidValue("Must be after valid_from.", field="valid_to")
