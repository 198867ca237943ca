"""Requests that are sent again under an Idempotency-Key, and carried out once."""

import asyncio
import json
from dataclasses import replace

from entrypoints.container import Container
from tests.integration.http.api import Api
from tests.integration.http.idempotency import (
    ACCOUNT,
    FACTOR,
    KEY,
    LOG_IN,
    TYPE,
    USAGE,
    must_be_replayed,
    under,
    usages_of,
)

SENDERS = 16


async def test_a_request_sent_again_is_answered_as_it_was_and_not_done_again(
    ada: Api, operator: Api, elsewhere: Api
) -> None:
    """Status, body and headers, from every process, also when what was made has changed since."""
    usage = await ada.post("/usages", USAGE)
    await ada.call("DELETE", f"/usages/{usage['id']}")
    for api, path, body in (
        (ada, "/usages", USAGE),
        (ada, f"/usages/{usage['id']}/restore", None),
        (operator, "/usage-types", TYPE),
        (operator, "/usage-types/101/factors", FACTOR),
    ):
        first = await under(api, KEY, path, body)
        assert first.status == (200 if body is None else 201)
        await operator.call("PATCH", "/usage-types/100", {"name": f"renamed after {path.strip('/')}"})
        for again in (api, Api(elsewhere.http, api.token)):
            must_be_replayed(await under(again, KEY, path, body), first)
    assert await usages_of(ada) == 2
    assert len((await ada.get(f"/usages/{usage['id']}/versions"))["items"]) == 3
    assert len((await ada.get("/usage-types"))["items"]) == 6
    assert len((await ada.get("/usage-types/101/factors"))["items"]) == 2


async def test_a_key_that_comes_with_another_body_is_refused(ada: Api, operator: Api) -> None:
    """It is to the byte; neither is the request carried out, nor the kept answer touched."""
    first = await under(ada, KEY)
    other_bytes = json.dumps(USAGE, indent=1).encode()
    for body in (USAGE | {"amount": 8}, USAGE | {"note": None}, other_bytes):
        answer = await under(ada, KEY, body=body)
        assert (answer.status, answer.faults) == (422, {"Idempotency-Key"})
    must_be_replayed(await under(ada, KEY), first)
    assert await usages_of(ada) == 1
    for path, body in (("/usage-types", TYPE), ("/usage-types/101/factors", FACTOR)):
        assert (await under(operator, KEY, path, body)).status == 201
        assert (await under(operator, KEY, path, body | {"edition": "2026"})).status == 422


async def test_a_restoration_takes_no_body_but_an_empty_one(ada: Api) -> None:
    """What is sent with it is held to the bounds of any other body, with a key and without, and is a part of what is
    asked under the key."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    await ada.call("DELETE", usage)
    for headers in ({}, {"Idempotency-Key": KEY}):
        for body, status in ((b"x" * 1_000_001, 413), (b"{", 400), (b"[]", 400), ({"amount": 2}, 422)):
            assert (await ada.call("POST", f"{usage}/restore", body, headers=headers)).status == status
        compressed = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
        for wrong in (compressed, {"Content-Type": "text/plain"}):
            assert (await ada.call("POST", f"{usage}/restore", b"{}", headers=headers | wrong)).status == 415
    first = await under(ada, KEY, f"{usage}/restore", None)
    assert first.status == 200
    assert (await under(ada, KEY, f"{usage}/restore", b"{}")).status == 422
    must_be_replayed(await under(ada, KEY, f"{usage}/restore", None), first)


async def test_rights_are_checked_before_an_answer_is_given_again(
    ada: Api, operator: Api, container: Container
) -> None:
    """Who may no longer do it, or is no longer logged in, does not learn what came of it."""
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 201
    assert (await under(ada, KEY, "/usage-types", TYPE)).status == 403
    async with container.new_unit_of_work() as uow:
        user = await uow.accounts.get((await operator.get("/me"))["id"])
        await uow.accounts.replace(replace(user, is_operator=False))
        await uow.commit()
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 403
    assert (await under(ada, KEY)).status == 201
    assert (await under(Api(ada.http), KEY)).status == 401
    change = {"current_password": ACCOUNT["password"], "new_password": "another long password"}
    other = Api(ada.http, (await Api(ada.http).post("/auth/log-in", LOG_IN))["access_token"])
    assert (await ada.call("POST", "/me/password", change)).status == 204
    assert (await under(other, KEY)).status == 401
    assert (await under(ada, KEY)).status == 201
    await ada.call("DELETE", "/me", {"password": "another long password"})
    assert (await under(ada, KEY)).status == 401


async def test_a_refusal_is_not_kept(ada: Api, operator: Api) -> None:
    """It changed nothing, so the same request may succeed later."""
    wrong = USAGE | {"usage_type_id": 5}
    for body in (wrong, USAGE | {"amount": -1}, b"nonsense"):
        assert (await under(ada, KEY, body=body)).status in {400, 422}
    first = await under(ada, KEY)
    assert first.status == 201
    usage = f"/usages/{first.json['id']}"
    assert (await under(ada, KEY, f"{usage}/restore", None)).status == 409
    await ada.call("DELETE", usage)
    assert (await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": '"other"'})).status == 412
    assert (await under(ada, KEY, f"{usage}/restore", None)).status == 200
    assert (await under(operator, KEY, "/usage-types", TYPE | {"name": "heating", "unit": "l"})).status == 409
    assert (await under(operator, KEY, "/usage-types", TYPE)).status == 201


async def test_a_condition_that_held_the_first_time_is_not_asked_again(ada: Api) -> None:
    """The first try has changed the thing, and its answer got lost."""
    usage = f"/usages/{(await ada.post('/usages', USAGE))['id']}"
    await ada.call("DELETE", usage)
    mark = (await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": '"other"'})).headers["ETag"]
    first = await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": mark})
    assert first.status == 200
    must_be_replayed(await under(ada, KEY, f"{usage}/restore", None, **{"If-Match": mark}), first)


async def test_of_many_at_once_one_is_carried_out_and_the_others_are_told(ada: Api, elsewhere: Api) -> None:
    """By two processes; nobody is turned away."""
    apis = [ada, Api(elsewhere.http, ada.token)]
    answers = await asyncio.gather(*(under(apis[sender % 2], KEY) for sender in range(SENDERS)))
    assert {(answer.status, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert sorted("Idempotency-Replayed" in answer.headers for answer in answers) == [False] + [True] * (SENDERS - 1)
    assert await usages_of(ada) == 1


async def test_of_many_at_once_under_one_key_with_different_bodies_one_is_carried_out(ada: Api) -> None:
    bodies = [USAGE | {"amount": amount} for amount in range(SENDERS)]
    answers = await asyncio.gather(*(under(ada, KEY, body=body) for body in bodies))
    assert sorted(answer.status for answer in answers) == [201] + [422] * (SENDERS - 1)
    assert await usages_of(ada) == 1
