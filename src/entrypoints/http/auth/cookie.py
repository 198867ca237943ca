"""The cookie that keeps a refresh token out of reach of a browser's scripts."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie

from entrypoints.http.problems import Kind, Problem

NAME = "refresh_token"
PATH = "/api/v1/auth"


@dataclass(frozen=True, slots=True)
class RefreshCookie:
    """How the cookie is set; ``lifetime_seconds`` is that of an unused refresh token."""

    is_secure: bool
    lifetime_seconds: int

    def holding(self, token: str) -> Cookie:
        """The cookie with a token."""
        return self._cookie(token, self.lifetime_seconds)

    def gone(self) -> Cookie:
        """What makes a browser forget it."""
        return self._cookie("", 0)

    def _cookie(self, value: str, max_age: int) -> Cookie:
        return Cookie(
            key=NAME, value=value, max_age=max_age, path=PATH, secure=self.is_secure, httponly=True, samesite="strict"
        )


def cookie_token(request: Request[Any, Any, Any]) -> str | None:
    """The refresh token that a request bears in its cookie. Raises Problem when another site may have sent it."""
    token = request.cookies.get(NAME)
    if token and _may_be_forged(request):
        raise Problem(Kind.FORBIDDEN, "A request that relies on a cookie must come from the service's own site.")
    return token or None


def _may_be_forged(request: Request[Any, Any, Any]) -> bool:
    """SameSite=Strict stops it already, in browsers that know it and for sites that share no domain with us.

    Fetch metadata tell it surely; before them, a JSON body could only come from elsewhere after a CORS preflight,
    which we never grant, and an Origin that is not ours gives away the rest.
    """
    if site := request.headers.get("sec-fetch-site"):
        return site not in {"same-origin", "none"}
    if "content-type" in request.headers:  # it is JSON's, or the body would have been refused
        return False
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")
