"""Reading the whole ledger, to check it."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator

from application.views.ledger import RecordedFigure


class LedgerQueries(ABC):
    """Every figure of the installation, of all organisations: for its operator alone."""

    @abstractmethod
    def figures(self) -> AsyncIterator[RecordedFigure]:
        """Every version of every usage, marks of deletion included, by organisation, usage and version; at no time are
        all of them in memory."""
