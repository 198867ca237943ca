"""The application on each storage, in this process: a socket would add nothing but time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

import httpx
import pytest
from dependency_injector import providers
from litestar import Litestar

from adapters.memory.storage import MemoryStorage
from application.authorisation import COMMAND_LINE
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.clocks import FixedClock
from tests.integration.conftest import Opener
from tests.integration.http.api import Api
from tests.integration.storages import StorageParts, memory_parts
from tests.passwords import QuickPasswordHasher

SIGNING_KEY = "a key for tests, of no use elsewhere, and long enough for any algorithm: 0123456789"
_addresses = count(1)


def container_on(parts: StorageParts, clock: FixedClock, settings: Settings) -> Container:
    """The real wiring; only storage, time and the cost of a password hash are the test's."""
    container = Container(settings=settings)
    container.clock.override(providers.Object(clock))
    container.passwords.override(providers.Singleton(QuickPasswordHasher))
    container.new_unit_of_work.override(providers.Factory(parts.new_unit_of_work))
    for name in ("storage", "ids", "usages", "usage_types", "emissions", "accounts", "ledger"):
        getattr(container, name).override(providers.Object(getattr(parts, name)))
    return container


def client_of(app: Litestar) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://ledger.test")


@asynccontextmanager
async def serving(container: Container) -> AsyncIterator[Api]:
    app = create_app(container)
    async with app.lifespan(), client_of(app) as http:
        yield Api(http)


def memory_container_on(settings: Settings) -> Container:
    clock = FixedClock()
    return container_on(memory_parts(MemoryStorage(), clock), clock, settings)


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(storage="memory", signing_key=SIGNING_KEY)


@pytest.fixture
def container(open_parts: Opener, clock: FixedClock, settings: Settings) -> Container:
    """On each storage in its turn."""
    return container_on(open_parts(), clock, settings)


@pytest.fixture
async def api(container: Container) -> AsyncIterator[Api]:
    """Nobody's client, on each storage in its turn."""
    async with serving(container) as nobody:
        yield nobody


@pytest.fixture
async def ada(api: Api) -> Api:
    """A user."""
    return await api.signed_up("Ada")


@pytest.fixture
async def bob(api: Api) -> Api:
    """A user of another organisation."""
    return await api.signed_up("Bob")


@pytest.fixture
async def operator(api: Api, container: Container) -> Api:
    """Somebody who publishes factors."""
    email, password = f"operator{next(_addresses)}@example.org", "correct horse battery"
    await container.add_user()(COMMAND_LINE, "Olga", email, password, is_operator=True)
    return Api(api.http, (await api.post("/auth/log-in", {"email": email, "password": password}))["access_token"])


@pytest.fixture(scope="module")
def memory_container(settings: Settings) -> Container:
    """For a file whose tests the storage has no part in; they share what is in it."""
    return memory_container_on(settings)


@pytest.fixture(scope="module")
async def memory_api(memory_container: Container) -> AsyncIterator[Api]:
    """Nobody's client there."""
    async with serving(memory_container) as nobody:
        yield nobody


@pytest.fixture(scope="module")
async def carol(memory_api: Api) -> Api:
    """A user there."""
    return await memory_api.signed_up("Carol")
