"""Our CPU time against that of a bare server, as a ratio.

What it measures: CPU time (user and system, all threads) of whole requests in one process, from the ASGI call to the
last answer sent, on SQLite with 100 000 usages in one organisation and 20 000 in ten others. Ours is the service as it
is served: request log as JSON lines (to /dev/null), safe headers, exact paths, request ids, entity tags, strict input,
idempotency keys, sessions looked up for every request, migrations, uvloop. The other is what an engineer would write by
hand for these requests alone (`bare.py`): ASGI, sqlite3, PyJWT, msgspec. It answers the same bytes, checks the same
token by the same rule (signatures verified once and remembered, the session asked of the database every time), writes
as durably (WAL, synchronous=FULL, BEGIN IMMEDIATE, flushed before the answer) and keeps answers to idempotency keys in
the same transaction. Of input it checks what decoding JSON checks; it converts no units, filters and sorts by nothing,
logs nothing, sends only Content-Type, Content-Length and Location, and blocks its event loop during every statement and
flush, where ours hands long ones to a thread.

First both must answer every kind of request alike: status, those headers and body. Then short rounds of the same
requests alternate, and each gives a ratio, bare / ours, 1.0 being as fast. Printed is the median, with the middle half
of the rounds as the spread: other programs share the machine, and its caches.

Last, what log-ins tell by their time, and cost those who read (`log_ins.py`).

What it does not measure: sockets and HTTP parsing (the same uvicorn for both), waiting for the disk, many requests at
once, PostgreSQL, memory.

`python -m bench --profile` adds where our time goes, `--rounds N` says how often (60).
"""

import argparse
import asyncio
import secrets
import sys
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import process_time_ns
from typing import Any

import uvloop

from bench.calls import Call, Exchange, answer_of
from bench.cases import Case, cases_of
from bench.layers import profiled
from bench.ledger import make_ledger
from bench.log_ins import log_in_figures
from bench.servers import Servers, opened
from entrypoints.settings import Settings


async def main(rounds: int, *, has_profile: bool) -> None:
    """Exits with what differs when the servers do not answer alike."""
    with TemporaryDirectory() as folder:
        ledger = Path(folder, "ledger")
        settings = Settings(
            database_url=f"sqlite:///{ledger}",
            signing_key=secrets.token_urlsafe(48),
            log_format="json",
            data_dir=folder,
        )
        token = await make_ledger(settings, ledger)
        async with opened(ledger, settings, datetime.now(UTC)) as servers:
            differences = [await _difference(servers, case) for case in await cases_of(servers.ours, token)]
        if any(differences):
            sys.exit("The servers do not answer alike." + "".join(differences))
        print("CPU time of a request     bare µs   ours µs   bare / ours (middle half)")
        async with opened(ledger, settings) as servers:
            for case in await cases_of(servers.ours, token):
                print(await _measured(servers, case, rounds), flush=True)
                if has_profile:
                    print(await profiled(servers.ours, case), flush=True)
    print(await log_in_figures())


async def _difference(servers: Servers, case: Case) -> str:
    for call in case.next_round():
        bare, ours = [await answer_of(app, call) for app in servers]
        if bare != ours or ours.status not in {200, 201}:
            return f"\n{case.name.strip()}: {call.method} {call.query}\n  bare {bare}\n  ours {ours}"
    return ""


async def _measured(servers: Servers, case: Case, rounds: int) -> str:
    spent: list[tuple[float, float]] = []
    for number in range(rounds + 1):
        calls = case.next_round()
        bare, ours = [await _cpu_of(app, calls) for app in servers]
        if number:  # the first warms caches
            spent.append((bare, ours))
    bare, ours = (median(column) for column in zip(*spent, strict=True))
    low, middle, high = quantiles((bare / ours for bare, ours in spent), n=4)
    return f"{case.name:24} {bare:9.0f} {ours:9.0f}   {middle:.2f}  ({low:.2f} to {high:.2f})"


async def _cpu_of(app: Any, calls: list[Call]) -> float:
    """Microseconds a call."""
    made = [(call.scope(), Exchange(call.body)) for call in calls]
    began = process_time_ns()
    for scope, exchange in made:
        await app(scope, exchange.receive, exchange.send)
    spent = process_time_ns() - began
    if {exchange.answer.status for _, exchange in made} - {200, 201}:
        raise RuntimeError("A measured request failed.")
    return spent / len(calls) / 1000


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="bench", description="Our CPU time against that of a bare server.")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--profile", action="store_true", help="show where our time goes")
    given = parser.parse_args()
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(given.rounds, has_profile=given.profile))
