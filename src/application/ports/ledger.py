"""Reading the whole ledger, to check it."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator

from application.views.ledger import Discrepancy, RecordedFigure


class LedgerQueries(ABC):
    """Every figure of the installation, of all organisations: for its operator alone."""

    @abstractmethod
    def figures(self) -> AsyncIterator[RecordedFigure | Discrepancy]:
        """Every version of every usage, marks of deletion included, by organisation, usage and version; at no time are
        all of them in memory. A version whose type or factor is missing, or of which a value cannot be read, is never
        left out and ends nothing: a Discrepancy that says so stands in its place."""
