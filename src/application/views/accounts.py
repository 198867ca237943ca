"""The account as its owner sees it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OrganisationReference:
    """The organisation that the user is a member of."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Erasure:
    """What goes when the account is deleted: the user's name, e-mail, password and sessions always, and with an
    organisation's only member the organisation with all its usages and their versions.

    ``usages`` counts deleted ones too, as they can be restored; ``usage_versions`` all versions, the latest included.
    """

    organisation_goes: bool
    usages: int
    usage_versions: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """A user, their organisation, and what deleting the account would erase."""

    id: int
    name: str
    email: str
    is_operator: bool
    created_at: datetime
    organisation: OrganisationReference
    on_deletion: Erasure
