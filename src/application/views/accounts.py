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

    ``usages`` counts deleted ones too, as they can be restored; ``usage_versions`` all versions, the latest included;
    ``journal_entries`` those of the organisation's own chain.
    """

    organisation_goes: bool
    usages: int
    usage_versions: int
    journal_entries: int


NOTHING_ELSE = Erasure(organisation_goes=False, usages=0, usage_versions=0, journal_entries=0)
"""What goes with a member of an organisation that has others: nothing but the account."""


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
