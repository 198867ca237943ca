"""Services that differ in nothing but their storage."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import msgspec
from dependency_injector import providers

from application.authorisation import COMMAND_LINE
from application.ports import Clock, IdGenerator, PasswordHasher, SecretGenerator
from entrypoints.container import Container
from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.passwords import FewCommonPasswords

PASSWORD = "correct horse battery"
START = datetime(2026, 1, 1, tzinfo=UTC)


class TickingClock(Clock):
    """Tells a second more at each call."""

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now


class CountingIds(IdGenerator):
    """1000, 1001, … on every storage alike."""

    def __init__(self) -> None:
        self._last = 999

    async def new_id(self) -> int:
        self._last += 1
        return self._last


class CountingSecrets(SecretGenerator):
    """Secrets that every storage is given alike."""

    def __init__(self) -> None:
        self._last = 0

    def new_secret(self) -> str:
        self._last += 1
        return f"secret-{self._last}"


class PlainPasswords(PasswordHasher):
    """No hashing: it is not what is compared, and it is slow."""

    async def hash(self, password: str) -> str:
        return password

    async def verify(self, password_hash: str | None, password: str) -> bool:
        return password_hash == password


class Service:
    """The whole application on one storage, with everything that is not storage made alike."""

    def __init__(self, settings: Settings) -> None:
        self.container = Container(settings=settings)
        for name, double in (
            ("clock", TickingClock),
            ("ids", CountingIds),
            ("secrets", CountingSecrets),
            ("passwords", PlainPasswords),
            ("common_passwords", FewCommonPasswords),
        ):
            getattr(self.container, name).override(providers.Singleton(double))
        self.tokens: dict[str, str] = {}
        app: Any = create_app(self.container)  # httpx and Litestar spell the type of an ASGI application differently
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1")

    async def open(self) -> None:
        await self.container.storage().migrate()
        add = self.container.add_user()
        await add(COMMAND_LINE, "Operator", "operator@example.org", PASSWORD, is_operator=True)
        await add(COMMAND_LINE, "Ada", "ada@example.org", PASSWORD, is_operator=False)
        await add(COMMAND_LINE, "Bob", "bob@example.org", PASSWORD, is_operator=False)
        for who in ("operator", "ada", "bob"):
            answer = await self.call("POST", "/auth/log-in", {"email": f"{who}@example.org", "password": PASSWORD})
            self.tokens[who] = answer.json()["access_token"]

    async def call(self, method: str, path: str, body: Any = None, who: str = "", params: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        content = None
        if body is not None:
            content = msgspec.json.Encoder(decimal_format="number").encode(body)
            headers["Content-Type"] = "application/json"
        return await self._client.request(method, f"/api/v1{path}", content=content, headers=headers, params=params)

    async def close(self) -> None:
        await self._client.aclose()
        await self.container.storage().close()
