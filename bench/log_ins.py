"""What log-ins tell by how long they take, and what they cost those who read; on the real service, over a socket.

Wrong passwords of a known address and of unknown ones alternate: the ratio of their medians, 1.0 being no difference,
may stray by a tenth at most. Then somebody reads lists, first alone, then while eight log in again and again.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import httpx

from bench.unthrottled import SETTINGS
from tests.service import RunningService

PASSWORD = "oleander under glass"
KNOWN = "ada@example.org"
PAIRS, READS, AT_ONCE = 60, 200, 8


async def log_in_figures() -> str:
    """The lines that are printed."""
    logging.disable()  # the servers measured before have closed what they logged to
    with TemporaryDirectory() as folder, RunningService(Path(folder), **SETTINGS) as service:
        async with httpx.AsyncClient(base_url=f"{service.url}/api/v1", timeout=30) as http:
            person = {"name": "Ada", "email": KNOWN, "password": PASSWORD}
            token = (await http.post("/auth/sign-up", json=person)).json()["access_token"]
            known, unknown = await _wrong_passwords(http)
            alone = await _reads(http, token)
            others = [asyncio.create_task(_log_in_again_and_again(http)) for _ in range(AT_ONCE)]
            busy = await _reads(http, token)
            for other in others:
                other.cancel()
            ended = await asyncio.gather(*others, return_exceptions=True)
            if any(not isinstance(one, asyncio.CancelledError) for one in ended):
                raise RuntimeError("A log-in failed meanwhile.")
    return (
        f"Log-ins with a wrong password, median: address known {known:.1f} ms, unknown {unknown:.1f} ms, "
        f"ratio {known / unknown:.3f}\n"
        f"Reading a list, p95: alone {alone:.1f} ms, while {AT_ONCE} log in at once {busy:.1f} ms"
    )


async def _wrong_passwords(http: httpx.AsyncClient) -> tuple[float, float]:
    known: list[float] = []
    unknown: list[float] = []
    for number in range(PAIRS):
        known.append(await _timed(_log_in(http, KNOWN, "a wrong one", 401)))
        unknown.append(await _timed(_log_in(http, f"nobody{number}@example.org", "a wrong one", 401)))
    return median(known), median(unknown)


async def _reads(http: httpx.AsyncClient, token: str) -> float:
    return quantiles([await _timed(_read(http, token)) for _ in range(READS)], n=20)[-1]


async def _read(http: httpx.AsyncClient, token: str) -> None:
    answer = await http.get("/usages", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200, answer.text


async def _log_in(http: httpx.AsyncClient, email: str, password: str, status: int) -> None:
    answer = await http.post("/auth/log-in", json={"email": email, "password": password})
    assert answer.status_code == status, answer.text


async def _log_in_again_and_again(http: httpx.AsyncClient) -> None:
    while True:
        await _log_in(http, KNOWN, PASSWORD, 200)


async def _timed(work: Awaitable[None]) -> float:
    began = time.perf_counter()
    await work
    return (time.perf_counter() - began) * 1000
