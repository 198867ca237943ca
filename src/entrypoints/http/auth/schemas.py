"""Signing up, logging in and the tokens that come of it, on the wire."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType

from application.accounts.grants import TokenGrant
from entrypoints.http.reading.values import Email, LogInEmail, Name, NewPassword, Password, RefreshToken

RefreshIn = Annotated[
    Literal["body", "cookie"],
    Meta(description="Where the refresh token goes: a browser's scripts should never see it, so it takes the cookie."),
]


class SignUpRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """A person, who gets an organisation of their own."""

    name: Name
    email: Email
    password: NewPassword
    refresh_in: RefreshIn = "body"


class LogInRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """Who logs in."""

    email: LogInEmail
    password: Password
    refresh_in: RefreshIn = "body"


class RefreshRequest(Struct, frozen=True, forbid_unknown_fields=True):
    """The refresh token; left out where a cookie holds it, as the whole body may be."""

    refresh_token: RefreshToken | UnsetType = UNSET


class Tokens(Struct, frozen=True):
    """Tokens by RFC 6749, 5.1; the access token lives for expires_in seconds. refresh_token is missing where a cookie
    holds it."""

    access_token: str
    expires_in: int
    refresh_token: str | UnsetType = UNSET
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105  # a name, not a secret

    @classmethod
    def of(cls, grant: TokenGrant, *, with_refresh_token: bool) -> "Tokens":
        """The grant as it is answered."""
        return cls(grant.access_token, grant.expires_in, grant.refresh_token if with_refresh_token else UNSET)
