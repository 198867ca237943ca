"""Issuing and checking access tokens: JWT (RFC 7519) in the profile for access tokens (RFC 9068)."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

import jwt

from application.ports import AccessClaims, AccessTokens
from domain.errors import NotAuthenticated

ISSUER = "carbon-ledger"
AUDIENCE = "carbon-ledger-api"
TYPE = "at+jwt"
ALGORITHM = "HS256"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
# A token may come from a host whose clock is a little ahead of ours; its end is never put off.
_CLOCK_SKEW_SECONDS = 10
_REMEMBERED = 4096
# Three parts in URL-safe base64 without padding, the last one 32 bytes: one token has one spelling.
_COMPACT = re.compile(r"[\w-]{1,200}\.[\w-]{1,400}\.[\w-]{43}", re.ASCII)
_ID = re.compile(r"[1-9][0-9]{0,15}", re.ASCII)
_OPTIONS: Any = {
    "require": ["iss", "aud", "sub", "sid", "iat", "exp"],
    "strict_aud": True,
    # PyJWT would ask the wall clock; the instant is the caller's to say.
    "verify_iat": False,
    "verify_exp": False,
    "verify_nbf": False,
}


@dataclass(frozen=True, slots=True)
class _Signed:
    """What a token with a right signature says; seconds since 1970."""

    claims: AccessClaims
    begins: int
    expires: int


class JwtAccessTokens(AccessTokens):
    """HS256 and nothing else. Times count in whole seconds: a token ends up to a second early, never late.

    Tokens are signed with the one key and taken from the others too; each names its key by an id made from that key.
    """

    def __init__(self, signing_key: str, lifetime_seconds: int, previous_keys: Iterable[str] = ()) -> None:
        self.lifetime_seconds = lifetime_seconds
        self._key = signing_key.encode()
        known = (self._key, *(key.encode() for key in previous_keys))
        # The first part of a token is the same text for all that one key signs.
        self._keys = {_encoded({}, key).partition(".")[0]: key for key in known}
        # Checking a signature costs a request more than all the rest of its authentication.
        self._signed = lru_cache(_REMEMBERED)(self._check)

    def issue(self, claims: AccessClaims, at: datetime) -> str:
        issued = _seconds(at)
        payload = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": str(claims.user_id),
            "sid": str(claims.session_id),
            "iat": issued,
            "exp": issued + self.lifetime_seconds,
        }
        return _encoded(payload, self._key)

    def verify(self, token: str, at: datetime) -> AccessClaims:
        signed = self._signed(token)
        now = _seconds(at)
        if not signed.begins - _CLOCK_SKEW_SECONDS <= now < signed.expires:
            raise _refused()
        return signed.claims

    def _check(self, token: str) -> _Signed:
        # Only as a name for one of our keys: no algorithm or header of a stranger's choosing is ever read.
        key = self._keys.get(token.partition(".")[0])
        if key is None or not _COMPACT.fullmatch(token):
            raise _refused()
        try:
            payload = jwt.decode(token, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=ISSUER, options=_OPTIONS)
        except jwt.PyJWTError:
            raise _refused() from None
        claims = AccessClaims(_id(payload["sub"]), _id(payload["sid"]))
        begins = max(_whole(payload["iat"]), _whole(payload.get("nbf", 0)))
        return _Signed(claims, begins, _whole(payload["exp"]))


def _encoded(payload: dict[str, Any], key: bytes) -> str:
    key_id = hmac.digest(key, b"key id", hashlib.sha256).hex()[:16]
    return jwt.encode(payload, key, algorithm=ALGORITHM, headers={"typ": TYPE, "kid": key_id})


def _seconds(at: datetime) -> int:
    return (at - _EPOCH) // _SECOND


def _id(claim: object) -> int:
    if not isinstance(claim, str) or not _ID.fullmatch(claim):
        raise _refused()
    return int(claim)


def _whole(claim: object) -> int:
    if type(claim) is not int:
        raise _refused()
    return claim


def _refused() -> NotAuthenticated:
    return NotAuthenticated("The access token is invalid or has expired; log in again.")
