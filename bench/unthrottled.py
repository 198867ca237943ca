"""Settings of a service that is measured: clients may fail and sign up as often as they like, and the log is short."""

SETTINGS = {"LOG_LEVEL": "warning"} | dict.fromkeys(
    ("LOG_IN_FAILURES", "LOG_IN_FAILURES_PER_CLIENT", "SIGN_UPS_PER_CLIENT"), "1000000"
)
