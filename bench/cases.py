"""What is measured. Requests come round again too late for any cache of ours to know their answers."""

from collections.abc import Iterator
from itertools import count
from typing import Any, NamedTuple

import msgspec

from bench.calls import Call, answer_of

_USAGES = "/api/v1/usages"
_JSON = (b"content-type", b"application/json")


class Case(NamedTuple):
    """A kind of request, and how many of them make a round."""

    name: str
    a_round: int
    calls: Iterator[Call]

    def next_round(self) -> list[Call]:
        """The calls of one round; both servers get the same."""
        return [next(self.calls) for _ in range(self.a_round)]


async def cases_of(app: Any, token: str) -> list[Case]:
    """Needs a server to walk through, for cursors."""
    bearer = (b"authorization", f"Bearer {token}".encode())
    walk = await _walk(app, bearer)
    return [
        Case("page of 25 with totals", 5, _pages(bearer)),
        Case("cursor page of 25", 50, _again(walk)),
        Case("recording a usage", 25, _records(bearer, has_key=False)),
        Case("  with Idempotency-Key", 25, _records(bearer, has_key=True)),
    ]


def _pages(bearer: tuple[bytes, bytes]) -> Iterator[Call]:
    for number in count():
        yield Call("GET", _USAGES, f"page={1 + number % 40}&page_size=25", (bearer,))


async def _walk(app: Any, bearer: tuple[bytes, bytes]) -> list[Call]:
    calls, cursor = [], ""
    for _ in range(1000):
        calls.append(Call("GET", _USAGES, f"cursor={cursor}&page_size=25", (bearer,)))
        cursor = msgspec.json.decode((await answer_of(app, calls[-1])).body)["next_cursor"].replace("=", "%3D")
    return calls


def _again(calls: list[Call]) -> Iterator[Call]:
    while True:
        yield from calls


def _records(bearer: tuple[bytes, bytes], *, has_key: bool) -> Iterator[Call]:
    for number in count():
        key = ((b"idempotency-key", b"meter-4-reading-%d" % number),) if has_key else ()
        body = (
            b'{"usage_type_id":104,"usage_at":"2026-03-%02dT12:%02d:00Z","amount":%d.%d,"unit":"m3","note":"Meter 4"}'
        )
        sent = body % (1 + number % 28, number % 60, 1 + number % 900, 1 + number % 9)
        yield Call("POST", _USAGES, "", (bearer, _JSON, *key), sent)
