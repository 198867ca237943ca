"""Two worker processes are as one, on every storage that processes can share."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from tests.integration.processes.client import PASSWORD, Client, at_once
from tests.integration.processes.conftest import OPERATOR, NewService
from tests.integration.processes.log import lines, request_lines
from tests.service import RunningService

MOST_CONNECTIONS = 64
# Python runs this at the start of the service: an end by itself can be had, and of a worker that has just begun; also a
# signal in the first and in the last moment of one.
ENDING = """
import os, pathlib, signal, threading
signal.signal(signal.SIGUSR1, lambda *_: os._exit(70))
def begun():
    if pathlib.Path(__file__).with_name("broken").exists():
        os._exit(71)
    terminate()
def terminate():
    if pathlib.Path(__file__).with_name("terminated").exists():
        os.kill(os.getpid(), signal.SIGTERM)
def ended(end=threading._shutdown):
    terminate()
    end()
os.register_at_fork(after_in_child=begun)
threading._shutdown = ended
"""
_names = count(1)


@pytest.fixture(scope="module")
def service(new_service: NewService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with new_service(WORKERS="2", **ending_in(tmp_path_factory.mktemp("python"))) as running:
        wait_until_all_serve(running)
        yield running


def ending_in(folder: Path) -> dict[str, str]:
    (folder / "sitecustomize.py").write_text(ENDING)
    return {"PYTHONPATH": str(folder)}


def wait_until_all_serve(service: RunningService) -> None:
    """Only then it tells where."""
    while "Carbon Ledger serves on" not in service.log.read_text():
        time.sleep(0.05)


def of_each_worker(service: RunningService, opened: ExitStack) -> dict[int, Client]:
    """A connection to each of the workers, by process id; the log tells which of them took it."""
    found: dict[int, Client] = {}
    for _ in range(MOST_CONNECTIONS):
        client = opened.enter_context(Client(service))
        name = f"whose-{next(_names)}"
        assert client.call("GET", "/health/live", X_Request_ID=name).status == 200
        (line,) = request_lines(service, name)
        found.setdefault(line["pid"], client)
        if len(found) == 2:
            break
    return found


@pytest.fixture
def both(service: RunningService) -> Iterator[tuple[Client, Client]]:
    with ExitStack() as opened:
        one, other = of_each_worker(service, opened).values()
        yield one, other


def test_logging_out_acts_at_once_on_both(both: tuple[Client, Client]) -> None:
    one, other = both
    email = one.signed_up()
    tokens = one.call("POST", "/auth/log-in", {"email": email, "password": PASSWORD}).json
    for client in both:
        client.token = tokens["access_token"]
        assert client.call("GET", "/me").status == 200
    assert one.call("POST", "/auth/log-out", {"refresh_token": tokens["refresh_token"]}).status == 204
    assert [client.call("GET", "/me").status for client in both] == [401, 401]
    again = other.call("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]})
    assert again.status == 401


def test_a_new_password_ends_the_other_sessions_at_once_on_both(both: tuple[Client, Client]) -> None:
    one, other = both
    email = one.signed_up()
    credentials = {"email": email, "password": PASSWORD}
    other.token = other.call("POST", "/auth/log-in", credentials).json["access_token"]
    assert other.call("GET", "/me").status == 200
    change = {"current_password": PASSWORD, "new_password": "another long password"}
    assert one.call("POST", "/me/password", change).status == 204
    assert (one.call("GET", "/me").status, other.call("GET", "/me").status) == (200, 401)
    assert other.call("POST", "/auth/log-in", credentials).status == 401


def test_a_deleted_account_is_gone_at_once_on_both(both: tuple[Client, Client]) -> None:
    one, other = both
    one.signed_up()
    other.token = one.token
    assert other.call("GET", "/me").status == 200
    assert one.call("DELETE", "/me", {"password": PASSWORD}).status == 204
    assert [client.call("GET", "/me").status for client in both] == [401, 401]


def test_a_factor_that_one_publishes_the_other_pins(both: tuple[Client, Client]) -> None:
    one, other = both
    operator = {"email": OPERATOR["OPERATOR_EMAIL"], "password": OPERATOR["OPERATOR_PASSWORD"]}
    one.token = one.call("POST", "/auth/log-in", operator).json["access_token"]
    other.signed_up()
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
    usage = {"usage_type_id": 104, "usage_at": now, "amount": 10}
    for factor in (2, 3, 4):
        assert one.call("PATCH", "/usage-types/104", {"factor": factor, "source": "A table"}).status == 200
        assert other.call("GET", "/usage-types/104").json["factor"] == factor
        assert other.call("POST", "/usages", usage).json["emissions_kg_co2e"] == factor * 10


def test_64_writers_at_once_make_64_rows_with_64_ids(service: RunningService) -> None:
    """In one organisation, on connections of their own; nobody is refused."""
    with ExitStack() as opened:
        first = opened.enter_context(Client(service))
        first.signed_up()
        writers = [opened.enter_context(Client(service, first.token)) for _ in range(64)]
        answers = at_once([partial(writer.record, f"at-once-{place}") for place, writer in enumerate(writers)])
        assert [answer.status for answer in answers] == [201] * 64
        recorded = first.recorded()
        assert len({note for note, _ in recorded}) == len({id for _, id in recorded}) == len(recorded) == 64


def test_one_request_sent_64_times_at_once_is_carried_out_once(service: RunningService) -> None:
    """By whichever worker; all get its answer."""
    with ExitStack() as opened:
        first = opened.enter_context(Client(service))
        first.signed_up()
        senders = [opened.enter_context(Client(service, first.token)) for _ in range(64)]
        answers = at_once([partial(sender.record, "the-same") for sender in senders])
        assert {(answer.status, answer.json["id"]) for answer in answers} == {(201, first.recorded()[0][1])}
        assert len(first.recorded()) == 1


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGUSR1], ids=["killed", "by itself"])
def test_a_worker_that_dies_is_replaced_while_the_other_serves(service: RunningService, end: signal.Signals) -> None:
    with ExitStack() as opened:
        (dead, _), (living, other) = of_each_worker(service, opened).items()
        before = starts(service)
        os.kill(dead, end)
        while starts(service) == before:
            assert other.call("GET", "/health/live").status == 200
        assert set(of_each_worker(service, opened)) - {living} == {starts(service)[-1]}


def test_a_worker_that_cannot_start_ends_the_service(new_service: NewService, tmp_path: Path) -> None:
    """Or it would be started for ever; the exit code tells whoever runs the service."""
    with new_service(WORKERS="2", **ending_in(tmp_path)) as service:
        wait_until_all_serve(service)
        (tmp_path / "broken").touch()
        os.kill(starts(service)[0], signal.SIGUSR1)
        assert service.process is not None
        assert service.process.wait(30) == 3
        ends = [event for event in events(service) if "ended with exit code" in event]
        assert [event.split()[-1] for event in ends] == ["70.", "71."]


def test_a_worker_that_is_terminated_at_its_beginning_and_end_ends_alone(
    new_service: NewService, tmp_path: Path
) -> None:
    """It is a copy of what watches the workers, whose handling of a signal must not be done by it."""
    with new_service(WORKERS="2", **ending_in(tmp_path)) as service:
        wait_until_all_serve(service)
        (tmp_path / "terminated").touch()
        os.kill(starts(service)[0], signal.SIGKILL)
        while not any(event.endswith("ended with exit code 0.") for event in events(service)):
            assert service.process is not None
            assert service.process.poll() is None
            time.sleep(0.01)
        (tmp_path / "terminated").unlink()
        while len(starts(service)) < 3:
            time.sleep(0.01)
        with ExitStack() as opened:
            assert set(of_each_worker(service, opened)) == set(starts(service)[1:])


def test_workers_end_with_what_watches_them(new_service: NewService) -> None:
    """All at once: none holds open for another what tells it that the first process is gone."""
    with new_service(WORKERS="2") as service:
        wait_until_all_serve(service)
        assert service.process is not None
        service.process.kill()
        deadline = time.monotonic() + 5
        while any(is_running(worker) for worker in starts(service)):
            assert time.monotonic() < deadline
            time.sleep(0.01)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] not in "ZX"  # whoever is to reap it
    except FileNotFoundError:
        return False


def test_workers_are_copies_of_a_process_without_other_threads(service: RunningService) -> None:
    """A lock that another thread held would be held in the copy for ever; opening the operator's account takes some."""
    assert service.process is not None
    assert len(list(Path(f"/proc/{service.process.pid}/task").iterdir())) == 1


def events(service: RunningService) -> list[str]:
    return [line["event"] for line in lines(service)]


def starts(service: RunningService) -> list[int]:
    """Process ids, in order."""
    return [line["pid"] for line in lines(service) if line["event"].startswith("Started server process")]


def test_the_address_is_told_once(service: RunningService) -> None:
    assert service.log.read_text().count("Carbon Ledger serves on") == 1
    assert service.log.read_text().count("Running upgrade  -> 0001") == 1


def test_memory_cannot_be_shared(new_service: NewService) -> None:
    refused = new_service(WORKERS="2", STORAGE="memory").command("serve")
    assert refused.returncode == 1
    assert "WORKERS: STORAGE=memory" in refused.stderr
