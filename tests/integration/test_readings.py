"""The main job on real input: readings posted as they stand, sums held against ones made outside the service."""

import csv
import os
import signal
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from examples.post_readings import Client, usages_in
from tests.postgres import PostgresServer
from tests.service import RunningService

ROOT = Path(__file__).parents[2]
OWN = ROOT / "examples" / "meter-readings.csv"
SHARED = ROOT.parent / "shared" / "data" / "example-meter-readings.csv"
EMAIL, PASSWORD = "reader@example.org", "a long enough password"
OPERATOR = {"OPERATOR_EMAIL": "operator@example.org", "OPERATOR_PASSWORD": PASSWORD}

# By hand, apart from the service's own table: kg CO2e per unit as read, from 1055.05585262 MJ a MMBtu, 0.3048 m a foot.
KG_PER_UNIT = {
    ("Electricity", "kWh"): Fraction("1.5"),
    ("Natural Gas", "MMBtu"): Fraction("1055.05585262") / Fraction("3.6") * Fraction("3.892"),
    ("Natural Gas", "CCF"): 100 * Fraction("0.3048") ** 3 * Fraction("19.456"),
}

Start = Callable[[], RunningService]


@pytest.fixture
def memory(tmp_path: Path) -> Start:
    return lambda: RunningService(tmp_path, STORAGE="memory", **OPERATOR)


@pytest.fixture
def sqlite(tmp_path: Path) -> Start:
    return lambda: RunningService(tmp_path, **OPERATOR)


@pytest.fixture
def postgresql(tmp_path: Path, postgres_server: PostgresServer) -> Start:
    key = os.urandom(32).hex()
    url = postgres_server.create_database()
    return lambda: RunningService(tmp_path, DATABASE_URL=url, SIGNING_KEY=key, **OPERATOR)


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def service(request: pytest.FixtureRequest) -> Iterator[RunningService]:
    with request.getfixturevalue(request.param)() as running:
        yield running


def milligrams_by_month(path: Path) -> dict[str, int]:
    """The sums as a spreadsheet of exact fractions makes them, each reading rounded half to even to the milligram."""
    sums: defaultdict[str, int] = defaultdict(int)
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            exact = Fraction(row["amount"]) * KG_PER_UNIT[row["source"], row["unit"]]
            sums[row["read_date"][:7]] += round(exact * 1_000_000)
    return dict(sums)


def in_milligrams(kilograms: Any) -> int:
    scaled = Fraction(kilograms) * 1_000_000
    assert scaled.denominator == 1
    return int(scaled)


@pytest.fixture
def client(service: RunningService) -> Iterator[Client]:
    with Client(service.url) as signed_up:
        signed_up.call("POST", "/auth/sign-up", {"name": "Reader", "email": EMAIL, "password": PASSWORD})
        signed_up.log_in(EMAIL, PASSWORD)
        yield signed_up


def figures(client: Client) -> tuple[list[Any], dict[str, Any]]:
    """All that the service shows of the usages: the walk, and the series by month."""
    return list(client.walk()), client.call("GET", "/emissions", bucket="month", group_by="usage_type")


def assert_all_agree(client: Client, path: Path) -> None:
    expected = milligrams_by_month(path)
    walked, report = figures(client)
    readings = list(usages_in(path))
    assert len(walked) == len({usage["id"] for usage in walked}) == len(readings)
    as_posted = sorted(
        (usage["usage_at"], usage["usage_type_id"], usage["amount"], usage["note"]) for usage in readings
    )
    assert sorted((u["usage_at"], u["usage_type_id"], u["amount"], u["note"]) for u in walked) == as_posted
    total = sum(expected.values())
    assert sum(in_milligrams(usage["emissions_kg_co2e"]) for usage in walked) == total
    assert in_milligrams(report["total_emissions_kg_co2e"]) == total
    by_month = {bucket["bucket"]: in_milligrams(bucket["total_emissions_kg_co2e"]) for bucket in report["buckets"]}
    assert {month: sum_ for month, sum_ in by_month.items() if sum_} == expected
    pages = [client.call("GET", "/usages", page=page, page_size=100) for page in range(1, len(readings) // 100 + 2)]
    assert sum(len(page["items"]) for page in pages) == len(readings)
    assert {in_milligrams(page["total_emissions_kg_co2e"]) for page in pages} == {total}


def change_factor_of_electricity(service: RunningService) -> None:
    with Client(service.url) as operator:
        operator.log_in(OPERATOR["OPERATOR_EMAIL"], PASSWORD)
        changed = operator.call("PATCH", "/usage-types/100", {"factor": 9, "source": "A correction"})
    assert changed["factor"] == 9


def test_the_example_script_posts_our_own_readings(service: RunningService, client: Client) -> None:
    """Every figure equals the sum made outside the service, and a factor change moves none."""
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "post_readings.py", OWN, "--url", service.url, "--email", EMAIL],
        env=os.environ | {"PASSWORD": PASSWORD},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "36 readings posted" in done.stdout
    assert_all_agree(client, OWN)
    before = figures(client)
    change_factor_of_electricity(service)
    assert figures(client) == before
    assert service.stop(signal.SIGTERM) == 0


def test_the_shared_readings(service: RunningService, client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    """The 441 example readings beside the checkout, where they are."""
    if not SHARED.exists():
        with capsys.disabled():
            print("\nNo shared/data beside this checkout: only the project's own readings were posted.")
        return
    posted = [client.call("POST", "/usages", usage) for usage in usages_in(SHARED)]
    assert len(posted) == 441
    assert_all_agree(client, SHARED)
    electricity = client.call("GET", "/usages", usage_type_id=100, page=1)
    report = client.call("GET", "/emissions")
    (by_type,) = (part for part in report["by_usage_type"] if part["usage_type"]["id"] == 100)
    assert by_type["amount_in_type_unit"] == 264_236_409
    assert in_milligrams(electricity["total_emissions_kg_co2e"]) == 396_354_613_500_000
    before = figures(client)
    change_factor_of_electricity(service)
    assert figures(client) == before
