"""Who calls. Every route wants an access token but those that say ``public``."""

import re
from typing import Any

from litestar import Request

from application.accounts.authenticate import Authenticate
from application.authorisation import Caller
from domain.errors import NotAuthenticated
from entrypoints.http.problems import CHALLENGE, Kind, Problem

PUBLIC: dict[str, Any] = {"public": True}
"""The mark of a route that takes no access token."""

_INVALID_TOKEN = f'{CHALLENGE}, error="invalid_token"'
# RFC 6750, 2.1: the header is the only place; a token in a form or in the URL is none.
_BEARER = re.compile(rb"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)


async def authenticated(request: Request[Any, Any, Any], authenticate: Authenticate) -> Caller:
    """The caller whose token the request bears. Raises Problem: 401, in RFC 6750's words."""
    given = [value for name, value in request.scope["headers"] if name == b"authorization"]
    if not given:
        # RFC 6750, 3.1: no error code for those who did not try.
        raise _refusal("An access token is needed: Authorization: Bearer …", CHALLENGE)
    bearer = _BEARER.fullmatch(given[0].strip()) if len(given) == 1 else None
    if bearer is None:
        raise _refusal("Exactly one header of the form Authorization: Bearer … is needed.", _INVALID_TOKEN)
    try:
        return await authenticate(bearer[1].decode())
    except NotAuthenticated as error:
        raise _refusal(error.message, _INVALID_TOKEN) from None


def _refusal(detail: str, challenge: str) -> Problem:
    return Problem(Kind.UNAUTHENTICATED, detail, headers={"WWW-Authenticate": challenge})
