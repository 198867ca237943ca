"""A client that does everything, at random."""

import random
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import count

import httpx

from bench.soak.figures import Figures

PASSWORD = "oleander under glass"


class Person:
    """One client with a session of its own, which it renews before its token ends."""

    def __init__(self, http: httpx.AsyncClient, figures: Figures, email: str) -> None:
        self.http, self.figures, self.email = http, figures, email
        self.token = self.refresh_token = ""
        self.ids: list[int] = []
        self.acts: list[tuple[int, Callable[[], Awaitable[object]]]] = [
            *((10, self.list_page), (8, self.walk), (6, self.report), (8, self.show), (3, self.account)),
            *((12, self.record), (4, self.record_twice), (5, self.correct), (2, self.delete_and_restore)),
            *((1, self.log_in), (1, self.refresh), (6, self.bad_input), (2, self.wrong_password)),
            *((3, self.journal), (3, self.receipt), (1, self.look_back), (1, self.state)),
        ]

    async def run(self, until: float) -> None:
        """One act after another."""
        weights = [weight for weight, _ in self.acts]
        while time.monotonic() < until:
            (act,) = random.choices(self.acts, weights)
            await act[1]()

    async def call(self, kind: str, method: str, path: str, *expected: int, **options: object) -> httpx.Response:
        """Measured; a status that is not expected is counted as such."""
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers = own | dict(options.pop("headers", {}))  # type: ignore[call-overload]
        began = time.perf_counter()
        answer = await self.http.request(method, f"/api/v1{path}", headers=headers, **options)  # type: ignore[arg-type]
        self.figures.seconds[kind].append(time.perf_counter() - began)
        self.figures.statuses[answer.status_code] += 1
        if answer.status_code not in expected:
            self.figures.unexpected[f"{kind}: {answer.status_code} {answer.text[:120]}"] += 1
        return answer

    async def log_in(self) -> None:
        body = {"email": self.email, "password": PASSWORD}
        self._take(await self.call("log in", "POST", "/auth/log-in", 200, json=body))

    async def refresh(self) -> None:
        body = {"refresh_token": self.refresh_token}
        self._take(await self.call("refresh", "POST", "/auth/refresh", 200, json=body))

    async def wrong_password(self) -> None:
        body = {"email": f"nobody{random.randint(0, 999)}@example.org", "password": PASSWORD}
        await self.call("refused log-in", "POST", "/auth/log-in", 401, 429, json=body)

    async def account(self) -> None:
        await self.call("account", "GET", "/me", 200)

    async def list_page(self) -> None:
        sort = random.choice(("usage_at", "-usage_at", "amount", "-emissions"))
        await self.call("page", "GET", f"/usages?page={random.randint(1, 4)}&sort={sort}&usage_type_id=100", 200)

    async def walk(self) -> None:
        first = await self.call("walk", "GET", "/usages?cursor=&page_size=50&include=totals", 200)
        if cursor := first.json().get("next_cursor"):
            await self.call("walk", "GET", "/usages?page_size=50", 200, params={"cursor": cursor, "page_size": 50})

    async def report(self) -> None:
        bucket = random.choice(("month", "quarter", "week"))
        zone = random.choice(("UTC", "Europe/Zurich", "Asia/Kathmandu"))
        await self.call("report", "GET", f"/emissions?bucket={bucket}&time_zone={zone}&group_by=usage_type", 200)

    async def show(self) -> None:
        if self.ids:
            path = f"/usages/{random.choice(self.ids)}"
            tag = (await self.call("one usage", "GET", path, 200)).headers.get("ETag", '"none"')
            await self.call("not modified", "GET", path, 304, headers={"If-None-Match": tag})

    async def record(self) -> None:
        self._keep(await self.call("record", "POST", "/usages", 201, json=_usage()))

    async def record_twice(self) -> None:
        usage, key = _usage(), {"Idempotency-Key": f"{self.email}-{next(_keys)}"}
        first = await self.call("record with a key", "POST", "/usages", 201, json=usage, headers=key)
        again = await self.call("replay", "POST", "/usages", 201, json=usage, headers=key)
        if first.text != again.text:
            self.figures.unexpected["a replay that differs"] += 1
        self._keep(first)

    async def correct(self) -> None:
        if self.ids:
            path = f"/usages/{random.choice(self.ids)}"
            tag = (await self.call("one usage", "GET", path, 200)).headers.get("ETag", '"none"')
            change = {"amount": random.randint(1, 10**6), "note": "corrected"}
            await self.call("correct", "PATCH", path, 200, json=change, headers={"If-Match": tag})
            await self.call(
                "outdated correction", "PATCH", path, 412, json={"amount": 0}, headers={"If-Match": '"old"'}
            )

    async def delete_and_restore(self) -> None:
        if self.ids:
            path = f"/usages/{random.choice(self.ids)}"
            await self.call("delete", "DELETE", path, 204)
            await self.call("restore", "POST", f"{path}/restore", 200)

    async def journal(self) -> None:
        first = await self.call("journal", "GET", "/journal?page_size=50", 200)
        if cursor := first.json().get("next_cursor"):
            await self.call("journal", "GET", "/journal", 200, params={"cursor": cursor})
        await self.call("heads", "GET", "/journal/head", 200)

    async def receipt(self) -> None:
        if self.ids:
            await self.call("receipt", "GET", f"/usages/{random.choice(self.ids)}/receipt", 200)

    async def look_back(self) -> None:
        at = datetime.now(UTC) - timedelta(seconds=random.randint(0, 30))
        await self.call("page as of then", "GET", "/usages", 200, params={"as_of": at.isoformat()})

    async def state(self) -> None:
        period = {"from": "2024-03-01T00:00:00Z", "to": "2024-04-01T00:00:00Z", "time_zone": "Europe/Zurich"}
        await self.call("statement", "GET", "/emissions/statement", 200, params=period)

    async def bad_input(self) -> None:
        content, status = random.choice(
            ((b"{", 400), (b"[" * 100_000, 400), (b'{"amount":1e999999}', 422), (b"[]", 400))
        )
        headers = {"Content-Type": "application/json"}
        await self.call("bad body", "POST", "/usages", status, content=content, headers=headers)
        await self.call("bad query", "GET", "/usages?page=0&sort=x&from=now", 422)
        await self.call("bad id", "GET", f"/usages/{10**30}", 404)

    def _take(self, answer: httpx.Response) -> None:
        if answer.is_success:
            self.token, self.refresh_token = answer.json()["access_token"], answer.json()["refresh_token"]

    def _keep(self, answer: httpx.Response) -> None:
        if answer.status_code == 201:
            self.ids = [*self.ids[-199:], answer.json()["id"]]


_keys = count(1)


def _usage() -> dict[str, object]:
    at = f"20{random.randint(20, 26)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}T12:00:00Z"
    return {
        "usage_type_id": random.choice((100, 101, 102, 103, 104)),
        "usage_at": at,
        "amount": random.randint(0, 9999),
    }
