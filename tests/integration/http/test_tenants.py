"""What belongs to another organisation is as if it did not exist."""

from typing import Any

from tests.integration.http.api import Api

USAGE = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7, "note": "Ada's own"}
NOBODYS = 4_503_599_627_370_496


async def test_another_organisations_usage_is_answered_like_a_missing_one(ada: Api, bob: Api) -> None:
    """On every route and method, live or deleted: same status, same words but for the id, same headers."""
    usage = await ada.post("/usages", USAGE)
    for deleted in (False, True):
        if deleted:
            await ada.call("DELETE", f"/usages/{usage['id']}")
        for method, path, body in (
            ("GET", "/usages/{}", None),
            ("HEAD", "/usages/{}", None),
            ("PUT", "/usages/{}", USAGE),
            ("PATCH", "/usages/{}", {"amount": 1}),
            ("PATCH", "/usages/{}", {}),
            ("DELETE", "/usages/{}", None),
            ("POST", "/usages/{}/restore", None),
            ("GET", "/usages/{}/versions", None),
        ):
            theirs = await bob.call(method, path.format(usage["id"]), body)
            missing = await bob.call(method, path.format(NOBODYS), body)
            assert theirs.status == missing.status == 404
            assert theirs.text.replace(str(usage["id"]), "?") == missing.text.replace(str(NOBODYS), "?")
            assert _without_length(theirs) == _without_length(missing)
    versions = (await ada.get(f"/usages/{usage['id']}/versions"))["items"]
    assert [version["change"] for version in versions] == ["deleted", "recorded"]


def _without_length(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name != "content-length"}


async def test_lists_and_sums_hold_ones_own_only(ada: Api, bob: Api) -> None:
    """Whatever the filter or order."""
    usage = await ada.post("/usages", USAGE)
    for query in (
        {},
        {"usage_type_id": 100},
        {"sort": "emissions", "amount_min": 7, "amount_max": 7},
        {"from": "2024-03-01T12:00:00Z", "to": "2024-03-01T12:00:01Z"},
    ):
        assert (await ada.get("/usages", **query))["total"] == 1
        page = await bob.get("/usages", **query)
        assert (page["items"], page["total"], page["total_emissions_kg_co2e"]) == ([], 0, 0)
        assert (await bob.get("/usages", cursor="", **query))["items"] == []
    assert (await bob.get("/emissions"))["total"] == 0
    assert (await ada.get("/emissions"))["total"] == 1
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
