"""What an operator says of a factor, before it is published."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from application.authorisation import INSTALLATION
from domain.factor import EmissionFactor
from domain.period import Period, instant


@dataclass(frozen=True, slots=True)
class FactorDraft:
    """``value`` in kg CO2e per unit of the type; an open end of ``validity`` has no bound."""

    value: Decimal
    source: str
    validity: Period = Period()  # noqa: RUF009  # frozen
    edition: str | None = None

    def version(self, usage_type_id: int, *, id: int, by: int, at: datetime) -> EmissionFactor:
        """The factor version to keep. Raises InvalidValue."""
        start, end = self.validity.start, self.validity.end
        validity = Period(
            None if start is None else instant(start, field="valid_from"),
            None if end is None else instant(end, field="valid_to"),
        )
        publisher = None if by == INSTALLATION else by
        return EmissionFactor(id, usage_type_id, self.value, validity, self.source, self.edition, at, publisher)
