"""The application: routes, what their handlers are given, and what holds for all of them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from application.idempotency import AlreadyAnswered
from entrypoints.container import Container, close
from entrypoints.http.admission import GIVEN, Admission
from entrypoints.http.answers import JsonAnswer
from entrypoints.http.auth.controller import AuthController
from entrypoints.http.auth.cookie import RefreshCookie
from entrypoints.http.background import repeated
from entrypoints.http.docs import asset, openapi, page
from entrypoints.http.emissions.controller import EmissionsController
from entrypoints.http.envelope import Envelope
from entrypoints.http.factors.controller import FactorsController
from entrypoints.http.failures import answer_failure
from entrypoints.http.health import live, ready
from entrypoints.http.idempotency import answer_again
from entrypoints.http.journal.controller import JournalController
from entrypoints.http.me.controller import MeController
from entrypoints.http.receipts.controller import ReceiptsController
from entrypoints.http.usage_types.controller import UsageTypesController
from entrypoints.http.usages.controller import UsagesController
from entrypoints.http.web_app import web_asset, web_page

_USE_CASES = (
    *("sign_up", "log_in", "refresh", "log_out"),
    *("get_account", "rename_account", "change_password", "delete_account"),
    *("list_usage_types", "get_usage_type", "add_usage_type", "change_usage_type", "remove_usage_type"),
    *("list_factors", "publish_factor"),
    *("record_usage", "correct_usage", "delete_usage", "restore_usage"),
    *("get_usage", "list_usages", "list_usage_versions"),
    *("report_emissions", "list_journal", "get_journal_heads", "get_receipt", "state_emissions"),
)
_BETWEEN_PURGES = timedelta(minutes=1)
_BETWEEN_SEALINGS = timedelta(seconds=1)


def create_app(container: Container, *, is_prepared: bool = False) -> Litestar:
    """The ASGI application. Its lifespan brings the storage up to date, unless that is done, and closes it."""
    api = Router(
        "/api/v1",
        route_handlers=[
            AuthController,
            MeController,
            UsageTypesController,
            FactorsController,
            UsagesController,
            EmissionsController,
            JournalController,
            ReceiptsController,
        ],
    )
    app = Litestar(
        [api, live, ready, openapi, page, asset, web_page, web_asset],
        before_request=Admission(container.authenticate),
        dependencies=GIVEN | _use_cases(container),
        exception_handlers={Exception: answer_failure, AlreadyAnswered: answer_again},
        lifespan=[lambda _: _opened(container, is_prepared=is_prepared)],
        response_class=JsonAnswer,
        openapi_config=None,
        logging_config=None,
    )
    _resolve_in_turn(app)
    settings = container.settings()
    enveloped: Any = Envelope(app.asgi_handler, behind_tls=settings.behind_tls)  # uvicorn has its own types of ASGI
    app.asgi_handler = cast("ASGIApp", ProxyHeadersMiddleware(enveloped, settings.proxies))
    return app


def _use_cases(container: Container) -> dict[str, Provide]:
    settings = container.settings()
    cookie = RefreshCookie(settings.behind_tls, settings.refresh_token_days * 24 * 60 * 60)
    given = {name: _provided(getattr(container, name)) for name in _USE_CASES}
    return given | {"storage": _provided(container.storage), "refresh_cookie": _provided(lambda: cookie)}


def _provided(provider: Callable[[], Any]) -> Provide:
    return Provide(lambda: provider(), sync_to_thread=False)  # noqa: PLW0108  # Litestar cannot look into a provider


async def prepare(container: Container) -> None:
    """What is done once before anybody serves: the storage is brought up to date, the operator's account opened."""
    settings = container.settings()
    await container.storage().migrate()
    if settings.operator_email:
        await container.ensure_operator()(settings.operator_email, settings.operator_password)


@asynccontextmanager
async def _opened(container: Container, *, is_prepared: bool) -> AsyncIterator[None]:
    try:
        if not is_prepared:
            await prepare(container)
        purging = repeated(container.forget_expired(), _BETWEEN_PURGES)
        async with purging, repeated(container.seal_journal(), _BETWEEN_SEALINGS):
            yield
    finally:
        await close(container)


def _resolve_in_turn(app: Litestar) -> None:
    """Litestar starts a group of tasks for what a handler is given, at 60 µs a request; none of ours would wait."""
    for route in app.routes:
        if isinstance(route, HTTPRoute):
            for _, model in route.route_handler_map.values():
                model.dependency_batches = [{given} for batch in model.dependency_batches for given in batch]
