"""What receipts are made from."""

from dataclasses import dataclass

from domain.factor import EmissionFactor
from domain.usage import Usage
from domain.usage_type import UsageType


@dataclass(frozen=True, slots=True)
class PinnedVersion:
    """A version of a usage, with the type and the factor that its figure was made with."""

    usage: Usage
    usage_type: UsageType
    factor: EmissionFactor
