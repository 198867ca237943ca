"""Receipts, statements and proofs that are refused: to anybody, or to those whose they are not."""

import pytest

from tests.integration.http.api import Answer, Api
from tests.integration.http.receipts import PERIOD, STATEMENT, YEAR

NOBODYS = 4_503_599_627_370_496
WRONG_VERSIONS = ["", "0", "-1", "1.0", "x", "+1", "%D9%A1", str(2**31), "9" * 5000]


async def test_a_version_that_is_none_is_refused(carol: Api) -> None:
    path = f"/usages/{await carols(carol)}/receipt"
    for version in WRONG_VERSIONS:
        assert await refused(carol, f"{path}?version={version}") == (422, {"version"})
    assert (await carol.call("GET", f"{path}?version={2**31 - 1}")).status == 404
    assert await refused(carol, f"{path}?version=1&version=1") == (400, {"version"})
    assert await refused(carol, f"{path}?as_of=2024-01-01T00:00:00Z") == (400, {"as_of"})


async def carols(carol: Api) -> int:
    """The id of a usage of a user of memory's, which what is refused does not reach."""
    body = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}
    id: int = (await carol.post("/usages", body))["id"]
    return id


async def refused(api: Api, target: str) -> tuple[int, set[str]]:
    answer = await api.call("GET", target)
    return answer.status, answer.faults


WRONG = [
    ("", 422, {"from", "to"}),
    ("from=2024-01-01T00:00:00Z", 422, {"to"}),
    ("to=2024-01-01T00:00:00Z", 422, {"from"}),
    ("from=2024-01-01T00:00:00Z&to=2024-01-01T00:00:00Z", 422, {"to"}),
    ("from=2024-01-01&to=2025-01-01T00:00:00Z", 422, {"from"}),
    (f"{PERIOD}&as_of=2027-05-17T12:00:00.000001Z", 422, {"as_of"}),
    (f"{PERIOD}&as_of=2027-05-17T12:00:00", 422, {"as_of"}),
    (f"{PERIOD}&as_of=", 422, {"as_of"}),
    (f"{PERIOD}&time_zone=Europe/Atlantis", 422, {"time_zone"}),
    (f"{PERIOD}&time_zone=", 422, {"time_zone"}),
    (f"{PERIOD}&bucket=month", 400, {"bucket"}),
    (f"{PERIOD}&to=2025-01-01T00:00:00Z", 400, {"to"}),
]


@pytest.mark.parametrize(("query", "status", "faults"), WRONG)
async def test_a_statement_that_cannot_be_made_is_refused(
    carol: Api, query: str, status: int, faults: set[str]
) -> None:
    """Nor can a proof in it. Both ends of the period are named by whoever asks."""
    assert await refused(carol, f"{STATEMENT}?{query}") == (status, faults)
    assert await refused(carol, f"/usages/{await carols(carol)}/proof?{query}") == (status, faults)


async def test_nothing_but_receipts_can_be_included(carol: Api) -> None:
    for included in ("everything", "", "Receipts"):
        assert await refused(carol, f"{STATEMENT}?{PERIOD}&include={included}") == (422, {"include"})
    path = f"/usages/{await carols(carol)}/proof"
    assert await refused(carol, f"{path}?{PERIOD}&include=receipts") == (400, {"include"})


async def test_another_organisations_usage_is_as_one_that_nobody_has(ada: Api, bob: Api, usages: list[int]) -> None:
    """Status, words and headers are those of a missing one, whatever else is asked."""
    for method in ("GET", "HEAD"):
        for path in ("receipt", "receipt?version=1", "receipt?version=9", f"proof?{PERIOD}"):
            theirs, missing = [await bob.call(method, f"/usages/{id}/{path}") for id in (usages[0], NOBODYS)]
            assert theirs.status == missing.status == 404
            assert theirs.text.replace(str(usages[0]), "?") == missing.text.replace(str(NOBODYS), "?")
            assert without_length(theirs) == without_length(missing)
        for path in ("receipt?version=x", "proof", "proof?from=x"):
            theirs, missing = [await bob.call(method, f"/usages/{id}/{path}") for id in (usages[0], NOBODYS)]
            assert (theirs.status, without_length(theirs)) == (missing.status, without_length(missing))
    assert (await bob.get(STATEMENT, **YEAR))["statement"]["leaves"] == 1
    assert (await ada.get(STATEMENT, **YEAR))["statement"]["leaves"] == 5


def without_length(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.own_headers.items() if name != "content-length"}


async def test_receipts_are_for_those_who_are_logged_in(api: Api, usages: list[int]) -> None:
    for path in (f"/usages/{usages[0]}/receipt", f"/usages/{usages[0]}/proof?{PERIOD}", f"{STATEMENT}?{PERIOD}"):
        assert (await api.call("GET", path)).status == 401
