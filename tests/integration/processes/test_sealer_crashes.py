"""Whenever the service is killed, among writes or while it seals: the journal is whole, and only ever grows."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from tests.integration.http.test_journal import NO_HASH, recomputed
from tests.integration.processes.client import BROKEN, Client, Crowd
from tests.integration.processes.conftest import NewService
from tests.integration.processes.test_crashes import wait_until_nobody_listens
from tests.service import RunningService

SEALED_WITHIN_SECONDS = 10
"""A sealer runs once a second; the rest is for a machine that does other things as well."""


@pytest.fixture
def crowd(new_service: NewService) -> Iterator[Crowd]:
    """Writers before two workers, each of which seals."""
    with new_service(WORKERS="2") as service, Client(service) as client:
        client.signed_up()
        yield Crowd(service, client.token)


@dataclass
class Asker:
    """Somebody who asks again and again as of then, for which every time the order must be fixed at once."""

    service: RunningService
    token: str
    given: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Until the service is gone."""
        stop = threading.Event()
        thread = threading.Thread(target=self._ask, args=(stop,))
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(60)
            assert not thread.is_alive()

    def assert_nothing_changed(self) -> None:
        """Of some of the answers, the last among them."""
        asked = list(self.given)
        with Client(self.service, self.token) as client:
            for as_of in {*random.sample(asked, min(20, len(asked))), *asked[-1:]}:
                assert answered(client, as_of) == self.given[as_of], as_of

    def _ask(self, stop: threading.Event) -> None:
        with Client(self.service, self.token) as client:
            while not stop.is_set():
                as_of = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%fZ}"
                try:
                    self.given[as_of] = answered(client, as_of)
                except BROKEN:
                    return


def answered(client: Client, as_of: str) -> Any:
    answer = client.call("GET", f"/emissions?group_by=usage_type&as_of={quote(as_of)}")
    assert answer.status == 200, answer.json
    return answer.json


def sealed_journal(client: Client) -> list[dict[str, Any]]:
    """Every entry, the first first, once all are sealed."""
    deadline = time.monotonic() + SEALED_WITHIN_SECONDS
    while True:
        entries: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            page = client.call("GET", f"/journal?page_size=100&cursor={cursor}")
            assert page.status == 200, page.json
            entries += page.json["items"]
            assert page.json["next_cursor"] != cursor
            cursor = page.json["next_cursor"]
        if all(entry["hash"] for entry in entries):
            return entries[::-1]
        assert time.monotonic() < deadline, "the service does not seal"
        time.sleep(0.2)


def hashes_of(client: Client, entries: list[dict[str, Any]]) -> dict[int, list[str]]:
    """By chain, recomputed; the last is the one that is told as its head."""
    found: dict[int, list[str]] = {}
    for entry in sorted(entries, key=lambda entry: (entry["chain"], entry["sequence"])):
        known = found.setdefault(entry["chain"], [])
        known.append(recomputed(entry, known[-1] if known else NO_HASH))
        assert (entry["sequence"], entry["hash"]) == (len(known), known[-1])
    heads = client.call("GET", "/journal/head").json
    for head in (heads["organisation_chain"], heads["installation_chain"]):
        assert (head["sequence"], head["hash"]) == (len(found[head["chain"]]), found[head["chain"]][-1])
    return found


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_any_moment_it_left_the_journal_whole(crowd: Crowd, rounds: int) -> None:
    """Every usage that was acknowledged has its entry, each is bound to the one before, and what was answered as of
    then is answered alike. Twenty rounds of it are among the long tests."""
    asker, known = Asker(crowd.service, crowd.token), dict[int, list[str]]()
    for _ in range(rounds):
        crowd.start()
        with asker.asking():
            crowd.wait_for(random.randint(1, 60))
            time.sleep(random.uniform(0, 1.2))  # sealers run once a second
            crowd.service.kill()
            crowd.finish()
        wait_until_nobody_listens(crowd.service)
        crowd.service.start()
        crowd.send_again()
        with Client(crowd.service, crowd.token) as client:
            entries = sealed_journal(client)
            hashes = hashes_of(client, entries)
        recordings = [entry["subject_id"] for entry in entries if entry["action"] == "usage.recorded"]
        assert sorted(recordings) == sorted(crowd.acknowledged.values())
        for chain, before in known.items():
            assert hashes[chain][: len(before)] == before
        known = hashes
        asker.assert_nothing_changed()
    assert asker.given
    assert set(crowd.statuses) == {201}
    crowd.assert_all_is_there_once()
    crowd.assert_figures_hold()
