"""Whatever ends the service among writes: what was acknowledged is there, nothing is there by half or twice."""

import random
import signal
import socket
import time
from collections.abc import Iterator
from itertools import cycle, islice

import pytest

from tests.integration.processes.client import Client, Crowd
from tests.integration.processes.conftest import NewService
from tests.service import RunningService

READY_AGAIN_SECONDS = 10
ENDS = {
    "all of its processes are killed": RunningService.kill,
    "it is asked to end, and ends well": lambda service: service.stop(signal.SIGTERM) == 0,
    "its first process is killed, and leaves no worker behind": lambda service: service.stop(signal.SIGKILL),
}


@pytest.fixture(params=[1, 2], ids=["one worker", "two workers"])
def crowd(request: pytest.FixtureRequest, new_service: NewService) -> Iterator[Crowd]:
    with new_service(WORKERS=str(request.param)) as service, Client(service) as client:
        client.signed_up()
        yield Crowd(service, client.token)


def wait_until_nobody_listens(service: RunningService) -> None:
    """Or a worker that is about to follow its supervisor would be taken for the next service."""
    deadline = time.monotonic() + READY_AGAIN_SECONDS
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", service.port), timeout=5).close()
        except ConnectionRefusedError:
            return
        except OSError:
            continue


@pytest.mark.parametrize("rounds", [2, pytest.param(20, marks=pytest.mark.long)])
def test_ended_at_any_moment_it_lost_nothing_and_did_nothing_twice(crowd: Crowd, rounds: int) -> None:
    """And is ready again in a few seconds. Twenty rounds of it are among the long tests."""
    for how, end in islice(cycle(ENDS.items()), rounds):
        crowd.start()
        crowd.wait_for(random.randint(1, 100))
        assert end(crowd.service) is not False, how
        crowd.finish()
        wait_until_nobody_listens(crowd.service)
        began = time.monotonic()
        crowd.service.start()
        took = time.monotonic() - began
        print(f"{how}: ready again after {took:.2f} s")
        assert took < READY_AGAIN_SECONDS, how
        crowd.send_again()
        crowd.assert_all_is_there_once()
    assert set(crowd.statuses) == {201}
    crowd.assert_figures_hold()
