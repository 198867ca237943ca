"""The application on each storage, in this process: a socket would add nothing but time; and the real server on one."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

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
from tests.passwords import FewCommonPasswords, QuickPasswordHasher
from tests.service import RunningService

SIGNING_KEY = "a key for tests, of no use elsewhere, and long enough for any algorithm: 0123456789"
_addresses = count(1)


def pointed_at(parts: StorageParts, clock: FixedClock, container: Container) -> Container:
    """The real wiring; only storage, time and the cost of passwords are the test's."""
    ours = {
        "clock": providers.Object(clock),
        "passwords": providers.Singleton(QuickPasswordHasher),
        "common_passwords": providers.Singleton(FewCommonPasswords),
        "new_unit_of_work": providers.Factory(parts.new_unit_of_work),
    }
    for name in ("storage", "ids", "usages", "usage_types", "emissions", "accounts", "ledger", "journal", "receipts"):
        ours[name] = providers.Object(getattr(parts, name))
    for name, provider in ours.items():
        wired = getattr(container, name)
        wired.reset_override()  # or those of every test before are looked through and kept
        wired.override(provider)
    container.reset_singletons()
    return container


def client_of(app: Litestar) -> httpx.AsyncClient:
    asgi: Any = app  # Litestar and httpx have their own types of an ASGI application
    transport = httpx.ASGITransport(app=asgi, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://ledger.test")


async def operator_of(api: Api, container: Container) -> Api:
    email, password = f"operator{next(_addresses)}@example.org", "correct horse battery"
    await container.add_user()(COMMAND_LINE, "Olga", email, password, is_operator=True)
    return Api(api.http, (await api.post("/auth/log-in", {"email": email, "password": password}))["access_token"])


@asynccontextmanager
async def serving(container: Container) -> AsyncIterator[Api]:
    app = create_app(container)
    async with app.lifespan(), client_of(app) as http:
        yield Api(http)


def memory_container_on(settings: Settings) -> Container:
    clock = FixedClock()
    return pointed_at(memory_parts(MemoryStorage(), clock), clock, Container(settings=settings))


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings(storage="memory", signing_key=SIGNING_KEY)


@pytest.fixture(scope="session")
def shared_app(settings: Settings) -> tuple[Container, Litestar]:
    """One application for all storages: making it takes longer than most tests, and it keeps nothing of them."""
    container = memory_container_on(settings)
    return container, create_app(container)


@pytest.fixture(scope="session")
def other_shared_app(settings: Settings) -> tuple[Container, Litestar]:
    container = memory_container_on(settings)
    return container, create_app(container)


@pytest.fixture
def container(shared_app: tuple[Container, Litestar], open_parts: Opener, clock: FixedClock) -> Container:
    """On each storage in its turn."""
    return pointed_at(open_parts(), clock, shared_app[0])


@pytest.fixture
async def api(container: Container, shared_app: tuple[Container, Litestar]) -> AsyncIterator[Api]:
    """Nobody's client, on each storage in its turn."""
    async with client_of(shared_app[1]) as http:
        yield Api(http)


@pytest.fixture
async def elsewhere(
    other_shared_app: tuple[Container, Litestar], open_parts: Opener, clock: FixedClock
) -> AsyncIterator[Api]:
    """Another process on the same storage; it also stands for the same one, started anew."""
    container, app = other_shared_app
    pointed_at(open_parts(), clock, container)
    async with client_of(app) as http:
        yield Api(http)


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
    return await operator_of(api, container)


@pytest.fixture
async def usages(ada: Api, bob: Api) -> list[int]:
    """Ada's, at both sides of midnight in Zurich on the first of February, and some in other units; Bob has one too."""
    stated: list[dict[str, Any]] = [
        {"usage_type_id": 100, "usage_at": "2024-01-31T22:59:59.999999Z", "amount": Decimal("0.1")},
        {"usage_type_id": 100, "usage_at": "2024-01-31T23:00:00Z", "amount": Decimal("120.5"), "unit": "MJ"},
        {"usage_type_id": 104, "usage_at": "2024-02-10T12:00:00Z", "amount": Decimal("17.25"), "unit": "CCF"},
        {"usage_type_id": 101, "usage_at": "2024-04-30T12:00:00Z", "amount": 3, "unit": "l", "note": "Zürich €"},
        {"usage_type_id": 102, "usage_at": "2024-12-31T23:59:59Z", "amount": Decimal("0.000001")},
    ]
    await bob.post("/usages", stated[0])
    return [(await ada.post("/usages", usage))["id"] for usage in stated]


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


@pytest.fixture(scope="module")
async def olga(memory_api: Api, memory_container: Container) -> Api:
    """An operator there."""
    return await operator_of(memory_api, memory_container)


@pytest.fixture
def service(tmp_path: Path) -> Iterator[RunningService]:
    """The real server on a socket, for one test."""
    with RunningService(tmp_path, STORAGE="memory") as running:
        yield running


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """The same for a file whose tests leave it as it was."""
    with RunningService(tmp_path_factory.mktemp("service"), STORAGE="memory") as running:
        yield running
