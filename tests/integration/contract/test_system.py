"""The contracts of Clock and SecretGenerator."""

import re
from datetime import UTC, datetime, timedelta

from adapters.system.clock import SystemClock
from adapters.system.secrets import SystemSecretGenerator


def test_the_clock_tells_this_instant_in_utc() -> None:
    before = datetime.now(UTC)
    now = SystemClock().now()
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


def test_secrets_are_url_safe_and_never_the_same() -> None:
    """43 characters of 6 bits hold 256 bits."""
    secrets = [SystemSecretGenerator().new_secret() for _ in range(1000)]
    assert len(set(secrets)) == 1000
    assert all(re.fullmatch("[A-Za-z0-9_-]{43}", secret) for secret in secrets)
    # Every character differs between any two with odds of 63 in 64: a generator of few random bits shows here.
    assert all(len({secret[place] for secret in secrets}) > 10 for place in range(43))
