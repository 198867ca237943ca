"""Entity tags, and requests that are carried out only if a thing is as the client takes it to be."""

import asyncio
import re
from decimal import Decimal
from typing import Any

import pytest

from tests.clocks import FixedClock
from tests.integration.http.api import Answer, Api

USAGE = {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 7}
TYPE = {"name": "wood", "unit": "kg", "factor": Decimal("1E-24"), "density_kg_per_l": Decimal("0.83")}
PASSWORD = {"password": "correct horse battery"}
NOBODYS = 4_503_599_627_370_496
WRITERS = 32


async def tag(api: Api, path: str) -> str:
    return str((await api.call("GET", path)).headers["ETag"])


async def having(api: Api, method: str, path: str, body: Any = None, **conditions: str) -> Answer:
    """A call with conditions: `if_match`, `if_none_match`."""
    headers = {name.replace("_", "-"): value for name, value in conditions.items()}
    return await api.call(method, path, body, headers=headers)


async def test_what_is_answered_with_one_thing_bears_its_tag(ada: Api, operator: Api) -> None:
    """A strong one, the same whichever request the representation answers; what only looks has no part in it."""
    recorded = await ada.call("POST", "/usages", USAGE)
    added = await operator.call("POST", "/usage-types", TYPE)
    for api, path, made in (
        (ada, f"/usages/{recorded.json['id']}", recorded),
        (operator, f"/usage-types/{added.json['id']}", added),
        (operator, "/me", None),
    ):
        got = await api.call("GET", path)
        assert re.fullmatch(r'"[A-Za-z0-9_-]{22}"', got.headers["ETag"])
        assert (await api.call("HEAD", path)).headers["ETag"] == got.headers["ETag"]
        for same in (made, await api.call("PATCH", path, {})):
            assert same is None or (same.text, same.headers["ETag"]) == (got.text, got.headers["ETag"])
    replaced = await ada.call("PUT", f"/usages/{recorded.json['id']}", USAGE)
    assert (replaced.text, replaced.headers["ETag"]) == (recorded.text, recorded.headers["ETag"])
    for path in ("/usages", "/usage-types", "/emissions", f"/usages/{recorded.json['id']}/versions"):
        assert "ETag" not in (await ada.call("GET", path)).headers


async def test_whatever_is_shown_differently_has_another_tag(ada: Api, operator: Api, clock: FixedClock) -> None:
    """A usage's when its type is renamed, a type's when a new factor comes into force, an account's when a usage is
    recorded that would be erased with it."""
    usage, usage_type, me = f"/usages/{(await ada.post('/usages', USAGE))['id']}", "/usage-types/100", "/me"
    seen = {path: {await tag(ada, path)} for path in (usage, usage_type, me)}

    async def now_differ(*paths: str) -> None:
        for path, tags in seen.items():
            current = await tag(ada, path)
            assert (current not in tags) == (path in paths), path
            tags.add(current)

    await operator.call("PATCH", usage_type, {"name": "power"})
    await now_differ(usage, usage_type)
    await operator.call("PATCH", usage_type, {"factor": 2})
    await now_differ(usage_type)
    begins = {"factor": 3, "source": "Grid operator", "valid_from": "2027-05-18T12:00:00Z"}
    await operator.post(f"{usage_type}/factors", begins)
    await now_differ()
    await ada.call("PATCH", usage, {"note": "Meter 4"})
    await now_differ(usage, me)
    await ada.call("PATCH", me, {"name": "Ada L."})
    await now_differ(me)
    await ada.post("/usages", USAGE)
    await now_differ(me)
    clock.advance(days=1)
    ada.token = await _new_token(ada)
    await now_differ(usage_type)


async def _new_token(ada: Api) -> str:
    answer = await Api(ada.http).post("/auth/log-in", PASSWORD | {"email": "ada@example.org"})
    return str(answer["access_token"])


async def test_what_a_client_knows_is_not_sent_again(ada: Api) -> None:
    """304, with the tag and nothing else; weakly compared, so that a proxy that compresses does no harm."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    for path in (usage, "/usage-types/100", "/me"):
        known = await tag(ada, path)
        for condition in (known, f"W/{known}", f'"other", {known}', f'W/"a,b" ,, {known},', "*", f' , {known}\t, ""'):
            for method in ("GET", "HEAD"):
                answer = await having(ada, method, path, if_none_match=condition)
                assert (answer.status, answer.text, answer.headers["ETag"]) == (304, "", known), condition
                assert "Content-Type" not in answer.headers
                assert answer.headers["Cache-Control"] == "no-store"
        for condition in ('"other"', '""', f'"{known.strip(chr(34))}x"', f'W/"other", "{"x" * 500}"'):
            answer = await having(ada, "GET", path, if_none_match=condition)
            assert (answer.status, answer.headers["ETag"]) == (200, known)
        assert (await having(ada, "GET", path, if_match=known)).status == 200
        assert (await having(ada, "GET", path, if_match='"other"')).status == 412


async def test_a_change_is_made_only_to_what_the_client_knows(ada: Api, operator: Api) -> None:
    """412 otherwise, which says what the thing is now, and nothing is changed."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    usage_type = f"/usage-types/{(await operator.post('/usage-types', TYPE))['id']}"
    for api, path, method, body in (
        (ada, usage, "PUT", USAGE | {"amount": 8}),
        (ada, usage, "PATCH", {"note": "Meter 4"}),
        (ada, usage, "PATCH", {}),
        (operator, usage_type, "PATCH", {"name": "oak"}),
        (operator, usage_type, "PATCH", {"factor": 1}),
        (operator, "/me", "PATCH", {"name": "Olga P."}),
        (operator, "/me", "PATCH", {}),
        (ada, usage, "DELETE", None),
        (operator, usage_type, "DELETE", None),
        (ada, "/me", "DELETE", PASSWORD),
    ):
        before = await api.call("GET", path)
        current = before.headers["ETag"]
        for condition in ('"other"', f"W/{current}", f'"a", W/{current}', f"{current[:-2]}x{current[-2:]}"):
            answer = await having(api, method, path, body, if_match=condition)
            assert (answer.status, answer.json["type"]) == (412, "urn:carbon-ledger:problem:precondition-failed")
            assert answer.headers["ETag"] == current
        for condition in (current, f"W/{current}", "*"):
            assert (await having(api, method, path, body, if_none_match=condition)).status == 412
        assert (await api.call("GET", path)).text == before.text
        answer = await having(api, method, path, body, if_match=f'"other", {current}', if_none_match='"other"')
        assert answer.status in {200, 204}, answer.text


async def test_any_state_will_do_where_the_client_says_so(ada: Api) -> None:
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    assert (await having(ada, "PATCH", usage, {"amount": 1}, if_match="*")).status == 200
    assert (await having(ada, "DELETE", usage, if_match="*")).status == 204


async def test_a_deleted_usage_is_restored_on_conditions_too(ada: Api) -> None:
    """They are on the mark of its deletion, whose tag the refusal tells; the tag from before is out of date."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    before = await tag(ada, usage)
    assert (await having(ada, "POST", f"{usage}/restore", if_match="*")).status == 409
    await having(ada, "DELETE", usage, if_match=before)
    refused = await having(ada, "POST", f"{usage}/restore", if_match=before)
    assert refused.status == 412
    restored = await having(ada, "POST", f"{usage}/restore", if_match=refused.headers["ETag"])
    assert (restored.status, restored.headers["ETag"]) == (200, await tag(ada, usage))
    assert [version["change"] for version in (await ada.get(f"{usage}/versions"))["items"]] == [
        *("restored", "deleted", "recorded")
    ]


async def test_a_list_of_no_tags_names_no_state(carol: Api) -> None:
    """It may be empty (RFC 9110, 5.6.1.2): then the thing is none of those in it."""
    usage = f"/usages/{(await carol.post('/usages', USAGE))['id']}"
    for empty in ("", ",", " , ,"):
        assert (await carol.call("GET", usage, headers={"If-None-Match": empty})).status == 200
        for method, body in (("GET", None), ("PATCH", {"amount": 9}), ("DELETE", None)):
            assert (await carol.call(method, usage, body, headers={"If-Match": empty})).status == 412
    assert (await carol.get(usage))["amount"] == USAGE["amount"]


@pytest.mark.parametrize(
    "condition",
    ["abc", '"abc', 'abc"', '*, "a"', "**", '"a" "b"', "'a'", 'w/"a"', 'W/ "a"', '"a b"', '"a", b', '"ä" x'],
)
async def test_a_condition_that_cannot_be_read_is_refused(carol: Api, condition: str) -> None:
    """Rather than passed over, as if the client had made none."""
    usage = f"/usages/{(await carol.post('/usages', USAGE))['id']}"
    for method, path, body in (
        ("GET", usage, None),
        ("PATCH", usage, {"amount": 1}),
        ("DELETE", usage, None),
        ("POST", f"{usage}/restore", None),
        ("GET", "/usage-types/100", None),
        ("PATCH", "/me", {"name": "Caroline"}),
    ):
        for name in ("If-Match", "If-None-Match"):
            answer = await carol.call(method, path, body, headers={name: condition.encode("latin-1")})
            assert (answer.status, answer.json["title"]) == (400, "Malformed request"), (method, path)
    assert (await carol.get(usage))["amount"] == 7


async def test_a_list_may_be_spread_over_several_headers(carol: Api) -> None:
    """As any list in a header."""
    known = await tag(carol, "/me")
    headers = [("Authorization", f"Bearer {carol.token}"), ("If-None-Match", '"other"'), ("If-None-Match", known)]
    assert (await carol.http.get("/api/v1/me", headers=headers)).status_code == 304


async def test_what_is_not_there_is_not_found_whatever_the_condition(ada: Api, bob: Api, operator: Api) -> None:
    """Another organisation's usage like a missing one, to its words and headers."""
    id = (await ada.post("/usages", USAGE))["id"]
    current = await tag(ada, f"/usages/{id}")
    for condition in (current, '"other"', "*"):
        for name in ("if_match", "if_none_match"):
            for method, path, body in (
                *(("GET", "/usages/{}", None), ("PUT", "/usages/{}", USAGE), ("PATCH", "/usages/{}", {})),
                *(("DELETE", "/usages/{}", None), ("POST", "/usages/{}/restore", None)),
            ):
                theirs = await having(bob, method, path.format(id), body, **{name: condition})
                missing = await having(bob, method, path.format(NOBODYS), body, **{name: condition})
                assert theirs.status == missing.status == 404
                assert theirs.text.replace(str(id), str(NOBODYS)) == missing.text
                assert "ETag" not in theirs.headers
            for method, body in (("GET", None), ("PATCH", {}), ("DELETE", None)):
                path = f"/usage-types/{NOBODYS}"
                assert (await having(operator, method, path, body, **{name: condition})).status == 404
    await having(ada, "DELETE", f"/usages/{id}", if_match=current)
    for method, body in (("GET", None), ("PATCH", {}), ("DELETE", None)):
        assert (await having(ada, method, f"/usages/{id}", body, if_match=current)).status == 404


@pytest.mark.parametrize("what", ["usage", "usage type", "account", "deletion"])
async def test_of_many_writers_who_know_the_same_state_one_wins(ada: Api, operator: Api, what: str) -> None:
    """The others learn that it has changed, and what they meant is nowhere."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    if what == "deletion":
        await ada.call("DELETE", usage)
    api, method, path, body = {
        "usage": (ada, "PATCH", usage, lambda writer: {"note": f"writer {writer}"}),
        "usage type": (operator, "PATCH", "/usage-types/100", lambda writer: {"name": f"writer {writer}"}),
        "account": (ada, "PATCH", "/me", lambda writer: {"name": f"writer {writer}"}),
        "deletion": (ada, "POST", f"{usage}/restore", lambda _: None),
    }[what]
    # A refusal tells the tag, also of what is deleted and so cannot be read.
    known = (await having(api, method, path, body(0), if_match='"other"')).headers["ETag"]
    answers = await asyncio.gather(
        *(having(api, method, path, body(writer), if_match=known) for writer in range(WRITERS))
    )
    assert sorted(answer.status for answer in answers) == [200] + [412] * (WRITERS - 1)
    (won,) = [answer for answer in answers if answer.status == 200]
    shown = await api.call("GET", usage if what == "deletion" else path)
    assert (shown.text, shown.headers["ETag"]) == (won.text, won.headers["ETag"])
    assert {answer.headers["ETag"] for answer in answers} == {won.headers["ETag"]}
    assert len((await ada.get(f"{usage}/versions"))["items"]) == {"usage": 2, "deletion": 3}.get(what, 1)
