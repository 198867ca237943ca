"""`/auth`: the only resource that takes no access token."""

from typing import Any

from litestar import Controller, Request, post
from litestar.di import NamedDependency

from application.accounts.grants import TokenGrant
from application.accounts.log_in import LogIn
from application.accounts.log_out import LogOut
from application.accounts.refresh import Refresh
from application.accounts.sign_up import SignUp
from application.accounts.throttle import TooManyAttempts
from domain.errors import EmailTaken, InvalidValue, NotAllowed, NotAuthenticated
from entrypoints.http.admission import MAY_BE_EMPTY
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.auth.cookie import RefreshCookie, cookie_token
from entrypoints.http.auth.schemas import LogInRequest, RefreshRequest, SignUpRequest, Tokens
from entrypoints.http.authentication import PUBLIC
from entrypoints.http.clients import client_of
from entrypoints.http.openapi.declared import SET_COOKIE, may_raise
from entrypoints.http.reading.values import given

AnyRequest = Request[Any, Any, Any]
BY_COOKIE = PUBLIC | MAY_BE_EMPTY


class AuthController(Controller):
    """Accounts, sessions and tokens."""

    path = "/auth"
    tags = ("Authentication",)

    @post(
        "/sign-up",
        operation_id="signUp",
        summary="Sign up",
        response_headers=SET_COOKIE,
        opt=PUBLIC | may_raise(EmailTaken, TooManyAttempts),
    )
    async def sign_up(
        self,
        request: AnyRequest,
        sent: NamedDependency[SignUpRequest],
        sign_up: NamedDependency[SignUp],
        refresh_cookie: NamedDependency[RefreshCookie],
    ) -> JsonAnswer[Tokens]:
        """Opens an account with an organisation of its own, and logs in. Common passwords are refused."""
        grant = await sign_up(sent.name, sent.email, sent.password, client_of(request))
        return _tokens(grant, refresh_cookie if sent.refresh_in == "cookie" else None)

    @post(
        "/log-in",
        operation_id="logIn",
        summary="Log in",
        status_code=200,
        response_headers=SET_COOKIE,
        opt=PUBLIC | may_raise(NotAuthenticated, TooManyAttempts),
    )
    async def log_in(
        self,
        request: AnyRequest,
        sent: NamedDependency[LogInRequest],
        log_in: NamedDependency[LogIn],
        refresh_cookie: NamedDependency[RefreshCookie],
    ) -> JsonAnswer[Tokens]:
        """Starts a session. An unknown address is answered as a wrong password is; after too many, both wait."""
        grant = await log_in(sent.email, sent.password, client_of(request))
        return _tokens(grant, refresh_cookie if sent.refresh_in == "cookie" else None)

    @post(
        "/refresh",
        operation_id="refreshTokens",
        summary="Get new tokens",
        status_code=200,
        response_headers=SET_COOKIE,
        opt=BY_COOKIE | may_raise(NotAuthenticated, NotAllowed),
    )
    async def refresh(
        self,
        request: AnyRequest,
        sent: NamedDependency[RefreshRequest],
        refresh: NamedDependency[Refresh],
        refresh_cookie: NamedDependency[RefreshCookie],
    ) -> JsonAnswer[Tokens]:
        """A refresh token works once; used again, it ends its session. A token from a cookie is answered by cookie."""
        token, by_cookie = _refresh_token(request, sent)
        return _tokens(await refresh(token), refresh_cookie if by_cookie else None)

    @post(
        "/log-out",
        operation_id="logOut",
        summary="Log out",
        status_code=204,
        response_headers=SET_COOKIE,
        opt=BY_COOKIE | may_raise(NotAllowed),
    )
    async def log_out(
        self,
        request: AnyRequest,
        sent: NamedDependency[RefreshRequest],
        log_out: NamedDependency[LogOut],
        refresh_cookie: NamedDependency[RefreshCookie],
    ) -> JsonAnswer[None]:
        """Ends the session of the refresh token, access tokens included, at once. An unknown token is no error."""
        token, by_cookie = _refresh_token(request, sent)
        await log_out(token)
        return JsonAnswer(None, cookies=[refresh_cookie.gone()] if by_cookie else None)


def _refresh_token(request: AnyRequest, sent: RefreshRequest) -> tuple[str, bool]:
    """The token, and whether the cookie brought it; the body goes before."""
    if token := given(sent.refresh_token):
        return token, False
    if token := cookie_token(request):
        return token, True
    raise InvalidValue("Is missing, and there is no cookie either.", field="refresh_token")


def _tokens(grant: TokenGrant, cookie: RefreshCookie | None) -> JsonAnswer[Tokens]:
    tokens = Tokens.of(grant, with_refresh_token=cookie is None)
    return JsonAnswer(tokens, cookies=[cookie.holding(grant.refresh_token)] if cookie else None)
