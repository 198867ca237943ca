"""Signing up, logging in, and looking after the account."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.ports import PasswordHasher
from domain.errors import EmailTaken, InvalidValue, NotAuthenticated, UserNotFound
from domain.organisation import User
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, REFRESH_LIFETIME, Installation


async def test_signing_up_opens_an_account_with_an_organisation_and_logs_in(app: Installation) -> None:
    grant = await app.sign_up("Ada Müller", "Ada@Example.org", PASSWORD)
    caller = await app.authenticate(grant.access_token)
    account = await app.get_account(caller)
    assert (account.name, account.email, account.is_operator) == ("Ada Müller", "ada@example.org", False)
    assert (account.organisation.id, account.organisation.name) == (caller.organisation_id, "Ada Müller")
    assert account.created_at == NOON
    assert (grant.expires_in, grant.refresh_expires_at) == (900, NOON + REFRESH_LIFETIME)


@pytest.mark.parametrize(
    ("name", "email", "password", "field"),
    [
        ("", "ada@example.org", PASSWORD, "name"),
        ("Ada", "ada", PASSWORD, "email"),
        ("Ada", "ada@example.org", "7 chars", "password"),
        ("Ada", "ada@example.org", "x" * 129, "password"),
    ],
)
async def test_a_sign_up_that_breaks_a_rule_says_which(
    app: Installation, name: str, email: str, password: str, field: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        await app.sign_up(name, email, password)
    assert refused.value.field == field
    assert await app.accounts.credentials("ada@example.org") is None


@pytest.mark.usefixtures("ada")
async def test_an_address_signs_up_once_however_it_is_typed(app: Installation) -> None:
    with pytest.raises(EmailTaken):
        await app.sign_up("Another Ada", "ADA@example.org", PASSWORD)


async def test_members_of_one_organisation_are_not_in_another(app: Installation, ada: Caller) -> None:
    bob = await app.member("bob@example.org")
    assert len({ada.organisation_id, bob.organisation_id, ada.user_id, bob.user_id}) == 4


@pytest.mark.parametrize("email", ["ada@example.org", "ADA@Example.ORG"])
async def test_logging_in_starts_another_session(app: Installation, ada: Caller, email: str) -> None:
    grant = await app.log_in(email, PASSWORD)
    caller = await app.authenticate(grant.access_token)
    assert (caller.user_id, caller.organisation_id) == (ada.user_id, ada.organisation_id)
    assert caller.session_id != ada.session_id


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ada@example.org", "wrong horse"),
        ("ada@example.org", ""),
        ("ada@example.org", PASSWORD + " "),
        ("bob@example.org", PASSWORD),
        ("", PASSWORD),
        ("\ud800\x00", "\ud800\x00"),
    ],
)
@pytest.mark.usefixtures("ada")
async def test_a_wrong_address_and_a_wrong_password_are_refused_alike(
    app: Installation, email: str, password: str
) -> None:
    with pytest.raises(NotAuthenticated, match="E-mail address or password is wrong"):
        await app.log_in(email, password)


async def test_a_caller_has_the_rights_that_the_storage_says(app: Installation, ada: Caller) -> None:
    operator = await app.operator()
    assert (ada.is_operator, operator.is_operator) == (False, True)
    async with app.new_unit_of_work() as uow:
        user = await uow.accounts.get(ada.user_id)
        promoted = User(user.id, user.organisation_id, user.name, user.email, is_operator=True, created_at=NOON)
        await uow.accounts.replace(promoted)
        await uow.commit()
    caller = await app.accounts.caller(ada.user_id, ada.session_id)
    assert caller is not None
    assert caller.is_operator


async def test_an_access_token_expires(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    app.clock.advance(seconds=899)
    await app.authenticate(grant.access_token)
    app.clock.advance(seconds=1)
    with pytest.raises(NotAuthenticated):
        await app.authenticate(grant.access_token)


async def test_a_text_that_is_no_token_proves_nothing(app: Installation) -> None:
    with pytest.raises(NotAuthenticated):
        await app.authenticate("not a token")


async def test_renaming_gives_the_user_another_name_and_the_organisation_none(app: Installation, ada: Caller) -> None:
    account = await app.rename_account(ada, "Ada Lovelace")
    assert (account.name, account.organisation.name) == ("Ada Lovelace", "Ada")
    assert await app.get_account(ada) == account
    assert await app.rename_account(ada, None) == account
    with pytest.raises(InvalidValue):
        await app.rename_account(ada, "")


async def test_a_changed_password_takes_the_old_ones_place(app: Installation, ada: Caller) -> None:
    await app.change_password(ada, PASSWORD, "battery staple")
    await app.log_in("ada@example.org", "battery staple")
    with pytest.raises(NotAuthenticated):
        await app.log_in("ada@example.org", PASSWORD)


async def test_changing_the_password_ends_every_other_session(app: Installation) -> None:
    """Whoever else knew the password is out; the one who changed it stays in."""
    here = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    there = await app.log_in("ada@example.org", PASSWORD)
    await app.change_password(await app.authenticate(here.access_token), PASSWORD, "battery staple")
    await app.authenticate(here.access_token)
    await app.refresh(here.refresh_token)
    with pytest.raises(NotAuthenticated):
        await app.authenticate(there.access_token)
    with pytest.raises(NotAuthenticated):
        await app.refresh(there.refresh_token)


class Overtaken(PasswordHasher):
    """Verifies slowly enough that something else happens before the answer is used."""

    def __init__(self, app: Installation, meanwhile: Callable[[], Awaitable[object]]) -> None:
        self._passwords = app.passwords
        self._meanwhile = meanwhile

    async def hash(self, password: str) -> str:
        return await self._passwords.hash(password)

    async def verify(self, password_hash: str | None, password: str) -> bool:
        right = await self._passwords.verify(password_hash, password)
        await self._meanwhile()
        return right


async def test_the_old_password_opens_nothing_once_it_is_changed(app: Installation, ada: Caller) -> None:
    """Not even for what had it verified before: a log-in, another change, a deletion."""
    overtaken = Overtaken(app, lambda: app.change_password(ada, PASSWORD, "battery staple"))
    with pytest.raises(NotAuthenticated):
        await replace(app.log_in, passwords=overtaken)("ada@example.org", PASSWORD)
    again = Overtaken(app, lambda: app.change_password(ada, "battery staple", PASSWORD))
    with pytest.raises(InvalidValue):
        await replace(app.change_password, passwords=again)(ada, "battery staple", "a third password")
    once_more = Overtaken(app, lambda: app.change_password(ada, PASSWORD, "battery staple"))
    with pytest.raises(InvalidValue):
        await replace(app.delete_account, passwords=once_more)(ada, PASSWORD)
    await app.log_in("ada@example.org", "battery staple")


async def test_a_log_in_that_a_deletion_overtakes_opens_nothing(app: Installation, ada: Caller) -> None:
    overtaken = Overtaken(app, lambda: app.delete_account(ada, PASSWORD))
    with pytest.raises(NotAuthenticated):
        await replace(app.log_in, passwords=overtaken)("ada@example.org", PASSWORD)


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [("wrong horse", "battery staple", "current_password"), (PASSWORD, "7 chars", "new_password")],
)
async def test_a_password_is_changed_by_its_owner_and_to_a_good_one(
    app: Installation, ada: Caller, current: str, new: str, field: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        await app.change_password(ada, current, new)
    assert refused.value.field == field
    await app.log_in("ada@example.org", PASSWORD)


async def test_deleting_an_account_erases_what_was_said_beforehand(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    await app.delete_usage(ada, usage.id)
    bob = await app.member("bob@example.org")
    kept = await app.record(bob)
    foretold = (await app.get_account(ada)).on_deletion
    assert (foretold.organisation_goes, foretold.usages, foretold.usage_versions) == (True, 1, 2)

    await app.delete_account(ada, PASSWORD)
    with pytest.raises(UserNotFound):
        await app.get_account(ada)
    with pytest.raises(NotAuthenticated):
        await app.log_in("ada@example.org", PASSWORD)
    assert [figure.usage_id async for figure, _ in app.check_ledger(COMMAND_LINE)] == [kept.id]
    assert not [key for key in app.storage.committed.usages if key[0] == ada.organisation_id]


async def test_a_deleted_account_proves_nothing_any_more(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    ada = await app.authenticate(grant.access_token)
    await app.delete_account(ada, PASSWORD)
    with pytest.raises(NotAuthenticated, match="The session has ended"):
        await app.authenticate(grant.access_token)
    with pytest.raises(NotAuthenticated):
        await app.refresh(grant.refresh_token)
    with pytest.raises(UserNotFound):
        await app.record(ada)


async def test_an_account_is_deleted_with_its_password_only(app: Installation, ada: Caller) -> None:
    with pytest.raises(InvalidValue) as refused:
        await app.delete_account(ada, "wrong horse")
    assert refused.value.field == "password"
    await app.get_account(ada)


async def test_an_account_that_is_gone_has_no_password_to_match(app: Installation, ada: Caller) -> None:
    """Deleted from another window in between."""
    await app.delete_account(ada, PASSWORD)
    with pytest.raises(InvalidValue):
        await app.delete_account(ada, PASSWORD)
    with pytest.raises(InvalidValue):
        await app.change_password(ada, PASSWORD, "battery staple")
    with pytest.raises(UserNotFound):
        await app.rename_account(ada, "Ada Lovelace")
