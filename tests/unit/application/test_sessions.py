"""Prolonging and ending sessions."""

from datetime import timedelta

import pytest

from domain.errors import NotAuthenticated
from tests.unit.application.installation import PASSWORD, REFRESH_LIFETIME, Installation


async def test_a_refresh_token_is_exchanged_for_a_new_pair_of_the_same_session(app: Installation) -> None:
    first = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    caller = await app.authenticate(first.access_token)
    now = app.clock.advance(days=20)
    second = await app.refresh(first.refresh_token)
    assert await app.authenticate(second.access_token) == caller
    assert second.refresh_token != first.refresh_token
    assert (second.expires_in, second.refresh_expires_at) == (900, now + REFRESH_LIFETIME)


async def test_a_session_goes_on_for_as_long_as_it_is_refreshed(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    for _ in range(5):
        app.clock.advance(days=29)
        grant = await app.refresh(grant.refresh_token)
    await app.authenticate(grant.access_token)


async def test_a_refresh_token_expires(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    app.clock.at += REFRESH_LIFETIME - timedelta(microseconds=1)
    grant = await app.refresh(grant.refresh_token)
    app.clock.at += REFRESH_LIFETIME
    with pytest.raises(NotAuthenticated):
        await app.refresh(grant.refresh_token)


@pytest.mark.parametrize("token", ["", "not a token", "\ud800", "\x00"])
async def test_an_unknown_refresh_token_is_refused(app: Installation, token: str) -> None:
    await app.member()
    with pytest.raises(NotAuthenticated):
        await app.refresh(token)


async def test_a_refresh_token_used_twice_ends_the_whole_session(app: Installation) -> None:
    """The thief and the owner both lose it: nobody can tell them apart."""
    first = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    other = await app.log_in("ada@example.org", PASSWORD)
    second = await app.refresh(first.refresh_token)
    third = await app.refresh(second.refresh_token)
    with pytest.raises(NotAuthenticated):
        await app.refresh(first.refresh_token)
    for token in (first.refresh_token, second.refresh_token, third.refresh_token):
        with pytest.raises(NotAuthenticated):
            await app.refresh(token)
    for grant in (first, second, third):
        with pytest.raises(NotAuthenticated):
            await app.authenticate(grant.access_token)
    await app.authenticate(other.access_token)
    await app.refresh(other.refresh_token)


async def test_refresh_tokens_are_kept_as_hashes_alone(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    assert grant.refresh_token not in repr(app.storage.committed)


async def test_logging_out_ends_the_session_at_once(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    other = await app.log_in("ada@example.org", PASSWORD)
    await app.log_out(grant.refresh_token)
    with pytest.raises(NotAuthenticated):
        await app.authenticate(grant.access_token)
    with pytest.raises(NotAuthenticated):
        await app.refresh(grant.refresh_token)
    await app.authenticate(other.access_token)


async def test_logging_out_with_a_spent_token_ends_the_session_too(app: Installation) -> None:
    first = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    second = await app.refresh(first.refresh_token)
    await app.log_out(first.refresh_token)
    with pytest.raises(NotAuthenticated):
        await app.authenticate(second.access_token)


async def test_logging_out_with_an_unknown_token_is_no_error(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    await app.log_out("not a token")
    await app.authenticate(grant.access_token)
