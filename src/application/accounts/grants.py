"""The tokens that a client is given."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from application.ports.system import AccessClaims, AccessTokens, SecretGenerator
from domain.session import RefreshToken, Session


@dataclass(frozen=True, slots=True)
class TokenGrant:
    """What a client is given (RFC 6749, 5.1); ``expires_in`` is the access token's life in seconds."""

    access_token: str
    expires_in: int
    refresh_token: str
    refresh_expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenGrants:
    """Makes the pair of tokens that a log-in or a refresh answers with."""

    access_tokens: AccessTokens
    secrets: SecretGenerator
    refresh_lifetime: timedelta

    def issue(self, session: Session, at: datetime) -> tuple[TokenGrant, RefreshToken]:
        """The pair for the client, and the refresh token as it is kept."""
        secret = self.secrets.new_secret()
        kept = RefreshToken(hash_of(secret), session.id, at + self.refresh_lifetime)
        access = self.access_tokens.issue(AccessClaims(session.user_id, session.id), at)
        return TokenGrant(access, self.access_tokens.lifetime_seconds, secret, kept.expires_at), kept


def hash_of(refresh_token: str) -> str:
    """SHA-256 in hex; no salt or stretching, since the token is itself 256 random bits."""
    return hashlib.sha256(refresh_token.encode(errors="replace")).hexdigest()
