"""Emissions over time."""

from decimal import Decimal

import pytest

from tests.integration.http.api import Api


@pytest.fixture
async def reader(ada: Api, bob: Api) -> Api:
    """Ada, with usages at both sides of midnight in Zurich on the first of February."""
    for at, usage_type_id, amount in (
        ("2024-01-31T22:59:59.999999Z", 100, "0.1"),
        ("2024-01-31T23:00:00Z", 100, "0.2"),
        ("2024-02-10T12:00:00Z", 104, "17.25"),
        ("2024-04-30T12:00:00Z", 100, "0.000001"),
    ):
        await ada.post("/usages", {"usage_type_id": usage_type_id, "usage_at": at, "amount": Decimal(amount)})
    await bob.post("/usages", {"usage_type_id": 100, "usage_at": "2024-02-10T12:00:00Z", "amount": 1000})
    return ada


async def test_buckets_follow_the_calendar_of_the_zone(reader: Api) -> None:
    """A usage just before midnight in Zurich is January's there; empty months are there with 0."""
    period = {"from": "2024-01-01T00:00:00Z", "to": "2024-05-01T00:00:00Z"}
    report = await reader.get("/emissions", time_zone="Europe/Zurich", **period)
    assert [(bucket["bucket"], bucket["total"], bucket["total_emissions_kg_co2e"]) for bucket in report["buckets"]] == [
        ("2024-01", 1, Decimal("0.15")),
        ("2024-02", 2, Decimal("335.916")),
        ("2024-03", 0, 0),
        ("2024-04", 1, Decimal("0.000002")),
        ("2024-05", 0, 0),
    ]
    assert report["buckets"][1]["from"] == "2024-01-31T23:00:00Z"
    assert (report["from"], report["to"]) == (period["from"], period["to"])
    assert "by_usage_type" not in report["buckets"][0]
    in_utc = await reader.get("/emissions", **period)
    assert [bucket["total"] for bucket in in_utc["buckets"]] == [2, 1, 0, 1]


async def test_parts_add_up_to_the_total_of_the_list(reader: Api) -> None:
    """By bucket, by type and by both, to the last digit."""
    listed = await reader.get("/usages")
    for bucket in ("day", "week", "month", "quarter", "year"):
        report = await reader.get("/emissions", bucket=bucket, group_by="usage_type")
        assert (report["bucket"], report["group_by"], report["time_zone"]) == (bucket, "usage_type", "UTC")
        assert report["total"] == listed["total"] == sum(part["total"] for part in report["buckets"])
        whole = listed["total_emissions_kg_co2e"]
        assert report["total_emissions_kg_co2e"] == whole
        assert sum(part["total_emissions_kg_co2e"] for part in report["buckets"]) == whole
        assert sum(part["emissions_kg_co2e"] for part in report["by_usage_type"]) == whole
        split = [part["emissions_kg_co2e"] for one in report["buckets"] for part in one["by_usage_type"]]
        assert sum(split) == whole


async def test_types_have_their_amounts_in_their_own_unit(reader: Api) -> None:
    """Amounts of different types are never added up."""
    parts = (await reader.get("/emissions"))["by_usage_type"]
    assert [(part["usage_type"]["id"], part["total"], part["amount_in_type_unit"]) for part in parts] == [
        (100, 3, Decimal("0.300001")),
        (104, 1, Decimal("17.25")),
    ]


async def test_open_ends_are_those_of_the_usages_buckets(reader: Api) -> None:
    """From the beginning of the first usage's bucket to the end of the last one's."""
    report = await reader.get("/emissions", bucket="quarter")
    assert (report["from"], report["to"]) == ("2024-01-01T00:00:00Z", "2024-07-01T00:00:00Z")
    assert [bucket["bucket"] for bucket in report["buckets"]] == ["2024-Q1", "2024-Q2"]


async def test_without_usages_there_is_nothing_to_report(api: Api) -> None:
    """With bounds there are empty buckets; without there are none."""
    nobody = await api.signed_up("Dora")
    report = await nobody.get("/emissions")
    assert (report["from"], report["to"], report["buckets"], report["total"]) == (None, None, [], 0)
    bounded = await nobody.get("/emissions", **{"from": "2024-01-01T00:00:00Z", "to": "2024-03-01T00:00:00Z"})
    assert [bucket["total_emissions_kg_co2e"] for bucket in bounded["buckets"]] == [0, 0]


async def test_at_most_5000_buckets(reader: Api) -> None:
    """One more is refused at its parameter."""
    within = {"from": "2000-01-01T00:00:00Z", "to": "2013-09-09T00:00:00Z", "bucket": "day"}
    assert len((await reader.get("/emissions", **within))["buckets"]) == 5000
    answer = await reader.call("GET", "/emissions", params=within | {"to": "2013-09-09T00:00:00.000001Z"})
    assert (answer.status, answer.faults) == (422, {"bucket"})
