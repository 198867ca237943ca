"""Answers as of then, over the API: as they were to the byte."""

from datetime import timedelta
from typing import Any

import pytest

from entrypoints.container import Container
from tests.clocks import NOON, FixedClock
from tests.integration.http.api import Answer, Api
from tests.integration.http.journal import FACTOR, USAGE, recorded

READS = ("/usages?include=totals&cursor=", "/usages?page_size=2&sort=amount", "/emissions?group_by=usage_type")


async def answers(api: Api, usage_id: int, as_of: str = "") -> list[tuple[int, str]]:
    """What is answered now, or as of then, byte by byte."""
    found = [await api.call("GET", f"{path}{'&' if as_of else ''}{as_of}") for path in READS]
    found.append(await api.call("GET", f"/usages/{usage_id}{'?' if as_of else ''}{as_of}"))
    return [(answer.status, answer.text) for answer in found if answer.status in {200, 404}]


async def test_as_of_then_all_is_answered_as_it_was_then_to_the_byte(
    ada: Api, operator: Api, clock: FixedClock
) -> None:
    """Whatever was done since: corrections, deletions, other names of types."""
    usage = await recorded(ada, amount=5)
    path, given = f"/usages/{usage['id']}", []
    acts: list[tuple[Api, str, str, Any]] = [
        (ada, "POST", "/usages", USAGE | {"usage_type_id": 102}),
        (ada, "PATCH", path, {"amount": 6}),
        (operator, "PATCH", "/usage-types/100", {"name": "power"} | FACTOR),
        (ada, "PATCH", path, {"usage_at": "2027-01-01T00:00:00Z"}),
        (ada, "DELETE", path, None),
        (operator, "PATCH", "/usage-types/102", {"name": "warmth"}),
        (ada, "POST", f"{path}/restore", None),
        (ada, "PUT", path, USAGE | {"usage_type_id": 103}),
    ]
    for api, method, where, body in acts:
        given.append((clock.now(), await answers(ada, usage["id"])))
        clock.advance(seconds=1)
        assert (await api.call(method, where, body)).status in {200, 201, 204}
    clock.advance(seconds=1)
    for at, answered in given:
        for as_of in (at, at + timedelta(microseconds=999_999)):
            assert await answers(ada, usage["id"], f"as_of={as_of:%Y-%m-%dT%H:%M:%S.%fZ}") == answered
    assert len({str(answered) for _, answered in given}) == len(given)
    assert all(len(answered) == 4 for _, answered in given)


async def test_an_answer_once_given_stays_though_more_is_recorded_at_that_instant(
    ada: Api, container: Container, clock: FixedClock
) -> None:
    usage = await recorded(ada)
    as_of = f"as_of={NOON:%Y-%m-%dT%H:%M:%SZ}"
    given = await answers(ada, usage["id"], as_of)
    late = await recorded(ada)
    await ada.call("DELETE", f"/usages/{usage['id']}")
    assert late["recorded_at"] == "2027-05-17T12:00:00Z"
    await container.seal_journal()()
    assert await answers(ada, usage["id"], as_of) == given
    assert (await ada.call("GET", f"/usages/{late['id']}?{as_of}")).status == 404
    assert (await ada.get("/journal/head"))["settled_until"] == "2027-05-17T12:00:00Z"
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:01Z"))["items"] == [late]
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:02Z"))["items"] == [late]
    assert (await ada.get("/journal/head"))["settled_until"] == "2027-05-17T12:00:02Z"


async def asked(api: Api, as_of: str) -> list[Answer]:
    usage = await recorded(api)
    paths = ("/usages?", f"/usages/{usage['id']}?", "/emissions?", "/usages?cursor=&")
    return [await api.call("GET", f"{path}as_of={as_of}") for path in paths]


@pytest.mark.parametrize(
    "as_of",
    ["2027-05-17T12:00:00.000001Z", "2199-12-31T00:00:00Z", "2027-05-17T13:00:00%2B00:59"],
)
async def test_what_is_to_come_is_not_answered(ada: Api, as_of: str) -> None:
    for answer in await asked(ada, as_of):
        assert (answer.status, answer.faults) == (422, {"as_of"})
    assert (await ada.get("/journal/head"))["settled_until"] is None


@pytest.mark.parametrize("as_of", ["", "now", "2027-05-17", "2027-05-17T12:00:00", "1899-12-31T23:59:59Z", "0"])
async def test_what_is_no_instant_is_not_answered(ada: Api, as_of: str) -> None:
    for answer in await asked(ada, as_of):
        assert (answer.status, answer.faults) == (422, {"as_of"})


@pytest.mark.parametrize("as_of", ["2027-05-17T12:00:00Z", "2027-05-17T14:00:00%2B02:00", "1900-01-01T00:00:00Z"])
async def test_what_has_passed_is_answered_in_whatever_zone_it_is_told(ada: Api, as_of: str) -> None:
    """The present instant has."""
    listed, single, reported, walked = await asked(ada, as_of)
    is_there = not as_of.startswith("1900")
    assert [answer.status for answer in (listed, single, reported, walked)] == [200, 200 if is_there else 404, 200, 200]
    assert listed.json["total"] == reported.json["total"] == len(walked.json["items"]) == int(is_there)


async def test_a_cursor_made_as_of_then_leads_on_as_of_then_alone(ada: Api, clock: FixedClock) -> None:
    """Not as of another instant, and not now; nor does one that was made now lead on as of then."""
    usages = [await recorded(ada, amount=amount) for amount in range(5)]
    then, later = "2027-05-17T12:00:00Z", "2027-05-17T12:00:01Z"
    clock.advance(seconds=1)
    chosen = {"sort": "amount", "page_size": 2}
    made = (await ada.get("/usages", cursor="", as_of=then, **chosen))["next_cursor"]
    now = (await ada.get("/usages", cursor="", **chosen))["next_cursor"]
    for usage in usages:
        await ada.call("DELETE", f"/usages/{usage['id']}")
    for cursor, as_of in ((made, {"as_of": later}), (made, {}), (now, {"as_of": then})):
        answer = await ada.call("GET", "/usages", params={"cursor": cursor} | chosen | as_of)
        assert (answer.status, answer.faults) == (422, {"cursor"})
    seen, cursor = [], made
    while cursor:
        page = await ada.get("/usages", cursor=cursor, as_of=then, **chosen)
        seen += [item["amount"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert seen == [2, 3, 4]
    same = await ada.call("GET", "/usages", params={"cursor": made, "as_of": "2027-05-17T14:00:00+02:00"} | chosen)
    assert same.status == 200


async def test_others_usages_were_never_ones_own(ada: Api, bob: Api, clock: FixedClock) -> None:
    usage = await recorded(bob)
    clock.advance(seconds=1)
    assert (await ada.get("/usages", as_of="2027-05-17T12:00:01Z"))["total"] == 0
    assert (await ada.get("/emissions", as_of="2027-05-17T12:00:01Z"))["total"] == 0
    assert (await ada.call("GET", f"/usages/{usage['id']}?as_of=2027-05-17T12:00:01Z")).status == 404
    assert (await bob.get("/usages", as_of="2027-05-17T12:00:01Z"))["total"] == 1
