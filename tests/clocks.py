"""Time that tests decide."""

from datetime import UTC, datetime, timedelta

from application.ports import Clock

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)


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
