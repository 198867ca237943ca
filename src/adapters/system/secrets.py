"""The system's randomness."""

import secrets

from application.ports import SecretGenerator

_BYTES = 32


class SystemSecretGenerator(SecretGenerator):
    """256 bits from the operating system's cryptographic source, in 43 URL-safe characters."""

    def new_secret(self) -> str:
        return secrets.token_urlsafe(_BYTES)
