"""Accounts, sessions and tokens."""

from dataclasses import dataclass

import pytest
from dependency_injector import providers

from application.accounts.authenticate import Authenticate
from application.authorisation import Caller
from application.ports import UnitOfWorkFactory
from entrypoints.container import Container
from tests.clocks import FixedClock
from tests.integration.http.api import Api

ADA = {"name": "Ada", "email": "ada@example.org", "password": "correct horse battery"}
LOG_IN = {"email": ADA["email"], "password": ADA["password"]}


async def test_signing_up_logs_in(api: Api) -> None:
    """The answer is that of RFC 6749, for nobody to keep."""
    answer = await api.call("POST", "/auth/sign-up", ADA)
    assert answer.status == 201
    assert set(answer.json) == {"access_token", "token_type", "expires_in", "refresh_token"}
    assert (answer.json["token_type"], answer.json["expires_in"]) == ("Bearer", 900)
    assert answer.headers["Cache-Control"] == "no-store"
    account = await Api(api.http, answer.json["access_token"]).get("/me")
    assert (account["name"], account["email"], account["is_operator"]) == ("Ada", "ada@example.org", False)
    assert account["organisation"]["name"] == "Ada"


async def test_an_address_has_one_account(api: Api, ada: Api) -> None:
    """However it is written."""
    answer = await api.call("POST", "/auth/sign-up", ADA | {"email": "ADA@Example.org"})
    assert (answer.status, answer.faults) == (409, {"/email"})


async def test_logging_in_takes_the_address_however_it_is_written(api: Api, ada: Api) -> None:
    """The password is compared exactly."""
    assert (await api.call("POST", "/auth/log-in", LOG_IN | {"email": "Ada@Example.ORG"})).status == 200
    assert (await api.call("POST", "/auth/log-in", LOG_IN | {"password": "Correct horse battery"})).status == 401


async def test_a_wrong_password_and_an_unknown_address_are_answered_alike(api: Api, ada: Api) -> None:
    """Nobody learns who has an account."""
    wrong = await api.call("POST", "/auth/log-in", LOG_IN | {"password": "wrong horse battery"})
    unknown = await api.call("POST", "/auth/log-in", LOG_IN | {"email": "eve@example.org"})
    assert wrong.status == unknown.status == 401
    assert wrong.text == unknown.text
    assert wrong.own_headers == unknown.own_headers
    assert wrong.headers["WWW-Authenticate"] == 'Bearer realm="carbon-ledger"'


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(api: Api, ada: Api) -> None:
    """A spent token in use again was stolen, from one side or the other."""
    first = await api.post("/auth/log-in", LOG_IN)
    second = await api.post("/auth/refresh", {"refresh_token": first["refresh_token"]})
    assert second["refresh_token"] != first["refresh_token"]
    session = Api(api.http, second["access_token"])
    assert (await session.call("GET", "/me")).status == 200
    assert (await api.call("POST", "/auth/refresh", {"refresh_token": first["refresh_token"]})).status == 401
    assert (await session.call("GET", "/me")).status == 401
    assert (await api.call("POST", "/auth/refresh", {"refresh_token": second["refresh_token"]})).status == 401
    assert (await ada.call("GET", "/me")).status == 200


async def test_logging_out_ends_the_session_at_once(api: Api, ada: Api) -> None:
    """Its access tokens too; other sessions stay."""
    tokens = await api.post("/auth/log-in", LOG_IN)
    for _ in range(2):
        assert (await api.call("POST", "/auth/log-out", {"refresh_token": tokens["refresh_token"]})).status == 204
    assert (await Api(api.http, tokens["access_token"]).call("GET", "/me")).status == 401
    assert (await api.call("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]})).status == 401
    assert (await ada.call("GET", "/me")).status == 200


async def test_an_access_token_expires(ada: Api, clock: FixedClock) -> None:
    """After its 15 minutes, to the second."""
    clock.advance(seconds=899)
    assert (await ada.call("GET", "/me")).status == 200
    clock.advance(seconds=1)
    answer = await ada.call("GET", "/me")
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="carbon-ledger", error="invalid_token"'


async def test_a_refresh_token_expires(api: Api, ada: Api, clock: FixedClock) -> None:
    """After 30 days without use."""
    tokens = await api.post("/auth/log-in", LOG_IN)
    clock.advance(days=30)
    assert (await api.call("POST", "/auth/refresh", {"refresh_token": tokens["refresh_token"]})).status == 401


async def test_renaming_leaves_the_organisation(ada: Api) -> None:
    """It has a name of its own."""
    answer = await ada.call("PATCH", "/me", {"name": "Ada Lovelace"})
    assert (answer.json["name"], answer.json["organisation"]["name"]) == ("Ada Lovelace", "Ada")
    assert await ada.get("/me") == answer.json


async def test_changing_nothing_of_an_account_is_no_fault(ada: Api) -> None:
    """As with everything that takes PATCH."""
    answer = await ada.call("PATCH", "/me", {})
    assert answer.status == 200
    assert answer.json == await ada.get("/me")


async def test_changing_the_password_ends_the_other_sessions(api: Api, ada: Api) -> None:
    """The one that asked goes on."""
    other = Api(api.http, (await api.post("/auth/log-in", LOG_IN))["access_token"])
    change = {"current_password": ADA["password"], "new_password": "another long password"}
    assert (await ada.call("POST", "/me/password", change)).status == 204
    assert (await other.call("GET", "/me")).status == 401
    assert (await ada.call("GET", "/me")).status == 200
    assert (await api.call("POST", "/auth/log-in", LOG_IN)).status == 401
    assert (await api.call("POST", "/auth/log-in", LOG_IN | {"password": "another long password"})).status == 200


async def test_what_is_wrong_with_an_account_is_told_at_its_place(ada: Api) -> None:
    """A wrong password is no lost log-in: the session is good, so it is not 401."""
    right, wrong = ADA["password"], "wrong horse battery"
    for method, path, body, fault in (
        ("POST", "/me/password", {"current_password": wrong, "new_password": "long enough"}, "/current_password"),
        ("POST", "/me/password", {"current_password": right, "new_password": "short"}, "/new_password"),
        ("DELETE", "/me", {"password": wrong}, "/password"),
        ("PATCH", "/me", {"name": " Ada"}, "/name"),
    ):
        answer = await ada.call(method, path, body)
        assert (answer.status, answer.faults) == (422, {fault})


async def test_deleting_an_account_erases_what_it_said(api: Api, ada: Api) -> None:
    """At once; the address is free again, and what comes after sees nothing of before."""
    await ada.post("/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1})
    assert (await ada.get("/me"))["on_deletion"] == {
        "organisation_goes": True,
        "usages": 1,
        "usage_versions": 1,
        "journal_entries": 1,
    }
    assert (await ada.call("DELETE", "/me", {"password": ADA["password"]})).status == 204
    assert (await ada.call("GET", "/me")).status == 401
    assert (await api.call("POST", "/auth/log-in", LOG_IN)).status == 401
    again = await api.signed_up("Ada")
    assert (await again.get("/usages"))["total"] == 0


@dataclass(frozen=True, slots=True)
class TooLate:
    """Lets a caller in, and then, before anything is done for them, their account is erased."""

    authenticate: Authenticate
    new_unit_of_work: UnitOfWorkFactory

    async def __call__(self, access_token: str) -> Caller:
        caller = await self.authenticate(access_token)
        async with self.new_unit_of_work() as uow:
            await uow.accounts.erase(caller.user_id)
            await uow.commit()
        return caller


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/me", None),
        ("PATCH", "/me", {"name": "Ada Lovelace"}),
        ("PATCH", "/me", {}),
        ("POST", "/usages", {"usage_type_id": 100, "usage_at": "2024-03-01T12:00:00Z", "amount": 1}),
    ],
    ids=str,
)
async def test_who_is_gone_in_between_is_not_authenticated(
    ada: Api, container: Container, method: str, path: str, body: object
) -> None:
    """As they would have been a moment later; it is not the resource that is missing."""
    too_late = TooLate(container.authenticate(), container.new_unit_of_work)
    with container.authenticate.override(providers.Object(too_late)):
        answer = await ada.call(method, path, body)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, 'Bearer realm="carbon-ledger"')
