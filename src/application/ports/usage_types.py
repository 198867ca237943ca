"""Where usage types and their emission factors are kept; both concern every organisation."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import datetime

from application.views.usage_types import FactorView, UsageTypeView
from application.views.usages import UsageTypeReference
from domain.factor import EmissionFactor
from domain.usage_type import UsageType


class UsageTypeRepository(ABC):
    """The usage types of the installation."""

    @abstractmethod
    async def get(self, usage_type_id: int) -> UsageType:
        """As it is now; others may change it meanwhile. Raises UsageTypeNotFound."""

    @abstractmethod
    async def get_to_change(self, usage_type_id: int) -> UsageType:
        """As ``get``, and held against others who mean to ``replace`` it until the unit of work ends. Where units of
        work run side by side, those that record usages of it do not wait. Raises UsageTypeNotFound."""

    @abstractmethod
    async def add(self, usage_type: UsageType) -> None:
        """Raises UsageTypeExists when another has the same name and unit."""

    @abstractmethod
    async def replace(self, usage_type: UsageType) -> None:
        """Keeps the whole of the new state of a type that was got to change.

        Raises UsageTypeNotFound, and UsageTypeExists as ``add`` does.
        """

    @abstractmethod
    async def remove(self, usage_type_id: int) -> None:
        """Removes the type and its factors.

        Raises UsageTypeNotFound, and UsageTypeInUse when any version of any usage refers to it.
        """


class EmissionFactorRepository(ABC):
    """The factor versions of every usage type; append-only."""

    @abstractmethod
    async def get(self, factor_id: int) -> EmissionFactor:
        """The version with this id. A factor that a usage pins is always there; any other id raises LookupError."""

    @abstractmethod
    async def in_force(self, usage_type_id: int, at: datetime) -> EmissionFactor:
        """As domain.factor.in_force chooses. Raises NoFactorInForce."""

    @abstractmethod
    async def add(self, factor: EmissionFactor) -> None:
        """Raises UsageTypeNotFound."""


class UsageTypeQueries(ABC):
    """What is shown of usage types and factors."""

    @abstractmethod
    async def list(self, at: datetime) -> tuple[UsageTypeView, ...]:
        """Every type, by id, each with the factor in force at the instant, or None."""

    @abstractmethod
    async def get(self, usage_type_id: int, at: datetime) -> UsageTypeView:
        """Raises UsageTypeNotFound."""

    @abstractmethod
    async def references(self, as_of: datetime) -> Mapping[int, UsageTypeReference]:
        """Every type as the journal knew it to be named by an instant, or last; one that was added later, as it was
        named at first."""

    @abstractmethod
    async def factors(self, usage_type_id: int) -> tuple[FactorView, ...]:
        """Every factor version of a type, the latest recorded first. Raises UsageTypeNotFound."""
