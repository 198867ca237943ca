"""Where the service's time goes: its own time by layer, after cProfile.

A profiler makes calls dear, so shares matter more than sums: they are of the time that the event loop's thread takes
unprofiled. What C functions and the standard library take counts for the layer that calls them. Other threads (long
reads, commits) are one line.
"""

import cProfile
import pstats
from collections import Counter
from time import process_time_ns, thread_time, thread_time_ns
from typing import Any

from bench.calls import Call, Exchange
from bench.cases import Case

_ROUNDS = 5
_MOST_FUNCTIONS = 25
_LAYERS = (
    ("/bench/", "bench"),
    ("/site-packages/litestar/", "Litestar"),
    ("/site-packages/multidict/", "Litestar"),
    ("/uvicorn/", "uvicorn's proxy headers"),
    ("/entrypoints/http/request_log.py", "request log"),
    ("/entrypoints/http/logs.py", "request log"),
    ("/site-packages/structlog/", "request log"),
    ("/entrypoints/http/envelope.py", "our HTTP: envelope"),
    ("/src/entrypoints/", "our HTTP"),
    ("/src/application/", "use cases"),
    ("/src/domain/", "domain"),
    ("/src/adapters/jwt/", "token"),
    ("/site-packages/jwt/", "token"),
    ("/src/adapters/sql/", "SQL adapter"),
    ("/site-packages/sqlalchemy/", "SQLAlchemy"),
    ("/asyncio/", "event loop"),
    ("/concurrent/", "event loop"),
    ("sqlite3.", "sqlite3"),
    ("msgspec", "msgspec"),
    ("dependency_injector", "container"),
    ("uvloop", "event loop"),
)
Function = tuple[str, int, str]


async def profiled(app: Any, case: Case) -> str:
    """A table by layer and one of the dearest functions, in microseconds a request."""
    on_loop, elsewhere = await _cpu_of(app, case)
    profile = cProfile.Profile(thread_time)
    calls = [call for _ in range(_ROUNDS) for call in case.next_round()]
    made = _made(calls)
    profile.enable()
    for scope, exchange in made:
        await app(scope, exchange.receive, exchange.send)
    profile.disable()
    own = _Own(pstats.Stats(profile))
    scale = on_loop / sum(own.times.values())
    layers = Counter({"other threads": elsewhere})
    for function, time in own.times.items():
        for layer, share in own.layers_of(function).items():
            layers[layer] += time * share * scale
    lines = [
        f"    {layer:28} {time:8.0f} µs {time / (on_loop + elsewhere):6.0%}" for layer, time in layers.most_common()
    ]
    dearest = sorted(own.times, key=lambda function: -own.times[function])[:_MOST_FUNCTIONS]
    lines += [f"      {own.times[each] * scale:8.1f} µs  {_named(each)}" for each in dearest]
    return "\n".join(lines)


class _Own:
    """Every function's own time."""

    def __init__(self, stats: pstats.Stats) -> None:
        told: dict[Function, Any] = stats.stats  # type: ignore[attr-defined]  # typeshed knows only its methods
        self.times = {function: tt for function, (_, _, tt, _, _) in told.items()}
        self._callers = {function: callers for function, (*_, callers) in told.items()}
        self._known: dict[Function, dict[str, float]] = {}

    def layers_of(self, function: Function) -> dict[str, float]:
        """Shares of layers in it, which add up to 1."""
        if function not in self._known:
            self._known[function] = {"other": 1.0}  # for circles
            layer = next((layer for part, layer in _LAYERS if part in function[0] or part in function[2]), None)
            self._known[function] = {layer: 1.0} if layer else self._by_callers(function)
        return self._known[function]

    def _by_callers(self, function: Function) -> dict[str, float]:
        callers = {caller: calls for caller, (_, calls, _, _) in self._callers[function].items()}
        if not callers:
            return {"other": 1.0}
        shares: Counter[str] = Counter()
        for caller, calls in callers.items():
            for layer, share in self.layers_of(caller).items():
                shares[layer] += share * calls / sum(callers.values())
        return dict(shares)


async def _cpu_of(app: Any, case: Case) -> tuple[float, float]:
    """Microseconds a request: of this thread, and of the others."""
    made = _made([call for _ in range(_ROUNDS) for call in case.next_round()])
    whole, here = process_time_ns(), thread_time_ns()
    for scope, exchange in made:
        await app(scope, exchange.receive, exchange.send)
    here, whole = thread_time_ns() - here, process_time_ns() - whole
    return here / len(made) / 1000, (whole - here) / len(made) / 1000


def _made(calls: list[Call]) -> list[tuple[Any, Exchange]]:
    return [(call.scope(), Exchange(call.body)) for call in calls]


def _named(function: Function) -> str:
    path, line, name = function
    return name if path == "~" else f"{'/'.join(path.split('/')[-3:])}:{line} {name}"
