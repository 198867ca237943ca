"""Who may do what, decided here and nowhere else."""

from dataclasses import dataclass

from domain.errors import NotAllowed

INSTALLATION = 0
"""Stands for a user's id where nobody logged in acted: the command line of the installation."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling, as the storage says now, not as a token once said.

    Members reach all usages of their own organisation and nothing of another's; only operators change usage types and
    publish factors.
    """

    user_id: int
    organisation_id: int
    session_id: int
    is_operator: bool

    def must_be_operator(self) -> None:
        """Raises NotAllowed."""
        if not self.is_operator:
            raise NotAllowed("Only an operator of the installation may do this.")


COMMAND_LINE = Caller(user_id=INSTALLATION, organisation_id=INSTALLATION, session_id=INSTALLATION, is_operator=True)
"""Whoever can run commands on the installation's host operates it; no organisation's data are theirs by that."""
