"""The contract of AccessTokens."""

import base64
import hmac
import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapters.jwt.access_tokens import JwtAccessTokens
from application.ports import AccessClaims
from domain.errors import NotAuthenticated
from tests.clocks import NOON

KEY = "a key of tests that is long enough for HS256"
OTHER_KEY = "another key of tests, long enough for HS256"
CLAIMS = AccessClaims(user_id=2**53 - 1, session_id=4711)
SECOND = timedelta(seconds=1)
NOW = int(NOON.timestamp())
TOKENS = JwtAccessTokens(KEY, 900)
TOKEN = TOKENS.issue(CLAIMS, NOON)
REFUSAL = "The access token is invalid or has expired; log in again."


def refused(token: str, tokens: JwtAccessTokens = TOKENS) -> bool:
    """Whether it is refused, with the words that every refusal has."""
    try:
        tokens.verify(token, NOON + SECOND)
    except NotAuthenticated as refusal:
        return str(refusal) == REFUSAL
    return False


def header(token: str = TOKEN) -> dict[str, Any]:
    return jwt.get_unverified_header(token)


def payload(token: str = TOKEN) -> dict[str, Any]:
    return jwt.decode(token, options={"verify_signature": False})


def signed(claims: dict[str, Any], key: str = KEY, algorithm: str = "HS256", **headers: Any) -> str:
    # Not by jwt.encode, which refuses to sign some of what must be refused here.
    return jwt.PyJWS().encode(json.dumps(claims).encode(), key, algorithm, header() | {"alg": algorithm} | headers)


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def test_a_token_says_who_and_which_session() -> None:
    assert TOKENS.verify(TOKEN, NOON) == CLAIMS
    assert TOKENS.lifetime_seconds == 900


def test_a_token_is_a_jwt_in_the_profile_for_access_tokens() -> None:
    """RFC 9068, 2: with its type, issuer, audience, subject and times; the key's id tells keys apart and is no key."""
    assert header() == {"alg": "HS256", "typ": "at+jwt", "kid": header()["kid"]}
    assert payload() == {
        "iss": "carbon-ledger",
        "aud": "carbon-ledger-api",
        "sub": "9007199254740991",
        "sid": "4711",
        "iat": NOW,
        "exp": NOW + 900,
    }
    other = JwtAccessTokens(OTHER_KEY, 900).issue(CLAIMS, NOON)
    assert header(other)["kid"] != header()["kid"] == header(JwtAccessTokens(KEY, 10).issue(CLAIMS, NOON))["kid"]


def test_processes_with_the_same_key_take_each_others_tokens() -> None:
    assert JwtAccessTokens(KEY, 900).verify(TOKEN, NOON) == CLAIMS


def test_keys_rotate() -> None:
    """What a previous key signed is taken under its own name, and only that; new tokens bear the new key's name."""
    rotated = JwtAccessTokens(OTHER_KEY, 900, [KEY])
    assert rotated.verify(TOKEN, NOON) == CLAIMS
    new = rotated.issue(CLAIMS, NOON)
    assert rotated.verify(new, NOON) == JwtAccessTokens(OTHER_KEY, 900).verify(new, NOON) == CLAIMS
    assert refused(new)
    assert refused(TOKEN, JwtAccessTokens(OTHER_KEY, 900))
    for key, named_by in ((KEY, new), (OTHER_KEY, TOKEN)):
        assert refused(signed(payload(), key, kid=header(named_by)["kid"]), rotated)


@pytest.mark.parametrize("lifetime", [10, 900])
@pytest.mark.parametrize("issued", [NOON, NOON.replace(year=1999), NOON.replace(year=2199)])
def test_a_token_is_valid_for_its_lifetime(lifetime: int, issued: datetime) -> None:
    """By the instant that is passed in, each time it is asked: remembering a token does not prolong it."""
    tokens = JwtAccessTokens(KEY, lifetime)
    token = tokens.issue(CLAIMS, issued)
    for _ in range(2):
        assert tokens.verify(token, issued + (lifetime - 1) * SECOND) == CLAIMS
        assert tokens.verify(token, issued + lifetime * SECOND - timedelta(microseconds=1)) == CLAIMS
        with pytest.raises(NotAuthenticated, match=re.escape(REFUSAL)):
            tokens.verify(token, issued + lifetime * SECOND)


def test_a_token_never_outlives_its_lifetime() -> None:
    """Whole seconds are all it can say, so it may end a little early."""
    issued = NOON + timedelta(microseconds=999_999)
    token = TOKENS.issue(CLAIMS, issued)
    assert TOKENS.verify(token, issued + 899 * SECOND) == CLAIMS
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(token, issued + 900 * SECOND)


def test_a_token_of_the_future_is_refused() -> None:
    """But for the few seconds that clocks of different hosts may differ."""
    assert TOKENS.verify(TOKEN, NOON - 5 * SECOND) == CLAIMS
    with pytest.raises(NotAuthenticated):
        TOKENS.verify(TOKEN, NOON - timedelta(minutes=1))


FORGERIES: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no token": lambda: "a.b.c",
    "another key": lambda: JwtAccessTokens(OTHER_KEY, 900).issue(CLAIMS, NOON),
    "another key, our key id": lambda: signed(payload(), OTHER_KEY),
    "an empty key": lambda: signed(payload(), "\0" * 32),
    "no signature": lambda: TOKEN.rpartition(".")[0] + ".",
    "no signature and no dot": lambda: TOKEN.rpartition(".")[0],
    "algorithm none": lambda: f"{part(header() | {'alg': 'none'})}.{TOKEN.split('.')[1]}.",
    "algorithm None": lambda: f"{part(header() | {'alg': 'None'})}.{TOKEN.split('.')[1]}.{TOKEN.split('.')[2]}",
    "a stronger algorithm": lambda: signed(payload(), KEY * 2, "HS512"),
    "the same key by another algorithm": lambda: signed(payload(), KEY * 2, "HS384"),
    "type JWT": lambda: signed(payload(), typ="JWT"),
    "no type": lambda: signed(payload(), typ=""),
    "no key id": lambda: f"{part({'alg': 'HS256', 'typ': 'at+jwt'})}.{'.'.join(TOKEN.split('.')[1:])}",
    "an unknown key id": lambda: signed(payload(), kid="0" * 16),
    "the key id of an empty key": lambda: signed(
        payload(), "\0" * 32, kid=hmac.digest(b"", b"key id", "sha256").hex()[:16]
    ),
    "a critical extension": lambda: signed(payload(), crit=["exp"]),
    "a key of its own": lambda: signed(payload(), jwk={"kty": "oct", "k": "AAAA"}),
    "padding": lambda: TOKEN + "=",
    "a blank before": lambda: " " + TOKEN,
    "a line break after": lambda: TOKEN + "\n",
    "another part": lambda: TOKEN + ".e30",
    "a surrogate": lambda: TOKEN[:-1] + "\ud800",
    "a digit of another script": lambda: TOKEN[:-1] + "٣",
    "a deep header": lambda: f"{base64.urlsafe_b64encode(b'[' * 100_000).decode()}.e30.e30",
    "a huge number": lambda: f"{base64.urlsafe_b64encode(b'1' * 100_000).decode()}.e30.e30",
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_forgeries_are_refused(forgery: str) -> None:
    assert refused(FORGERIES[forgery]())


WRONG_IDS = [0, 4711, "0", "-1", "01", " 1", "1 ", "1_0", "٣", "1.0", "1e3", "1\n", "9" * 17, "9" * 5000]
WRONG_CLAIMS: dict[str, list[object]] = {
    "iss": ["carbon", "carbon-ledger-api", ["carbon-ledger"], {"carbon-ledger": 1}],
    "aud": ["carbon-ledger", ["carbon-ledger-api"], ["carbon-ledger-api", "x"], {"carbon-ledger-api": 1}],
    "sub": WRONG_IDS,
    "sid": WRONG_IDS,
    "iat": [NOW + 60, str(NOW), NOW + 0.5, [NOW], 10**300],
    "exp": [NOW, NOW + 1, 0, -1, str(NOW + 60), NOW + 60.5, [NOW + 60]],
}


@pytest.mark.parametrize("claim", WRONG_CLAIMS)
def test_a_right_signature_does_not_make_wrong_claims_right(claim: str) -> None:
    """Whoever signed them: another program with our key, or we with a bug."""
    for value in (None, "", "x", True, 1.5, [], {}, *WRONG_CLAIMS[claim]):
        assert refused(signed(payload() | {claim: value})), value


@pytest.mark.parametrize("claim", WRONG_CLAIMS)
def test_every_claim_is_needed(claim: str) -> None:
    assert refused(signed({name: value for name, value in payload().items() if name != claim}))


@pytest.mark.parametrize("body", ["[]", "1", "null", '"x"', "", "{", "[" * 300, '{"sub":"1"'])
def test_a_payload_that_is_no_set_of_claims_is_refused(body: str) -> None:
    assert refused(jwt.PyJWS().encode(body.encode(), KEY, "HS256", header()))


@pytest.mark.parametrize("place", range(0, len(TOKEN), 7))
def test_a_changed_character_breaks_a_token(place: int) -> None:
    for other in "Ax-_.=":
        if other != TOKEN[place]:
            assert refused(TOKEN[:place] + other + TOKEN[place + 1 :])


@given(st.text(st.characters()) | st.text("eyJ.-_=", max_size=60))
@example("\ud800.\ud800.\ud800")
@example("." * 50)
def test_no_text_is_an_error(text: str) -> None:
    assert refused(text)
    assert refused(f"{TOKEN.partition('.')[0]}.{text}")


def test_refusals_are_not_remembered_and_acceptances_are_bounded() -> None:
    """A flood of tokens, right or wrong, does not fill the memory."""
    tokens = JwtAccessTokens(KEY, 900)
    for number in range(5000):
        assert tokens.verify(tokens.issue(AccessClaims(number + 1, 1), NOON), NOON).user_id == number + 1
        assert refused(f"{TOKEN[:-2]}{number:02}"[: len(TOKEN)], tokens)
    assert tokens._signed.cache_info().currsize <= 4096
    assert tokens.verify(TOKEN, NOON) == CLAIMS
