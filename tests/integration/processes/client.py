"""A client on one connection of its own, and a crowd of them that writes."""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from types import TracebackType
from typing import Any, Self

from tests.service import RunningService

PASSWORD = "correct horse battery"
BROKEN = (OSError, http.client.HTTPException)
"""What a request ends in when the service is gone before it answers."""

_numbers = count(1)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    json: Any


class Client:
    """One connection, which it keeps until it breaks; then the next request opens a new one."""

    def __init__(self, service: RunningService, token: str = "") -> None:
        self.service = service
        self.token = token
        self._connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._connection.close()

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """Raises one of BROKEN."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            given["Content-Type"] = "application/json"
        try:
            self._connection.request(method, f"/api/v1{path}", None if body is None else json.dumps(body), given)
            with self._connection.getresponse() as response:
                text = response.read()
                return Answer(response.status, response.headers, json.loads(text) if text else None)
        except BROKEN:
            self._connection.close()
            raise

    def signed_up(self) -> str:
        """The e-mail address of a new user, in whose name it goes on."""
        email = f"writer{next(_numbers)}@example.org"
        answer = self.call("POST", "/auth/sign-up", {"name": "Ada", "email": email, "password": PASSWORD})
        assert answer.status == 201, answer.json
        self.token = answer.json["access_token"]
        return email

    def record(self, note: str) -> Answer:
        """A usage with this note, which is the request's idempotency key too."""
        usage = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1, "note": note}
        return self.call("POST", "/usages", usage, Idempotency_Key=note)

    def recorded(self) -> list[tuple[str, int]]:
        """Note and id of every usage there is."""
        found: list[tuple[str, int]] = []
        cursor: str | None = ""
        while cursor is not None:
            page = self.call("GET", f"/usages?cursor={cursor}&page_size=100")
            assert page.status == 200, page.json
            found += [(usage["note"], usage["id"]) for usage in page.json["items"]]
            cursor = page.json["next_cursor"]
        return found


@dataclass
class Crowd:
    """Clients that record usages side by side, each until it is told to stop or its connection breaks."""

    service: RunningService
    token: str
    writers: int = 8
    acknowledged: dict[str, int] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)
    _threads: list[threading.Thread] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)
    _acknowledging: threading.Condition = field(default_factory=threading.Condition)

    def start(self) -> None:
        self._stop.clear()
        self._threads = [threading.Thread(target=self._write) for _ in range(self.writers)]
        for thread in self._threads:
            thread.start()

    def wait_for(self, more: int) -> None:
        """Until as many more are acknowledged."""
        with self._acknowledging:
            wanted = len(self.acknowledged) + more
            assert self._acknowledging.wait_for(lambda: len(self.acknowledged) >= wanted, timeout=60)

    def finish(self) -> None:
        """Has everybody stop, and waits for it."""
        self._stop.set()
        for thread in self._threads:
            thread.join(60)
            assert not thread.is_alive()

    def send_again(self) -> None:
        """Every request that got no answer, or a refusal, by its key."""
        with Client(self.service, self.token) as client:
            for note in sorted(self.unanswered):
                answer = client.record(note)
                assert answer.status == 201, answer.json
                self.acknowledged[note] = answer.json["id"]
        self.unanswered.clear()

    def assert_all_is_there_once(self) -> None:
        """And nothing else."""
        with Client(self.service, self.token) as client:
            assert sorted(client.recorded()) == sorted(self.acknowledged.items())

    def assert_figures_hold(self) -> None:
        """All that were ever recorded."""
        checked = self.service.command("check")
        assert (checked.returncode, checked.stderr) == (0, ""), checked.stdout

    def _write(self) -> None:
        with Client(self.service, self.token) as client:
            for note in self._notes():
                self.unanswered.add(note)
                try:
                    answer = client.record(note)
                except BROKEN:
                    return
                self._take(note, answer)

    def _take(self, note: str, answer: Answer) -> None:
        with self._acknowledging:
            self.statuses[answer.status] += 1
            if answer.status == 201:
                self.acknowledged[note] = answer.json["id"]
                self.unanswered.discard(note)
                self._acknowledging.notify_all()
        assert answer.status != 503 or answer.headers["Retry-After"]

    def _notes(self) -> Iterator[str]:
        while not self._stop.is_set():
            yield f"usage-{next(_numbers)}"


def at_once(acts: list[Callable[[], Any]]) -> list[Any]:
    """What each comes to; all begin together."""
    together = threading.Barrier(len(acts))
    results: list[Any] = [None] * len(acts)

    def run(place: int) -> None:
        together.wait(60)
        results[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results
