"""The contract of SessionRepository."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.errors import UserNotFound
from domain.session import RefreshToken, Session
from tests.integration.contract.scene import MICROSECOND, Scene
from tests.integration.storages import StorageParts

LONG_BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


async def found(parts: StorageParts, token: RefreshToken) -> tuple[Session, RefreshToken] | None:
    async with parts.new_unit_of_work() as uow:
        return await uow.sessions.find(token.token_hash)


async def end(parts: StorageParts, session: Session) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.sessions.end(session.id)
        await uow.commit()


async def rotate(parts: StorageParts, token: RefreshToken, token_hash: str, at: datetime = LONG_BEFORE) -> RefreshToken:
    """Spends a token, and answers with the one in its place."""
    following = replace(token, token_hash=token_hash, expires_at=token.expires_at + MICROSECOND)
    async with parts.new_unit_of_work() as uow:
        await uow.sessions.rotate(token.spend(), following, at)
        await uow.commit()
    return following


async def test_a_session_is_found_by_its_token(scene: Scene, parts: StorageParts) -> None:
    scene.clock.advance(microseconds=123457)
    session, token = await scene.session(await scene.member())
    assert await found(parts, token) == (session, token)


@pytest.mark.parametrize("token_hash", ["", "0" * 64, "'; --"])
async def test_an_unknown_token_leads_to_no_session(scene: Scene, parts: StorageParts, token_hash: str) -> None:
    _, token = await scene.session(await scene.member())
    assert await found(parts, replace(token, token_hash=token_hash)) is None


async def test_a_session_of_a_missing_user_is_refused(scene: Scene, parts: StorageParts) -> None:
    """The account was there when the password was checked, and is erased by now."""
    ada = await scene.member()
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(ada.id)
        await uow.commit()
    with pytest.raises(UserNotFound):
        await scene.session(ada)


async def test_a_spent_token_is_still_known_as_spent(scene: Scene, parts: StorageParts) -> None:
    """So that its use a second time is noticed."""
    session, first = await scene.session(await scene.member())
    second = await rotate(parts, first, "a" * 64)
    third = await rotate(parts, second, "b" * 64)
    assert await found(parts, first) == (session, first.spend())
    assert await found(parts, second) == (session, second.spend())
    assert await found(parts, third) == (session, third)


async def test_a_session_goes_on_when_its_token_is_rotated(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    session, token = await scene.session(ada)
    await rotate(parts, token, "a" * 64)
    assert await parts.accounts.caller(ada.id, session.id) is not None


async def test_an_ended_session_takes_all_its_tokens_with_it(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    session, first = await scene.session(ada)
    second = await rotate(parts, first, "a" * 64)
    await end(parts, session)
    assert [await found(parts, token) for token in (first, second)] == [None, None]
    assert await parts.accounts.caller(ada.id, session.id) is None


async def test_ending_twice_is_no_error(scene: Scene, parts: StorageParts) -> None:
    session, _ = await scene.session(await scene.member())
    await end(parts, session)
    await end(parts, session)


async def test_ending_one_session_leaves_the_others(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    (one, _), (other, token) = await scene.session(ada), await scene.session(ada)
    await end(parts, one)
    assert await found(parts, token) == (other, token)
    assert await parts.accounts.caller(ada.id, other.id) is not None


@pytest.mark.parametrize("keep_one", [False, True])
async def test_the_other_sessions_of_a_user_end_together(scene: Scene, parts: StorageParts, keep_one: bool) -> None:
    ada, bob = await scene.member(), await scene.member()
    hers = [await scene.session(ada) for _ in range(3)]
    his, his_token = await scene.session(bob)
    async with parts.new_unit_of_work() as uow:
        await uow.sessions.end_others(ada.id, hers[1][0].id if keep_one else None)
        await uow.commit()
    alive = [await parts.accounts.caller(ada.id, session.id) is not None for session, _ in hers]
    usable = [await found(parts, token) is not None for _, token in hers]
    assert alive == usable == [False, keep_one, False]
    assert await found(parts, his_token) == (his, his_token)
    assert await parts.accounts.caller(bob.id, his.id) is not None


async def test_another_users_session_is_not_kept_by_naming_it(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    hers, _ = await scene.session(ada)
    his, _ = await scene.session(bob)
    async with parts.new_unit_of_work() as uow:
        await uow.sessions.end_others(ada.id, his.id)
        await uow.commit()
    assert await parts.accounts.caller(ada.id, hers.id) is None
    assert await parts.accounts.caller(bob.id, his.id) is not None


async def test_rotating_forgets_the_sessions_tokens_that_have_expired(scene: Scene, parts: StorageParts) -> None:
    session, first = await scene.session(await scene.member())
    other_session, other = await scene.session(await scene.member())
    second = await rotate(parts, first, "a" * 64, at=first.expires_at)
    assert await found(parts, first) is None
    assert await found(parts, second) == (session, second)
    assert await found(parts, other) == (other_session, other)


async def test_a_users_sessions_end_when_their_last_token_has_expired(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    _, first = await scene.session(ada)
    kept_session, kept = await scene.session(ada)
    later = await rotate(parts, kept, "c" * 64)
    other_session, other = await scene.session(await scene.member())
    async with parts.new_unit_of_work() as uow:
        await uow.sessions.end_expired(ada.id, later.expires_at - MICROSECOND)
        await uow.commit()
    assert await found(parts, first) is None
    assert await found(parts, later) == (kept_session, later)
    assert await found(parts, other) == (other_session, other)


async def test_the_password_hash_in_force_is_told_inside_a_unit_of_work(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    async with parts.new_unit_of_work() as uow:
        before = await uow.accounts.password_hash(ada.id)
        await uow.accounts.set_password(ada.id, "another hash")
        assert await uow.accounts.password_hash(ada.id) == "another hash" != before
        assert await uow.accounts.password_hash(ada.id + 1) is None
