"""Only a token that we signed, for a session that is open, in the one place for it, tells who calls."""

import base64
import json
from collections.abc import Callable
from typing import Any

import jwt
import msgspec
import pytest

from entrypoints.http.app import create_app
from entrypoints.settings import Settings
from tests.clocks import NOON
from tests.integration.http.api import Answer, Api
from tests.integration.http.conftest import SIGNING_KEY, client_of, memory_container_on

OTHER_KEY = "another key for tests, which never signed anything here, and long enough: 9876543210"
NOW = int(NOON.timestamp())


def signed(token: str, key: str = SIGNING_KEY, algorithm: str = "HS256", header: Any = None, **claims: Any) -> str:
    """The token again, with other claims (None takes one away) or another header, and a signature over them."""
    payload = jwt.decode(token, options={"verify_signature": False}) | claims
    payload = {name: value for name, value in payload.items() if value is not None}
    head = jwt.get_unverified_header(token) | {"alg": algorithm} | (header or {})
    head = {name: value for name, value in head.items() if value is not None}
    return jwt.PyJWS().encode(json.dumps(payload).encode(), key, algorithm, head)


def unsigned(token: str, algorithm: str) -> str:
    head = json.dumps(jwt.get_unverified_header(token) | {"alg": algorithm}).encode()
    return f"{base64.urlsafe_b64encode(head).rstrip(b'=').decode()}.{token.split('.')[1]}."


async def carried(api: Api, headers: dict[str, str], path: str = "/me") -> Answer:
    return await Api(api.http).call("GET", path, headers=headers)


@pytest.fixture
def token(carol: Api) -> str:
    assert carol.token
    return carol.token


async def test_the_token_itself_is_taken(carol: Api, token: str) -> None:
    """So that what follows is refused for its fault alone."""
    for same in (token, signed(token)):
        for scheme in ("Bearer", "bearer", "BEARER "):
            assert (await carried(carol, {"Authorization": f"{scheme} {same}"})).status == 200


FORGERIES: dict[str, Callable[[str], str]] = {
    "algorithm none": lambda token: unsigned(token, "none"),
    "algorithm None, with the signature": lambda token: unsigned(token, "None") + token.split(".")[2],
    "no signature": lambda token: token.rpartition(".")[0] + ".",
    "another signature": lambda token: token[:-1] + ("A" if token[-1] != "A" else "Q"),
    "wrong key": lambda token: signed(token, OTHER_KEY),
    "another algorithm": lambda token: signed(token, algorithm="HS512"),
    "wrong type": lambda token: signed(token, header={"typ": "JWT"}),
    "no type": lambda token: signed(token, header={"typ": None}),
    "unknown key id": lambda token: signed(token, header={"kid": "0123456789abcdef"}),
    "no key id": lambda token: signed(token, header={"kid": None}),
    "a wild user": lambda token: signed(token, sub=str(10**30)),
    "a time that is none": lambda token: signed(token, exp="soon"),
    "wrong issuer": lambda token: signed(token, iss="somebody"),
    "no issuer": lambda token: signed(token, iss=None),
    "audiences": lambda token: signed(token, aud=["carbon-ledger-api"]),
    "wrong audience": lambda token: signed(token, aud="another-api"),
    "no audience": lambda token: signed(token, aud=None),
    "expired": lambda token: signed(token, iat=NOW - 901, exp=NOW - 1),
    "expiring now": lambda token: signed(token, exp=NOW),
    "no expiry": lambda token: signed(token, exp=None),
    "not yet valid": lambda token: signed(token, iat=NOW + 60, exp=NOW + 900),
    "not to be used before": lambda token: signed(token, nbf=NOW + 60),
    "not before no instant": lambda token: signed(token, nbf="now"),
    "no time of issue": lambda token: signed(token, iat=None),
    "no user": lambda token: signed(token, sub=None),
    "another user": lambda token: signed(token, sub="1"),
    "no session": lambda token: signed(token, sid=None),
    "another session": lambda token: signed(token, sid="1"),
    "nothing": lambda _: "e30.e30.e30",
}


@pytest.mark.parametrize("forgery", FORGERIES)
async def test_a_forged_token_proves_nothing(carol: Api, token: str, forgery: str) -> None:
    """Whoever signed it; the answer says that it is the token, and not what of it."""
    answer = await carried(carol, {"Authorization": f"Bearer {FORGERIES[forgery](token)}"})
    assert (answer.status, answer.json["type"]) == (401, "urn:carbon-ledger:problem:unauthenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="carbon-ledger", error="invalid_token"'


async def test_a_refresh_token_is_no_access_token(memory_api: Api) -> None:
    """Nor the other way round: neither prolongs a session, nor does logging out with it end one."""
    sent = {"name": "Rita", "email": "rita@example.org", "password": "correct horse battery"}
    tokens = await memory_api.post("/auth/sign-up", sent)
    answer = await carried(memory_api, {"Authorization": f"Bearer {tokens['refresh_token']}"})
    assert (answer.status, "invalid_token" in answer.headers["WWW-Authenticate"]) == (401, True)
    access = {"refresh_token": tokens["access_token"]}
    assert (await memory_api.call("POST", "/auth/refresh", access)).status == 401
    assert (await memory_api.call("POST", "/auth/log-out", access)).status == 204
    assert (await carried(memory_api, {"Authorization": f"Bearer {tokens['access_token']}"})).status == 200


async def test_the_token_of_a_deleted_user_proves_nothing(memory_api: Api) -> None:
    body = {"name": "Dora", "email": "dora@example.org", "password": "correct horse battery"}
    dora = Api(memory_api.http, (await memory_api.post("/auth/sign-up", body))["access_token"])
    assert (await dora.call("DELETE", "/me", {"password": body["password"]})).status == 204
    for method, path in (("GET", "/me"), ("GET", "/usages"), ("POST", "/usages"), ("GET", "/usage-types/100")):
        answer = await dora.call(method, path)
        assert (answer.status, "WWW-Authenticate" in answer.headers) == (401, True)


PLACES: dict[str, Callable[[str], tuple[dict[str, str], str]]] = {
    "nowhere": lambda _: ({}, "/me"),
    "Basic": lambda token: ({"Authorization": f"Basic {base64.b64encode(f':{token}'.encode()).decode()}"}, "/me"),
    "Token": lambda token: ({"Authorization": f"Token {token}"}, "/me"),
    "JWT": lambda token: ({"Authorization": f"JWT {token}"}, "/me"),
    "no scheme": lambda token: ({"Authorization": token}, "/me"),
    "two tokens": lambda token: ({"Authorization": f"Bearer {token} {token}"}, "/me"),
    "quoted": lambda token: ({"Authorization": f'Bearer "{token}"'}, "/me"),
    "parameter": lambda token: ({"Authorization": f"Bearer token={token}"}, "/me"),
    "cookie": lambda token: ({"Cookie": f"access_token={token}; Authorization=Bearer {token}"}, "/me"),
    "refresh cookie": lambda token: ({"Cookie": f"refresh_token={token}"}, "/me"),
    "query": lambda token: ({}, f"/me?access_token={token}&token={token}"),
    "header of a proxy": lambda token: ({"X-Authorization": f"Bearer {token}", "X-Access-Token": token}, "/me"),
    "proxy's scheme": lambda token: ({"Proxy-Authorization": f"Bearer {token}"}, "/me"),
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_good_token_proves_nothing_in_another_place(carol: Api, token: str, place: str) -> None:
    """RFC 6750 knows others; we take the one. No error code for those who did not try."""
    headers, path = PLACES[place](token)
    answer = await carried(carol, headers, path)
    assert answer.status == 401
    tried = ', error="invalid_token"' if "Authorization" in headers else ""
    assert answer.headers["WWW-Authenticate"] == f'Bearer realm="carbon-ledger"{tried}'


async def test_a_token_has_one_form(carol: Api, token: str) -> None:
    """The scheme Bearer and the token, and nothing else."""
    for value in (
        *("", "Bearer", "Bearer ", f"Bearer{token}", f"Bearer {token},", f"Bearer {token}=", "Bearer null"),
        *(f"Bearer {token[:-1]}", f"Bearer {token}x", "Bearer é", f"Bearer Bearer {token}", "Digest " + "x" * 3000),
    ):
        answer = await Api(carol.http).call("GET", "/me", headers={"Authorization": value.encode()})
        assert answer.status == 401, value
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="carbon-ledger", error="invalid_token"'


async def test_two_headers_with_tokens_are_none(carol: Api, token: str) -> None:
    headers = [("Authorization", f"Bearer {token}")] * 2
    assert (await carol.http.get("/api/v1/me", headers=headers)).status_code == 401


async def test_a_token_in_a_body_is_none(carol: Api, token: str) -> None:
    assert (await Api(carol.http).call("PATCH", "/me", {"access_token": token})).status == 401


async def test_keys_rotate_without_ending_a_session(settings: Settings) -> None:
    """What the previous key signed is taken, and nothing more is signed with it; a key that is gone counts for
    nothing."""
    container = memory_container_on(settings)
    async with client_of(create_app(container)) as http:
        before = await Api(http).signed_up()
    rotated = msgspec.structs.replace(settings, signing_key=OTHER_KEY, previous_signing_key=SIGNING_KEY)
    without = msgspec.structs.replace(settings, signing_key=OTHER_KEY)
    container.settings.override(rotated)
    container.reset_singletons()
    body = {"email": "ada@example.org", "password": "correct horse battery"}
    async with client_of(create_app(container)) as http:
        assert (await Api(http, before.token).call("GET", "/me")).status == 200
        after = (await Api(http).post("/auth/log-in", body))["access_token"]
        assert (await Api(http, after).call("GET", "/me")).status == 200
        with_old_id = signed(after, OTHER_KEY, header={"kid": jwt.get_unverified_header(str(before.token))["kid"]})
        assert (await Api(http, with_old_id).call("GET", "/me")).status == 401
    assert jwt.get_unverified_header(after)["kid"] != jwt.get_unverified_header(str(before.token))["kid"]
    container.settings.override(without)
    container.reset_singletons()
    async with client_of(create_app(container)) as http:
        assert (await Api(http, before.token).call("GET", "/me")).status == 401
        assert (await Api(http, after).call("GET", "/me")).status == 200
