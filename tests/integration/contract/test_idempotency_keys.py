"""The contract of IdempotencyKeyRepository."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from application.ports import IdempotencyKey, KeptAnswer
from domain.errors import UserNotFound
from domain.organisation import User
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import MICROSECOND, Scene
from tests.integration.storages import StorageParts

TOMORROW = NOON + timedelta(days=1)
FINGERPRINT, ANOTHER = "a" * 64, "b" * 64
EVERY_BYTE = bytes(range(256)) * 8


def key_of(user: User, key: str = "a key") -> IdempotencyKey:
    return IdempotencyKey(user.id, "POST /usages", key)


async def claim(
    parts: StorageParts, key: IdempotencyKey, answer: bytes = b"an answer", at: datetime = NOON
) -> KeptAnswer | None:
    """Claims a key for a day, and keeps an answer if it is new."""
    async with parts.new_unit_of_work() as uow:
        known = await uow.idempotency_keys.claim(key, FINGERPRINT, at=at, expires_at=at + timedelta(days=1))
        if known is None:
            await uow.idempotency_keys.keep(key, answer)
            await uow.commit()
    return known


async def test_what_is_kept_under_a_key_is_told_to_who_claims_it_again(scene: Scene, parts: StorageParts) -> None:
    """Byte for byte, with the first one's fingerprint; the second answer is not kept."""
    key = key_of(await scene.member())
    assert await claim(parts, key, EVERY_BYTE) is None
    async with parts.new_unit_of_work() as uow:
        known = await uow.idempotency_keys.claim(key, ANOTHER, at=NOON, expires_at=TOMORROW)
        await uow.commit()
    assert known == KeptAnswer(FINGERPRINT, EVERY_BYTE)
    assert await claim(parts, key, b"another") == KeptAnswer(FINGERPRINT, EVERY_BYTE)


async def test_what_one_process_keeps_another_finds(scene: Scene, open_parts: Opener) -> None:
    """Also when the first has ended."""
    first = open_parts()
    key = key_of(await scene.member())
    await claim(first, key)
    await first.storage.close()
    assert await claim(open_parts(), key) == KeptAnswer(FINGERPRINT, b"an answer")


async def test_a_key_is_one_users_for_one_resource(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    longest = "~" * 255
    keys = [
        key_of(ada),
        key_of(bob),
        key_of(ada, "A KEY"),
        key_of(ada, "a key2"),
        key_of(ada, longest),
        key_of(ada, longest[:-1]),
        replace(key_of(ada), resource="POST /usages/1"),
        replace(key_of(ada), resource="P" * 100),
    ]
    assert [await claim(parts, key, str(number).encode()) for number, key in enumerate(keys)] == [None] * len(keys)
    known = [await claim(parts, key) for key in keys]
    assert known == [KeptAnswer(FINGERPRINT, str(number).encode()) for number in range(len(keys))]


async def test_a_claim_that_is_not_committed_leaves_the_key_free(scene: Scene, parts: StorageParts) -> None:
    """What was refused may be tried again under the same key."""
    key = key_of(await scene.member())
    async with parts.new_unit_of_work() as uow:
        assert await uow.idempotency_keys.claim(key, ANOTHER, at=NOON, expires_at=TOMORROW) is None
        await uow.idempotency_keys.keep(key, b"never seen")
    assert await claim(parts, key) is None


async def test_a_key_is_free_from_the_instant_on_at_which_it_expires(scene: Scene, parts: StorageParts) -> None:
    key = key_of(await scene.member())
    await claim(parts, key, b"first")
    assert await claim(parts, key, b"second", at=TOMORROW - MICROSECOND) == KeptAnswer(FINGERPRINT, b"first")
    assert await claim(parts, key, b"second", at=TOMORROW) is None
    assert await claim(parts, key, b"third", at=TOMORROW) == KeptAnswer(FINGERPRINT, b"second")


async def test_expired_keys_are_forgotten(scene: Scene, parts: StorageParts) -> None:
    """Of everybody, as far as they have expired."""
    ada, bob = await scene.member(), await scene.member()
    old, young, his = key_of(ada, "old"), key_of(ada, "young"), key_of(bob)
    for key, at in ((old, NOON), (young, NOON + MICROSECOND), (his, NOON)):
        await claim(parts, key, at=at)
    async with parts.new_unit_of_work() as uow:
        assert await uow.idempotency_keys.forget_expired(TOMORROW) == 2
        await uow.commit()
    # Long before: there nothing has expired, so what is free now has been removed.
    assert [await claim(parts, key) is None for key in (old, young, his)] == [True, False, True]


async def test_a_key_of_a_missing_user_is_refused(scene: Scene, parts: StorageParts) -> None:
    """The token was good, and the account is erased by now; what it had kept is gone with it."""
    ada, bob = await scene.member(), await scene.member()
    for user in (ada, bob):
        await claim(parts, key_of(user))
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(ada.id)
        await uow.commit()
    for key in (key_of(ada), key_of(ada, "new")):
        with pytest.raises(UserNotFound):
            await claim(parts, key)
    assert await claim(parts, key_of(bob)) is not None


@pytest.mark.parametrize("expired", [False, True])
async def test_of_simultaneous_claims_one_is_new_and_the_others_wait_for_its_answer(
    scene: Scene, open_parts: Opener, expired: bool
) -> None:
    """In several processes."""
    key = key_of(await scene.member())
    if expired:
        await claim(scene.parts, key, b"long ago", at=NOON - timedelta(days=2))
    handles = [open_parts() for _ in range(3)]
    known = await asyncio.gather(*(claim(handles[number % 3], key, str(number).encode()) for number in range(12)))
    assert known.count(None) == 1
    assert {kept for kept in known if kept} == {KeptAnswer(FINGERPRINT, str(known.index(None)).encode())}


async def test_who_waits_for_a_claim_that_is_taken_back_has_the_key(scene: Scene, open_parts: Opener) -> None:
    key = key_of(await scene.member())
    here, there = open_parts(), open_parts()
    async with here.new_unit_of_work() as uow:
        assert await uow.idempotency_keys.claim(key, FINGERPRINT, at=NOON, expires_at=TOMORROW) is None
        waiting = asyncio.create_task(claim(there, key))
        done, _ = await asyncio.wait([waiting], timeout=0.1)
        assert not done
    assert await waiting is None
