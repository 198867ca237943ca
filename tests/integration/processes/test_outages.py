"""While the storage cannot be had, requests are refused with 503; then all goes on by itself, and nothing was lost."""

import asyncio
import resource
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.integration.processes.client import Answer, Client, Crowd
from tests.integration.processes.conftest import UNBOUNDED, on_postgres
from tests.integration.processes.log import lines
from tests.postgres import PostgresServer
from tests.service import RunningService

UNAVAILABLE = "urn:carbon-ledger:problem:unavailable"


def assert_is_unavailable(answer: Answer, service: RunningService, reason: str) -> None:
    """By a problem that the log explains."""
    assert (answer.status, answer.headers["Retry-After"], answer.json["type"]) == (503, "1", UNAVAILABLE)
    name = answer.headers["X-Request-ID"]
    assert answer.json["instance"] == f"urn:carbon-ledger:request:{name}"
    told = [line["event"] for line in lines(service) if line.get("request_id") == name and line["level"] == "error"]
    assert len(told) == 1
    assert reason in told[0]


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[RunningService]:
    with RunningService(tmp_path, **UNBOUNDED) as service:
        yield service


def test_a_full_disk_refuses_writes_and_nothing_is_written_by_half(sqlite: RunningService) -> None:
    """Reads are answered meanwhile, and with room again writes are too."""
    assert sqlite.process is not None
    pid = sqlite.process.pid
    with Client(sqlite) as client:
        client.signed_up()
        _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        files = [file.stat().st_size for file in sqlite.folder.iterdir()]
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (max(files) + 500_000, most))
        recorded = []
        for number in range(1000):
            answer = client.record(f"usage-{number}")
            if answer.status != 201:
                break
            recorded.append((f"usage-{number}", answer.json["id"]))
        assert recorded
        for note in ("more", "and more"):
            assert_is_unavailable(client.record(note.replace(" ", "-")), sqlite, "SQLite: ")
        assert sorted(client.recorded()) == sorted(recorded)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
        answer = client.record("with-room-again")
        assert answer.status == 201
        assert sorted(client.recorded()) == sorted([*recorded, ("with-room-again", answer.json["id"])])
    assert sqlite.command("check").returncode == 0


@pytest.fixture(scope="module")
def postgresql(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    with RunningService(tmp_path_factory.mktemp("service"), **UNBOUNDED, **on_postgres(postgres_server)) as service:
        yield service


def told_to_postgres(service: RunningService, *statements: str) -> None:
    async def tell() -> None:
        connection = await asyncpg.connect(service.environment["DATABASE_URL"])
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(tell())


def failing(state: str, times: int) -> str:
    """Has the next inserts of usages fail, as the server itself would have them fail."""
    return f"""
        create sequence tries;
        create function fail() returns trigger language plpgsql as $$ begin
            if nextval('tries') <= {times} then raise exception using errcode = '{state}'; end if;
            return new;
        end $$;
        create trigger fails before insert on usages for each row execute function fail()"""


OTHERS_ENDED = """
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()"""
NO_MORE = "drop function fail() cascade; drop sequence tries"


@pytest.mark.parametrize("state", ["40001", "40P01", "08006", "57P01"])
def test_what_postgresql_undid_is_done_again_inside(postgresql: RunningService, state: str) -> None:
    """Serialization failures, deadlocks and lost connections: three times, then no more; once done, it is done once."""
    with Client(postgresql) as client:
        client.signed_up()
        told_to_postgres(postgresql, failing(state, 3))
        answer = client.record("undone-thrice")
        assert answer.status == 201
        told_to_postgres(postgresql, NO_MORE, failing(state, 1000))
        assert_is_unavailable(client.record("undone-always"), postgresql, "PostgreSQL: ")
        told_to_postgres(postgresql, NO_MORE)
        assert client.recorded() == [("undone-thrice", answer.json["id"])]


@pytest.mark.parametrize(("state", "reason"), [("53100", "DiskFullError"), ("53200", "OutOfMemoryError")])
def test_a_server_without_room_is_503(postgresql: RunningService, state: str, reason: str) -> None:
    with Client(postgresql) as client:
        client.signed_up()
        told_to_postgres(postgresql, failing(state, 1))
        assert_is_unavailable(client.record("refused"), postgresql, reason)
        assert client.recorded() == []
        assert client.record("refused").status == 201
        told_to_postgres(postgresql, NO_MORE)


def test_a_read_only_server_is_503_for_writes_alone(postgresql: RunningService) -> None:
    """A standby, until it is promoted."""
    name = postgresql.environment["DATABASE_URL"].rpartition("/")[2]
    with Client(postgresql) as client:
        client.signed_up()
        told_to_postgres(postgresql, f"alter database {name} set default_transaction_read_only = on", OTHERS_ENDED)
        assert_is_unavailable(client.record("refused"), postgresql, "ReadOnlySQLTransactionError")
        assert client.recorded() == []
        told_to_postgres(
            postgresql,
            "set default_transaction_read_only = off",
            f"alter database {name} reset default_transaction_read_only",
        )
        told_to_postgres(postgresql, OTHERS_ENDED)
        assert client.record("refused").status == 201


def test_postgresql_restarted_under_load_costs_refusals_at_worst(tmp_path: Path) -> None:
    """Shut down, then crashed; two workers go on by themselves, and what was acknowledged is there once."""
    with (
        PostgresServer(durable=True) as server,
        RunningService(tmp_path, WORKERS="2", **UNBOUNDED, **on_postgres(server)) as service,
        Client(service) as client,
    ):
        client.signed_up()
        crowd = Crowd(service, client.token)
        crowd.start()
        for how in ("fast", "immediate"):
            crowd.wait_for(50)
            server.restart(how)
            crowd.wait_for(50)
        crowd.finish()
        assert set(crowd.statuses) <= {201, 503}
        print(f"while PostgreSQL was restarted: {dict(crowd.statuses)}")
        crowd.send_again()
        crowd.assert_all_is_there_once()
        crowd.assert_figures_hold()


def test_without_postgresql_it_lives_and_is_not_ready(tmp_path: Path) -> None:
    """Every route that needs it says so, and none hangs."""
    with (
        PostgresServer(durable=True) as server,
        RunningService(tmp_path, **UNBOUNDED, **on_postgres(server)) as service,
        Client(service) as client,
    ):
        client.signed_up()
        server.stop("immediate")
        assert client.call("GET", "/health/live").status == 200
        for method, path in (("GET", "/health/ready"), ("GET", "/me"), ("GET", "/usages"), ("GET", "/emissions")):
            assert_is_unavailable(client.call(method, path), service, "database cannot be reached")
        assert_is_unavailable(client.record("unreachable"), service, "database cannot be reached")
        server.start()
        assert client.record("unreachable").status == 201
        assert client.call("GET", "/health/ready").status == 200
