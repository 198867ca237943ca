"""The contracts of AccountRepository and AccountQueries."""

import asyncio
from datetime import UTC, datetime

import pytest

from application.authorisation import Caller
from application.ports import Credentials
from application.views.accounts import AccountView, Erasure, OrganisationReference
from application.views.selection import Sort, UsageFilter
from domain.errors import EmailTaken, UsageNotFound, UserNotFound
from domain.journal import Action, JournalEntry
from domain.organisation import Organisation, User
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.contract.scene import TYPES, Scene
from tests.integration.storages import StorageParts


async def kept(parts: StorageParts, user_id: int) -> User:
    async with parts.new_unit_of_work() as uow:
        return await uow.accounts.get(user_id)


async def erase(parts: StorageParts, user_id: int) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.erase(user_id)
        await uow.commit()


async def add(parts: StorageParts, account: tuple[Organisation, User, str]) -> None:
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.add(*account)
        await uow.commit()


@pytest.mark.parametrize("is_operator", [False, True])
async def test_an_account_comes_back_as_it_was_opened(scene: Scene, parts: StorageParts, is_operator: bool) -> None:
    scene.clock.at = datetime(2199, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    ada = await scene.member(name="Ada Müller 日本", is_operator=is_operator, password_hash="$argon2id$…")
    assert await kept(parts, ada.id) == ada
    assert await parts.accounts.account(ada.id) == AccountView(
        id=ada.id,
        name=ada.name,
        email=ada.email,
        is_operator=is_operator,
        created_at=scene.clock.at,
        organisation=OrganisationReference(ada.organisation_id, "Ada Müller 日本's"),
        on_deletion=Erasure(organisation_goes=True, usages=0, usage_versions=0, journal_entries=0),
    )
    assert await parts.accounts.credentials(ada.email) == Credentials(ada.id, "$argon2id$…")
    assert await parts.accounts.credentials_of(ada.id) == Credentials(ada.id, "$argon2id$…")


@pytest.mark.parametrize("email", ["ü@ü.ch", "straße@example.org", f"{'a' * 64}@{'b' * 189}", "o'brien%_@example.org"])
async def test_credentials_are_found_by_the_exact_address(scene: Scene, parts: StorageParts, email: str) -> None:
    ada = await scene.member(email)
    assert await parts.accounts.credentials(email) == Credentials(ada.id, "$hash")
    for other in (email[:-1], f"{email} ", email.replace("%", "x").replace("ß", "ss").replace("ü", "u") + "x", ""):
        assert await parts.accounts.credentials(other) is None


@pytest.mark.parametrize("email", ["ada\x00@example.org", "ada\ud800@example.org", "x" * 10_000])
async def test_no_text_is_an_error_to_look_up(scene: Scene, parts: StorageParts, email: str) -> None:
    """A log-in asks with whatever was typed."""
    assert await parts.accounts.credentials(email) is None


async def test_an_address_has_one_account(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member("ada@example.org")
    account = await scene.account("ADA@example.org")
    with pytest.raises(EmailTaken):
        await add(parts, account)
    assert await parts.accounts.credentials("ada@example.org") == Credentials(ada.id, "$hash")
    with pytest.raises(UserNotFound):
        await kept(parts, account[1].id)


async def test_of_simultaneous_sign_ups_with_one_address_one_succeeds(scene: Scene, open_parts: Opener) -> None:
    accounts = [await scene.account("ada@example.org") for _ in range(4)]
    outcomes = await asyncio.gather(*(add(open_parts(), account) for account in accounts), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if outcome] == [EmailTaken] * 3


async def test_a_replaced_user_is_kept_in_the_new_state(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    renamed = ada.rename("Ada L.")
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.replace(renamed)
        await uow.commit()
    assert await kept(parts, ada.id) == renamed
    assert (await parts.accounts.account(ada.id)).organisation.name == "Ada's"
    assert await kept(parts, bob.id) == bob


async def test_a_unit_of_work_shows_an_account_with_its_own_changes(scene: Scene, parts: StorageParts) -> None:
    """Otherwise as it is shown outside, counts included."""
    ada = await scene.member()
    await scene.delete(await scene.record(ada))
    outside, another = await parts.accounts.account(ada.id), await scene.draft(ada)
    async with parts.new_unit_of_work() as uow:
        assert await uow.accounts.view(ada.id) == outside
        await uow.accounts.replace(ada.rename("Ada L."))
        await uow.usages.add(another)
        view = await uow.accounts.view(ada.id)
        with pytest.raises(UserNotFound):
            await uow.accounts.view(1)
    assert (view.name, view.on_deletion.usages, view.on_deletion.usage_versions) == ("Ada L.", 2, 3)
    assert await parts.accounts.account(ada.id) == outside


async def test_a_new_password_takes_the_old_ones_place(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.set_password(ada.id, "$new")
        await uow.commit()
    assert await parts.accounts.credentials(ada.email) == Credentials(ada.id, "$new")
    assert await parts.accounts.credentials_of(ada.id) == Credentials(ada.id, "$new")
    assert await parts.accounts.credentials_of(bob.id) == Credentials(bob.id, "$hash")


async def test_a_user_that_never_was_is_not_found(scene: Scene, parts: StorageParts) -> None:
    _, nobody, _ = await scene.account()
    async with parts.new_unit_of_work() as uow:
        for refused in (
            uow.accounts.get(nobody.id),
            uow.accounts.replace(nobody),
            uow.accounts.set_password(nobody.id, "$hash"),
            uow.accounts.erase(nobody.id),
            parts.accounts.account(nobody.id),
        ):
            with pytest.raises(UserNotFound):
                await refused
    assert await parts.accounts.credentials_of(nobody.id) is None
    assert await parts.accounts.caller(nobody.id, 1) is None


async def test_a_caller_is_who_the_session_belongs_to(scene: Scene, parts: StorageParts) -> None:
    ada, eve = await scene.member(is_operator=True), await scene.member()
    hers, _ = await scene.session(ada)
    other, _ = await scene.session(eve)
    assert await parts.accounts.caller(ada.id, hers.id) == Caller(
        ada.id, ada.organisation_id, hers.id, is_operator=True
    )
    assert await parts.accounts.caller(eve.id, other.id) == Caller(
        eve.id, eve.organisation_id, other.id, is_operator=False
    )
    assert await parts.accounts.caller(ada.id, other.id) is None
    assert await parts.accounts.caller(eve.id, hers.id) is None
    assert await parts.accounts.caller(ada.id, 1) is None


async def test_an_account_says_what_its_deletion_erases(scene: Scene, parts: StorageParts) -> None:
    """Deleted usages go too, and every version of each."""
    ada, bob = await scene.member(), await scene.member()
    await scene.record(bob)
    await scene.record(ada)
    await scene.correct(await scene.record(ada), "2")
    await scene.delete(await scene.correct(await scene.record(ada), "3"))
    async with parts.new_unit_of_work() as uow:
        await uow.journal.add(JournalEntry(ada.organisation_id, NOON, ada.id, Action.USAGE_RECORDED, 1))
        await uow.commit()
    on_deletion = (await parts.accounts.account(ada.id)).on_deletion
    assert on_deletion == Erasure(organisation_goes=True, usages=3, usage_versions=6, journal_entries=1)


async def test_an_erased_account_leaves_nothing(scene: Scene, parts: StorageParts) -> None:
    """Neither the person nor, with its only member, the organisation and its usages."""
    ada = await scene.member("ada@example.org")
    session, token = await scene.session(ada)
    usage = await scene.correct(await scene.record(ada), "2")
    deleted = await scene.delete(await scene.record(ada))
    await erase(parts, ada.id)

    with pytest.raises(UserNotFound):
        await kept(parts, ada.id)
    with pytest.raises(UserNotFound):
        await parts.accounts.account(ada.id)
    assert await parts.accounts.credentials("ada@example.org") is None
    assert await parts.accounts.credentials_of(ada.id) is None
    assert await parts.accounts.caller(ada.id, session.id) is None
    async with parts.new_unit_of_work() as uow:
        assert await uow.sessions.find(token.token_hash) is None
        for gone in (usage, deleted):
            with pytest.raises(UsageNotFound):
                await uow.usages.get(ada.organisation_id, gone.id)
    for gone in (usage, deleted):
        with pytest.raises(UsageNotFound):
            await parts.usages.versions(ada.organisation_id, gone.id)
    page = await parts.usages.page(ada.organisation_id, UsageFilter(), Sort(), offset=0, limit=10)
    assert (page.items, page.totals and page.totals.total) == ((), 0)
    assert await parts.emissions.span(ada.organisation_id) is None
    assert [figure async for figure in parts.ledger.figures()] == []


async def test_erasing_one_account_leaves_the_others_alone(scene: Scene, parts: StorageParts) -> None:
    ada, bob = await scene.member(), await scene.member()
    for user in (ada, bob):
        await scene.correct(await scene.record(user), "2")
    session, token = await scene.session(bob)
    account = await parts.accounts.account(bob.id)
    page = await parts.usages.page(bob.organisation_id, UsageFilter(), Sort(), offset=0, limit=10)
    await erase(parts, ada.id)

    assert await kept(parts, bob.id) == bob
    assert await parts.accounts.account(bob.id) == account
    assert await parts.accounts.credentials(bob.email) == Credentials(bob.id, "$hash")
    assert await parts.accounts.caller(bob.id, session.id) is not None
    async with parts.new_unit_of_work() as uow:
        assert await uow.sessions.find(token.token_hash) == (session, token)
    assert await parts.usages.page(bob.organisation_id, UsageFilter(), Sort(), offset=0, limit=10) == page
    assert [figure.organisation_id async for figure in parts.ledger.figures()] == [bob.organisation_id] * 2


async def test_an_erased_address_may_sign_up_again(scene: Scene, parts: StorageParts) -> None:
    await erase(parts, (await scene.member("ada@example.org")).id)
    again = await scene.member("ada@example.org")
    assert await parts.accounts.credentials("ada@example.org") == Credentials(again.id, "$hash")


async def test_what_an_erased_operator_published_stays(scene: Scene, parts: StorageParts) -> None:
    operator = await scene.member(is_operator=True)
    await scene.factor(100, "2", published_by=operator.id)
    await erase(parts, operator.id)
    assert [view.published_by for view in await parts.usage_types.factors(100)] == [operator.id, None]


async def test_erasing_an_organisation_frees_the_types_that_it_alone_used(scene: Scene, parts: StorageParts) -> None:
    ada = await scene.member()
    await scene.correct(await scene.record(ada, usage_type=TYPES[104]), "2")
    await erase(parts, ada.id)
    async with parts.new_unit_of_work() as uow:
        await uow.usage_types.remove(104)
        await uow.commit()
    assert 104 not in [view.id for view in await parts.usage_types.list(NOON)]
