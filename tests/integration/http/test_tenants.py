"""What belongs to another organisation is as if it did not exist."""

from typing import Any

from tests.integration.http.api import Answer, Api

USAGE = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7, "note": "Ada's own"}
NOBODYS = 4_503_599_627_370_496


async def test_another_organisations_usage_is_answered_like_a_missing_one(ada: Api, bob: Api) -> None:
    """On every route and method, live or deleted: same status, same words but for the id, same headers; whatever the
    body, right or wrong, and whatever condition or key it is under, those of its owner too."""
    usage = await ada.post("/usages", USAGE)
    tag = (await ada.call("GET", f"/usages/{usage['id']}")).headers["ETag"]
    conditions = [{}, *({name: value} for name in ("If-Match", "If-None-Match") for value in (tag, '"other"', "*"))]
    for deleted in (False, True):
        if deleted:
            await ada.call("DELETE", f"/usages/{usage['id']}")
        for method, path, body in (
            ("GET", "/usages/{}", None),
            ("HEAD", "/usages/{}", None),
            ("PUT", "/usages/{}", USAGE),
            ("PATCH", "/usages/{}", {"amount": 1}),
            ("PATCH", "/usages/{}", {}),
            ("PATCH", "/usages/{}", {"usage_type_id": 101, "unit": "kg"}),
            ("DELETE", "/usages/{}", None),
            ("POST", "/usages/{}/restore", None),
            ("DELETE", "/usages/{}", {"reason": "It is not mine"}),
            ("POST", "/usages/{}/restore", {"reason": "It is not mine"}),
            ("GET", "/usages/{}/versions", None),
            ("GET", "/usages/{}/receipt", None),
            ("GET", "/usages/{}/receipt?version=1", None),
            ("GET", "/usages/{}/proof?from=2024-01-01T00:00:00Z&to=2025-01-01T00:00:00Z", None),
            ("GET", "/usages/{}?as_of=2024-01-01T00:00:00Z", None),
        ):
            for headers in conditions:
                assert await _alike(bob, method, path, usage["id"], body, headers) == 404
        wrong: list[tuple[str, str, Any, int]] = [
            ("PUT", "/usages/{}", USAGE | {"amount": -1}, 422),
            ("PUT", "/usages/{}", b"{", 400),
            ("PATCH", "/usages/{}", {"unit": "parsec"}, 422),
            ("GET", "/usages/{}?page=1", None, 400),
            ("POST", "/usages/{}", USAGE, 405),
        ]
        for method, path, body, status in wrong:
            assert await _alike(bob, method, path, usage["id"], body, {"If-Match": tag}) == status
    versions = (await ada.get(f"/usages/{usage['id']}/versions"))["items"]
    assert [version["change"] for version in versions] == ["deleted", "recorded"]


async def _alike(bob: Api, method: str, path: str, id: int, body: Any, headers: dict[str, str]) -> int:
    """The status, once the answer is seen to be that to an id that nobody has."""
    theirs = await bob.call(method, path.format(id), body, headers=headers)
    missing = await bob.call(method, path.format(NOBODYS), body, headers=headers)
    assert theirs.status == missing.status
    assert theirs.text.replace(str(id), "?") == missing.text.replace(str(NOBODYS), "?")
    assert _without_length(theirs) == _without_length(missing)
    return theirs.status


def _without_length(answer: Answer) -> dict[str, str]:
    return {name: value for name, value in answer.own_headers.items() if name != "content-length"}


async def test_a_key_of_another_organisation_opens_nothing(ada: Api, bob: Api) -> None:
    """What its owner did under it is neither shown nor hindered, and what is refused is kept for nobody."""
    usage = await ada.post("/usages", USAGE)
    await ada.call("DELETE", f"/usages/{usage['id']}")
    key = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}
    for _ in range(2):
        assert await _alike(bob, "POST", "/usages/{}/restore", usage["id"], None, key) == 404
    restored = await ada.call("POST", f"/usages/{usage['id']}/restore", headers=key)
    again = await ada.call("POST", f"/usages/{usage['id']}/restore", headers=key)
    assert (restored.status, again.text) == (200, restored.text)
    for _ in range(2):
        assert await _alike(bob, "POST", "/usages/{}/restore", usage["id"], None, key) == 404
    own = await bob.call("POST", "/usages", USAGE | {"note": "Bob's own"}, headers=key)
    assert (own.status, own.json["note"]) == (201, "Bob's own")
    assert (await ada.get("/usages"))["total"] == 1


async def test_lists_and_sums_hold_ones_own_only(ada: Api, bob: Api) -> None:
    """Whatever the filter or order."""
    usage = await ada.post("/usages", USAGE)
    queries: list[dict[str, Any]] = [
        {},
        {"usage_type_id": 100},
        *({"sort": sign + key} for key in ("usage_at", "emissions", "amount", "usage_type") for sign in ("", "-")),
        {"sort": "emissions", "amount_min": 7, "amount_max": 7},
        {"from": "2024-03-01T12:00:00Z", "to": "2024-03-01T12:00:01Z"},
    ]
    for query in queries:
        assert (await ada.get("/usages", **query))["total"] == 1
        page = await bob.get("/usages", **query)
        assert (page["items"], page["total"], page["total_emissions_kg_co2e"]) == ([], 0, 0)
        assert (await bob.get("/usages", cursor="", **query))["items"] == []
    for grouping in ({}, {"group_by": "usage_type"}):
        assert (await bob.get("/emissions", **grouping))["total"] == 0
        assert (await ada.get("/emissions", **grouping))["total"] == 1
    year = {"from": "2024-01-01T00:00:00Z", "to": "2025-01-01T00:00:00Z", "include": "receipts"}
    stated = await bob.get("/emissions/statement", **year)
    assert (stated["receipts"], stated["statement"]["leaves"]) == ([], 0)
    assert str(usage["id"]) not in str(await bob.get("/journal", page_size=100))
    assert (await bob.get("/journal", usage_id=usage["id"]))["items"] == []
    assert (await bob.get("/me"))["on_deletion"]["usages"] == 0
    assert usage["id"]


async def test_anothers_cursor_walks_ones_own_list(ada: Api, bob: Api) -> None:
    """It is a place in an order, no key to anything."""
    for _ in range(3):
        await ada.post("/usages", USAGE)
    own = [await bob.post("/usages", USAGE | {"usage_at": f"2024-02-0{day}T12:00:00Z"}) for day in (1, 2)]
    cursor = (await ada.get("/usages", cursor="", page_size=1))["next_cursor"]
    assert {item["id"] for item in (await bob.get("/usages", cursor=cursor))["items"]} == {item["id"] for item in own}


async def test_deleting_an_account_leaves_the_others(ada: Api, bob: Api) -> None:
    """Only what was said beforehand goes."""
    await ada.post("/usages", USAGE)
    kept = await bob.post("/usages", USAGE)
    assert (await ada.call("DELETE", "/me", {"password": "correct horse battery"})).status == 204
    assert await bob.get(f"/usages/{kept['id']}") == kept
    assert (await bob.get("/usages"))["total"] == 1
