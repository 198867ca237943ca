"""The system's clock."""

from datetime import UTC, datetime

from application.ports import Clock


class SystemClock(Clock):
    """The time of day of this host, to the microsecond."""

    def now(self) -> datetime:
        return datetime.now(UTC)
