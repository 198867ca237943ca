"""The contract of PasswordHasher, which the double of other tests keeps too."""

import asyncio
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.argon2.passwords import Argon2PasswordHasher
from application.ports import PasswordHasher
from tests.passwords import QuickPasswordHasher

HASHERS: dict[str, PasswordHasher] = {"argon2": Argon2PasswordHasher(parallel=2), "quick": QuickPasswordHasher()}
PASSWORDS = [
    "correct horse",
    "",
    " ",
    "pässwörd",
    "日本語🌍",
    "nul\x00byte",
    "lone\ud800surrogate",
    "x" * 10_000,
    "a" * 128,
]


@pytest.fixture(params=HASHERS)
def hasher(request: pytest.FixtureRequest) -> PasswordHasher:
    return HASHERS[request.param]


@pytest.mark.parametrize("password", PASSWORDS, ids=ascii)
async def test_the_password_that_was_hashed_is_the_right_one(hasher: PasswordHasher, password: str) -> None:
    """Every character counts, to the last."""
    password_hash = await hasher.hash(password)
    assert await hasher.verify(password_hash, password)
    for other in (password + "x", password + "\x00", password[:-1] or "y", password.swapcase() + " "):
        assert not await hasher.verify(password_hash, other)


@pytest.mark.parametrize(
    ("password", "alike"),
    [
        ("e\u0301tude", "étude"),
        ("lone\ud800", "lone\ufffd"),
        ("lone\ud800", "lone?"),
        ("nul\x00byte", "nul"),
        ("a", "a\n"),
    ],
    ids=ascii,
)
async def test_texts_that_look_alike_are_different_passwords(hasher: PasswordHasher, password: str, alike: str) -> None:
    assert not await hasher.verify(await hasher.hash(password), alike)
    assert not await hasher.verify(await hasher.hash(alike), password)


@given(password=st.text(st.characters(), max_size=200), other=st.text(st.characters(), max_size=200))
@settings(max_examples=15)
async def test_no_text_is_an_error(password: str, other: str) -> None:
    for hasher in HASHERS.values():
        password_hash = await hasher.hash(password)
        assert await hasher.verify(password_hash, other) == (password == other)
        assert not await hasher.verify(None, password)


async def test_a_hash_is_salted_and_tells_nothing_of_the_password(hasher: PasswordHasher) -> None:
    one, other = await hasher.hash("correct horse"), await hasher.hash("correct horse")
    assert one != other
    assert "correct" not in one


@pytest.mark.parametrize("password", PASSWORDS, ids=ascii)
async def test_nobodys_password_is_never_right(hasher: PasswordHasher, password: str) -> None:
    assert not await hasher.verify(None, password)


@pytest.mark.parametrize("broken", ["", "$", "$argon2id$", "plain text", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA"])
async def test_a_hash_that_is_none_matches_nothing(hasher: PasswordHasher, broken: str) -> None:
    assert not await hasher.verify(broken, "correct horse")


async def test_argon2_is_as_costly_as_owasp_wants_it() -> None:
    """The parameters stand in the hash: Argon2id, version 19, 19 MiB, 2 passes, 1 lane."""
    assert (await HASHERS["argon2"].hash("x")).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_unknown_users_cost_as_much_as_known_ones() -> None:
    """Measured in processor time of the threads, the best of several rounds; a shortcut would take next to none."""
    hasher = Argon2PasswordHasher(parallel=1)
    password_hash = await hasher.hash("correct horse")
    await hasher.verify(None, "warm up")

    async def cost(known: str | None) -> float:
        rounds = []
        for _ in range(5):
            before = time.process_time()
            await hasher.verify(known, "wrong horse")
            rounds.append(time.process_time() - before)
        return min(rounds)

    assert await cost(None) > 0.5 * await cost(password_hash)


async def test_hashing_does_not_hold_up_the_event_loop() -> None:
    """Turns of the loop go on while passwords are hashed one after the other."""
    hasher = Argon2PasswordHasher(parallel=1)
    hashing = asyncio.gather(*(hasher.hash(str(number)) for number in range(4)))
    turns = 0
    while not hashing.done():
        await asyncio.sleep(0)
        turns += 1
    assert len(set(await hashing)) == 4
    assert turns > 100


async def test_a_nobody_may_come_first() -> None:
    """The hash that stands for unknown users is ready whenever it is asked for, with a single thread too."""
    hasher = Argon2PasswordHasher(parallel=1)
    assert await asyncio.gather(*(hasher.verify(None, "x") for _ in range(3))) == [False] * 3
