"""Ten minutes of everything at once against the real service: `python -m bench.soak [--seconds N] [--workers N]`.

It ends with 1 when the service failed, was slow, or grew.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

import httpx

from bench.soak.figures import Figures, told
from bench.soak.person import PASSWORD, Person
from bench.unthrottled import SETTINGS
from tests.service import RunningService

CLIENTS = 8
ORGANISATIONS = 4
LOOKS = 600


async def soak(service: RunningService, seconds: float) -> Figures:
    """The load, for so long."""
    figures = Figures()
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=service.url, timeout=30, limits=limits) as http:
        people = [Person(http, figures, f"person{number % ORGANISATIONS}@example.org") for number in range(CLIENTS)]
        for number in range(ORGANISATIONS):
            body = {"name": "Ada", "email": f"person{number}@example.org", "password": PASSWORD}
            await people[0].call("sign up", "POST", "/auth/sign-up", 201, json=body)
        for person in people:
            await person.log_in()
        began = time.monotonic()
        assert service.process is not None
        watching = _watch(figures, service.process.pid, began, seconds)
        await asyncio.gather(watching, *(person.run(began + seconds) for person in people))
    return figures


async def _watch(figures: Figures, group: int, began: float, seconds: float) -> None:
    for number in range(LOOKS):
        await asyncio.sleep(max(0.0, began + seconds * number / LOOKS - time.monotonic()))
        figures.sizes.append(_size(group))


def _size(group: int) -> tuple[float, int]:
    """Memory (MiB) and open file handles of all processes of a group."""
    kibibytes = handles = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if int((process / "stat").read_text().rpartition(")")[2].split()[2]) == group:
                status = (process / "status").read_text()
                kibibytes += int(status.partition("VmRSS:")[2].split()[0])
                handles += len(list((process / "fd").iterdir()))
        except (OSError, IndexError, ValueError):  # it ended meanwhile
            continue
    return kibibytes / 1024, handles


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(description="Mixed load on the real service; ends with 1 if a rule is broken.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        RunningService(Path(folder), WORKERS=str(asked.workers), **SETTINGS) as service,
    ):
        figures = asyncio.run(soak(service, asked.seconds))
        if service.stop() != 0:
            figures.unexpected["it did not end well"] += 1
    broken = told(figures)
    print(*(f"BROKEN: {rule}" for rule in broken), sep="\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
