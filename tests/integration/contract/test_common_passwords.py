"""The contract of CommonPasswords, which the double of other tests keeps too."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.zxcvbn.common_passwords import ZxcvbnCommonPasswords
from application.ports import CommonPasswords
from tests.passwords import FewCommonPasswords

LISTS: dict[str, CommonPasswords] = {"zxcvbn": ZxcvbnCommonPasswords(), "few": FewCommonPasswords()}


@pytest.fixture(params=LISTS)
def common(request: pytest.FixtureRequest) -> CommonPasswords:
    return LISTS[request.param]


@pytest.mark.parametrize("password", ["password", "PassWord", "12345678", "qwerty123", "iloveyou"])
async def test_leaked_passwords_are_common_however_they_are_cased(common: CommonPasswords, password: str) -> None:
    assert await common.includes(password)


@pytest.mark.parametrize(
    "password",
    [
        *("correct horse battery", "another long password", "long enough", "battery staple", "reader@example.org"),
        *("a password for the tests alone", "x" * 128, "\x00" * 128, "пароль никому не известный", "🌍 日本語 🌍 日本"),
    ],
    ids=ascii,
)
async def test_a_password_that_one_made_up_is_not(common: CommonPasswords, password: str) -> None:
    assert not await common.includes(password)


@pytest.mark.parametrize(
    "password",
    [
        *("password1", "password123", "Password!", "Passw0rd!", "P@ssw0rd", "1qaz2wsx", "letmein1", "welcome1"),
        *("11111111", "00000000", "aaaaaaaa", "abcdefgh", "87654321", "asdfghjk", "abcabcabc", "passwordpassword"),
    ],
)
async def test_what_is_as_easily_come_by_is_common_too(password: str) -> None:
    """Such variations stand in no list, and are tried all the same."""
    assert await LISTS["zxcvbn"].includes(password)


@given(st.text(st.characters(), max_size=150) | st.text("4@8({[<369!1|i0$5+7t%2z", max_size=24))
@settings(max_examples=60, deadline=None)
async def test_no_text_is_an_error(password: str) -> None:
    for common in LISTS.values():
        assert await common.includes(password) in {True, False}


async def test_judging_does_not_hold_up_the_event_loop() -> None:
    judging = asyncio.gather(*(LISTS["zxcvbn"].includes(f"4@8({{[<369!1|i{number}") for number in range(4)))
    turns = 0
    while not judging.done():
        await asyncio.sleep(0)
        turns += 1
    assert await judging == [False] * 4
    assert turns > 10
