"""Guessing passwords, and opening accounts by the hundred."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from application.accounts.throttle import TooManyAttempts
from application.authorisation import Caller
from application.ports import PasswordHasher
from domain.errors import EmailTaken, InvalidValue, NotAuthenticated
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, PER_ACCOUNT, PER_CLIENT, SIGN_UPS, WINDOW, Installation

ADA = "ada@example.org"


async def guess(app: Installation, email: str = ADA, client: str = "") -> None:
    with pytest.raises(NotAuthenticated):
        await app.log_in(email, "wrong horse", client)


async def must_wait(app: Installation, email: str = ADA, client: str = "", password: str = PASSWORD) -> int:
    with pytest.raises(TooManyAttempts) as refused:
        await app.log_in(email, password, client)
    return refused.value.retry_after


@pytest.mark.parametrize("email", [ADA, "nobody@example.org", "no address", "\ud800"])
@pytest.mark.usefixtures("ada")
async def test_an_account_waits_after_too_many_failures(app: Installation, email: str) -> None:
    """The same, second by second, whether anybody has the address; a right password is refused too."""
    for _ in range(PER_ACCOUNT):
        await guess(app, email)
        app.clock.advance(seconds=1)
    assert await must_wait(app, email) == 15 * 60 - PER_ACCOUNT
    app.clock.advance(minutes=10)
    assert await must_wait(app, email.upper()) == 5 * 60 - PER_ACCOUNT


@pytest.mark.usefixtures("ada")
async def test_the_wait_ends_by_itself_however_often_it_is_tried_meanwhile(app: Installation) -> None:
    for _ in range(PER_ACCOUNT):
        await guess(app)
    app.clock.at = NOON + WINDOW - timedelta(microseconds=1)
    for _ in range(3 * PER_ACCOUNT):
        assert await must_wait(app) == 1
    app.clock.at = NOON + WINDOW
    await app.log_in(ADA, PASSWORD)


@pytest.mark.usefixtures("ada")
async def test_a_success_counts_from_nothing_again(app: Installation) -> None:
    """Nobody who mistypes now and then ever waits."""
    for client in ("at home", "at work", "on the way"):
        for _ in range(PER_ACCOUNT - 1):
            await guess(app, client=client)
        await app.log_in(ADA.upper(), PASSWORD, client)
        app.clock.advance(minutes=5)


@pytest.mark.usefixtures("ada")
async def test_right_log_ins_at_once_are_not_taken_for_failures(app: Installation) -> None:
    """However many there are: a dozen programs that start together share one account."""
    clients = [str(number // PER_CLIENT) for number in range(8 * PER_ACCOUNT)]
    grants = await asyncio.gather(*(app.log_in(ADA, PASSWORD, client) for client in clients))
    assert len({grant.refresh_token for grant in grants}) == len(clients)


@pytest.mark.usefixtures("ada")
async def test_guessing_at_one_account_leaves_the_others(app: Installation) -> None:
    await app.member("bob@example.org")
    for _ in range(PER_ACCOUNT):
        await guess(app)
    await must_wait(app)
    await app.log_in("bob@example.org", PASSWORD)


async def test_sessions_that_are_open_go_on(app: Installation) -> None:
    """And can still prove the password: whoever guesses from outside keeps nobody from changing it."""
    grant = await app.sign_up("Ada", ADA, PASSWORD)
    ada = await app.authenticate(grant.access_token)
    for _ in range(PER_ACCOUNT):
        await guess(app)
    await must_wait(app)
    await app.refresh(grant.refresh_token)
    await app.record(ada)
    await app.change_password(ada, PASSWORD, "battery staple")
    await app.delete_account(ada, "battery staple")


@pytest.mark.usefixtures("ada")
async def test_a_client_waits_that_walks_through_many_accounts(app: Installation) -> None:
    """Log-ins of its own do not free it; other clients go on."""
    await app.sign_up("Eve", "eve@example.org", PASSWORD, "eve's")
    for number in range(PER_CLIENT):
        await guess(app, f"user{number}@example.org", "eve's")
        if number < PER_CLIENT - 1:
            await app.log_in("eve@example.org", PASSWORD, "eve's")
    assert await must_wait(app, "eve@example.org", "eve's") == 15 * 60
    await app.log_in(ADA, PASSWORD, "ada's")
    app.clock.at += WINDOW
    await app.log_in("eve@example.org", PASSWORD, "eve's")


@pytest.mark.usefixtures("ada")
async def test_a_client_that_waits_does_not_make_accounts_wait(app: Installation) -> None:
    for number in range(PER_CLIENT):
        await guess(app, f"user{number}@example.org", "eve's")
    for _ in range(PER_ACCOUNT):
        await must_wait(app, client="eve's")
    await app.log_in(ADA, PASSWORD, "ada's")


class Gate(PasswordHasher):
    """Lets no verification end before all that were let in have begun, and counts them."""

    def __init__(self, passwords: PasswordHasher) -> None:
        self._passwords = passwords
        self.begun = 0

    async def hash(self, password: str) -> str:
        return await self._passwords.hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        self.begun += 1
        await asyncio.sleep(0)
        return await self._passwords.verify(password_hash, password)


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("email", [ADA, "nobody@example.org", "no address"])
async def test_an_unknown_address_costs_a_verification_too(app: Installation, email: str) -> None:
    """What it costs, the hasher's contract says: no less than that of a known one."""
    gate = Gate(app.passwords)
    with pytest.raises(NotAuthenticated):
        await replace(app.log_in, passwords=gate)(email, "wrong horse")
    assert gate.begun == 1


@pytest.mark.usefixtures("ada")
async def test_guesses_at_once_are_no_way_round_the_limit(app: Installation) -> None:
    """Each is counted before it is looked at."""
    gate = Gate(app.passwords)
    log_in = replace(app.log_in, passwords=gate)
    outcomes = await asyncio.gather(*(log_in(ADA, "wrong horse") for _ in range(50)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes].count(TooManyAttempts) == 50 - PER_ACCOUNT
    assert gate.begun == PER_ACCOUNT


async def test_proving_the_password_within_a_session_is_bounded_too(app: Installation, ada: Caller) -> None:
    """Whoever found an open session cannot guess on there; logging in is another matter, and so is another user."""
    bob = await app.member("bob@example.org")
    for number in range(PER_ACCOUNT):
        with pytest.raises(InvalidValue):
            await (
                app.change_password(ada, "wrong horse", "battery staple")
                if number % 2
                else app.delete_account(ada, "wrong horse")
            )
    with pytest.raises(TooManyAttempts):
        await app.change_password(ada, PASSWORD, "battery staple")
    with pytest.raises(TooManyAttempts):
        await app.delete_account(ada, PASSWORD)
    await app.log_in(ADA, PASSWORD)
    await app.change_password(bob, PASSWORD, "battery staple")
    app.clock.at += WINDOW
    await app.delete_account(ada, PASSWORD)


async def test_a_proof_counts_from_nothing_again(app: Installation, ada: Caller) -> None:
    for new, current in ((PASSWORD, "battery staple"), ("battery staple", PASSWORD)) * 3:
        for _ in range(PER_ACCOUNT - 1):
            with pytest.raises(InvalidValue):
                await app.delete_account(ada, "wrong horse")
        await app.change_password(ada, new, current)


async def test_a_client_opens_so_many_accounts_and_no_more(app: Installation) -> None:
    """Addresses that are taken count as well: sign-up tells that they are."""
    await app.sign_up("Ada", ADA, PASSWORD, "eve's")
    for _ in range(SIGN_UPS - 1):
        with pytest.raises(EmailTaken):
            await app.sign_up("Eve", ADA, PASSWORD, "eve's")
    with pytest.raises(TooManyAttempts):
        await app.sign_up("Eve", "eve@example.org", PASSWORD, "eve's")
    await app.sign_up("Bob", "bob@example.org", PASSWORD, "bob's")
    app.clock.at += WINDOW
    await app.sign_up("Eve", "eve@example.org", PASSWORD, "eve's")


async def test_a_sign_up_that_breaks_a_rule_is_not_counted(app: Installation) -> None:
    for _ in range(2 * SIGN_UPS):
        with pytest.raises(InvalidValue):
            await app.sign_up("Eve", "eve@example.org", "password")
    await app.sign_up("Eve", "eve@example.org", PASSWORD)


async def test_what_is_counted_names_nobody_and_does_not_stay(app: Installation) -> None:
    for number in range(PER_ACCOUNT):
        await guess(app, f"user{number}@example.org", "192.0.2.1")
    kept = app.storage.committed.attempts
    assert len(kept) == PER_ACCOUNT + 1
    assert "user1" not in repr(kept)
    assert "192.0.2.1" not in repr(kept)
    app.clock.at += WINDOW
    await guess(app, "another@example.org", "192.0.2.2")
    assert len(kept) == 2
