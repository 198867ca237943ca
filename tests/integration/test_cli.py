"""The second entrypoint: the same use cases from the command line."""

import re
import sqlite3
from pathlib import Path

import pytest

from examples.post_readings import Client
from tests.service import RunningService

PASSWORD = "a long enough password"
USER = ("user", "add", "--name", "Ada", "--email", "ada@example.org", "--password", PASSWORD)


@pytest.fixture
def ledger(tmp_path: Path) -> RunningService:
    """An installation that is not being served."""
    return RunningService(tmp_path)


def test_help_lists_every_command(ledger):
    shown = ledger.command("--help").stdout
    for name in ("serve", "migrate", "user", "factor", "usage", "demo", "check", "backup", "restore"):
        assert re.search(rf"^  {name} ", shown, re.MULTILINE)


def test_migrate_makes_the_database_and_may_be_repeated(ledger):
    assert ledger.command("migrate").returncode == 0
    assert (ledger.folder / "carbon-ledger.db").exists()
    assert ledger.command("migrate").stdout == "The database is up to date.\n"


def test_a_user_added_here_can_log_in_there(ledger):
    assert ledger.command(*USER).returncode == 0
    with ledger as service, Client(service.url) as client:
        client.log_in("ada@example.org", PASSWORD)
        assert client.call("GET", "/me")["is_operator"] is False


def test_an_operator_is_made_by_a_flag_and_a_password_may_be_typed_unseen(ledger):
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    added = ledger.command("user", "add", "--operator", "--name", "O", "--email", "o@example.org", typed=typed)
    assert added.returncode == 0
    assert PASSWORD not in added.stdout + added.stderr
    with ledger as service, Client(service.url) as client:
        client.log_in("o@example.org", PASSWORD)
        assert client.call("GET", "/me")["is_operator"] is True


def test_setting_a_password_ends_every_session(ledger):
    with ledger as service, Client(service.url) as client:
        client.call("POST", "/auth/sign-up", {"name": "Ada", "email": "ada@example.org", "password": PASSWORD})
        client.log_in("ada@example.org", PASSWORD)
        changed = service.command(
            "user", "set-password", "--email", "ADA@example.org", "--password", "another password"
        )
        assert changed.returncode == 0
        with pytest.raises(Exception, match="401"):
            client.call("GET", "/me")
        client.log_in("ada@example.org", "another password")


def test_a_published_factor_serves_usages_from_its_start_on(ledger):
    done = ledger.command(
        "factor", "publish", "100", "0.25", "--source", "A table", "--valid-from", "2025-01-01T00:00:00Z"
    )
    assert done.returncode == 0
    ledger.command(*USER)
    with ledger as service, Client(service.url) as client:
        client.log_in("ada@example.org", PASSWORD)
        for year, emissions in ((2024, 15), (2025, "2.5")):
            usage = {"usage_type_id": 100, "usage_at": f"{year}-06-01T00:00:00Z", "amount": 10}
            assert str(client.call("POST", "/usages", usage)["emissions_kg_co2e"]) == str(emissions)


def test_usages_are_listed_with_their_exact_total_and_checked(ledger):
    ledger.command("demo", "--email", "demo@example.org")
    listed = ledger.command("usage", "list", "--email", "demo@example.org", "--page-size", "3")
    assert len(listed.stdout.splitlines()) == 4
    checked = ledger.command("check")
    assert checked.returncode == 0
    figures, journal = checked.stdout.splitlines()
    assert re.fullmatch(r"\d{3} figures recomputed, 0 do not hold.", figures)
    assert re.fullmatch(r"\d{3} entries of the journal walked, \d+ of them not sealed yet, 0 faults found.", journal)


def test_check_names_the_figure_that_was_tampered_with(ledger):
    ledger.command("demo")
    with sqlite3.connect(ledger.folder / "carbon-ledger.db") as database:
        (usage_id,) = database.execute("SELECT id FROM usages ORDER BY usage_at LIMIT 1").fetchone()
        database.execute("UPDATE usages SET emissions_mg = emissions_mg + 1 WHERE id = ?", (usage_id,))
    database.close()
    checked = ledger.command("check")
    assert checked.returncode == 1
    assert f"usage {usage_id}, version 1: " in checked.stderr
    assert "1 do not hold" in checked.stdout


def test_check_names_every_figure_whose_factor_is_gone_or_cannot_be_read(ledger):
    """And still looks at all the others."""
    ledger.command("demo")
    with sqlite3.connect(ledger.folder / "carbon-ledger.db") as database:
        (usages,) = database.execute("SELECT count(*) FROM usages").fetchone()
        (unreadable,) = database.execute("SELECT count(*) FROM usages WHERE factor_id = 2").fetchone()
        (usage_id,) = database.execute("SELECT id FROM usages WHERE factor_id <> 2 ORDER BY id LIMIT 1").fetchone()
        database.execute("UPDATE usages SET factor_id = 404 WHERE id = ?", (usage_id,))
        database.execute("UPDATE emission_factors SET value = 'abc', source = CAST(x'ff' AS TEXT) WHERE id = 2")
    database.close()
    checked = ledger.command("check")
    assert (checked.returncode, unreadable > 0) == (1, True)
    assert f"usage {usage_id}, version 1: factor 404 is missing\n" in checked.stderr
    assert checked.stderr.count(": factor 2 cannot be read: id '2', usage_type_id '101', value 'abc'") == unreadable + 1
    assert checked.stdout.startswith(f"{usages} figures recomputed, {unreadable + 1} do not hold.\n")
    assert "journal of installation: factor 2 cannot be read: id '2'" in checked.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("user", "add", "--name", "A", "--email", "no-address", "--password", PASSWORD), "Not an e-mail address"),
        (("user", "add", "--name", "A", "--email", "a@b", "--password", "short"), "8 to 128 characters"),
        (
            ("user", "add", "--name", "A", "--email", "a@b", "--password", "Passw0rd!"),
            "among the first that are guessed",
        ),
        (("factor", "publish", "9", "1", "--source", "s"), "no usage type 9"),
        (("factor", "publish", "100", "-1", "--source", "s"), "No such option"),
        (("factor", "publish", "100", "x", "--source", "s"), "Must be a number"),
        (("factor", "publish", "100", "1_000", "--source", "s"), "Must be a number"),
        (("factor", "publish", "100", "1", "--source", "s", "--valid-from", "soon"), "by RFC 3339"),
        (
            ("factor", "publish", "100", "1", "--source", "s", "--valid-from", "2024-01-01T00:00:00.1234567Z"),
            "by RFC 3339",
        ),
        (("factor", "publish", "100", "1", "--source", "s", "--valid-from", "2024-01-01T00:00:00"), "with a zone"),
        (("usage", "list", "--email", "nobody@example.org"), "No user has this e-mail address"),
        (("usage", "list", "--email", "nobody@example.org", "--sort", "colour"), "No user has this e-mail address"),
    ],
)
def test_a_refusal_is_one_clear_line_and_a_nonzero_exit(ledger, arguments, says):
    done = ledger.command(*arguments)
    assert done.returncode != 0
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"PORT": "http"}, "PORT"),
        ({"DATABASE_URL": "postgresql://127.0.0.1/none"}, "SIGNING_KEY: is required"),
        ({"STORAGE": "memory"}, "needs STORAGE=sql"),
        ({"TRUSTED_PROXIES": "*"}, "TRUSTED_PROXIES"),
    ],
)
def test_settings_that_cannot_be_served_with_are_told(tmp_path, settings, says):
    done = RunningService(tmp_path, **settings).command(
        "user", "add", "--name", "A", "--email", "a@b", "--password", PASSWORD
    )
    assert done.returncode == 1
    assert says in done.stderr
