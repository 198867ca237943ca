"""What ends a session ends it at once, in every process; and what happens to one from several sides."""

import asyncio

import pytest

from application.authorisation import COMMAND_LINE
from entrypoints.container import Container
from tests.integration.http.api import Api

PASSWORD, ANOTHER = "correct horse battery", "another long password"
LOG_IN = {"email": "ada@example.org", "password": PASSWORD}


async def who(process: Api, tokens: dict[str, str]) -> int:
    return (await Api(process.http, tokens["access_token"]).call("GET", "/me")).status


async def refreshed(process: Api, tokens: dict[str, str]) -> int:
    sent = {"refresh_token": tokens["refresh_token"]}
    return (await process.call("POST", "/auth/refresh", sent)).status


@pytest.mark.parametrize("by", ["log-out", "password change", "deletion", "reuse", "host"])
async def test_what_ends_sessions_ends_them_at_once_in_every_process(
    api: Api, ada: Api, elsewhere: Api, container: Container, by: str
) -> None:
    """Tokens that the other process has just taken, and may remember, are worth nothing a moment later."""
    tokens = await api.post("/auth/log-in", LOG_IN)
    spent = tokens["refresh_token"]
    tokens = await api.post("/auth/refresh", {"refresh_token": spent})
    for process in (api, elsewhere):
        assert [await who(process, tokens) for _ in range(2)] == [200, 200]
    if by == "log-out":
        await api.call("POST", "/auth/log-out", {"refresh_token": tokens["refresh_token"]})
    elif by == "password change":
        await ada.call("POST", "/me/password", {"current_password": PASSWORD, "new_password": ANOTHER})
    elif by == "deletion":
        await ada.call("DELETE", "/me", {"password": PASSWORD})
    elif by == "reuse":
        assert (await api.call("POST", "/auth/refresh", {"refresh_token": spent})).status == 401
    else:
        await container.set_password()(COMMAND_LINE, LOG_IN["email"], ANOTHER)
    for process in (elsewhere, api):
        assert await who(process, tokens) == 401
        assert await refreshed(process, tokens) == 401
    still_in = {"log-out": 200, "password change": 200, "reuse": 200, "deletion": 401, "host": 401}
    assert (await Api(elsewhere.http, ada.token).call("GET", "/me")).status == still_in[by]


async def test_of_simultaneous_refreshes_with_one_token_one_wins_and_the_session_ends(
    api: Api, ada: Api, elsewhere: Api
) -> None:
    """From several processes: one pair is given out, and reuse makes that worthless too. Other sessions go on."""
    tokens = await api.post("/auth/log-in", LOG_IN)
    sent = {"refresh_token": tokens["refresh_token"]}
    answers = await asyncio.gather(
        *(process.call("POST", "/auth/refresh", sent) for process in (api, elsewhere) for _ in range(8))
    )
    assert sorted(answer.status for answer in answers) == [200] + [401] * 15
    (won,) = [answer.json for answer in answers if answer.status == 200]
    for process in (api, elsewhere):
        assert [await who(process, given) for given in (tokens, won)] == [401, 401]
        assert await refreshed(process, won) == 401
        assert await who(process, {"access_token": str(ada.token)}) == 200


async def test_refreshing_log_out_and_a_new_password_at_once_leave_nothing_open(
    api: Api, ada: Api, elsewhere: Api
) -> None:
    """None fails and none waits for ever, in whatever order they come."""
    sessions = [await api.post("/auth/log-in", LOG_IN) for _ in range(6)]
    change = {"current_password": PASSWORD, "new_password": ANOTHER}
    answers = await asyncio.gather(
        *(elsewhere.call("POST", "/auth/refresh", {"refresh_token": it["refresh_token"]}) for it in sessions),
        ada.call("POST", "/me/password", change),
        *(api.call("POST", "/auth/log-out", {"refresh_token": it["refresh_token"]}) for it in sessions[:3]),
    )
    assert {answer.status for answer in answers} <= {200, 204, 401}
    given = [answer.json for answer in answers if answer.status == 200]
    for tokens in (*sessions, *given):
        assert await who(elsewhere, tokens) == 401
    for tokens in given:
        assert await refreshed(api, tokens) == 401


async def test_rights_are_what_the_storage_says_now(ada: Api, elsewhere: Api, container: Container) -> None:
    """Not what they were when the token was made."""
    change = {"name": "power"}
    assert (await elsewhere.call("GET", "/me")).status == 401
    assert (await Api(elsewhere.http, ada.token).call("PATCH", "/usage-types/100", change)).status == 403
    me = await ada.get("/me")
    for is_operator, status in ((True, 200), (False, 403)):
        async with container.new_unit_of_work() as uow:
            user = await uow.accounts.get(me["id"])
            object.__setattr__(user, "is_operator", is_operator)
            await uow.accounts.replace(user)
            await uow.commit()
        assert (await Api(elsewhere.http, ada.token).call("PATCH", "/usage-types/100", change)).status == status
