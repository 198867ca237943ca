"""Time that tests decide."""

from datetime import UTC, datetime, timedelta

from application.ports import Clock

NOON = datetime(2027, 5, 17, 12, tzinfo=UTC)
"""Later than the preloaded factors were recorded, so that what a test publishes is the latest."""


class FixedClock(Clock):
    """Stands still until it is set or moved."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **by: int) -> datetime:
        """Moves on by what a timedelta takes, such as ``days=1``, and says what time it is then."""
        self.at += timedelta(**by)
        return self.at
