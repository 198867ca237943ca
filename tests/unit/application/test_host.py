"""What whoever runs the installation does with accounts."""

import pytest

from application.authorisation import COMMAND_LINE, Caller
from domain.errors import EmailTaken, InvalidValue, NotAllowed, NotAuthenticated, UserNotFound
from tests.unit.application.installation import PASSWORD, Installation


@pytest.mark.parametrize("is_operator", [False, True])
async def test_the_host_adds_users_of_either_kind(app: Installation, is_operator: bool) -> None:
    user = await app.add_user(COMMAND_LINE, "Grace", "Grace@example.org", PASSWORD, is_operator=is_operator)
    caller = await app.authenticate((await app.log_in("grace@example.org", PASSWORD)).access_token)
    assert (caller.user_id, caller.is_operator) == (user.id, is_operator)
    assert (await app.get_account(caller)).organisation.name == "Grace"


async def test_added_users_keep_the_rules_of_those_who_sign_up(app: Installation) -> None:
    await app.member()
    with pytest.raises(EmailTaken):
        await app.add_user(COMMAND_LINE, "Ada", "ada@example.org", PASSWORD, is_operator=False)
    with pytest.raises(InvalidValue):
        await app.add_user(COMMAND_LINE, "Bob", "bob@example.org", "short", is_operator=False)


async def test_the_host_sets_a_password_and_ends_all_sessions(app: Installation) -> None:
    grant = await app.sign_up("Ada", "ada@example.org", PASSWORD)
    await app.set_password(COMMAND_LINE, "Ada@example.org", "battery staple")
    with pytest.raises(NotAuthenticated):
        await app.authenticate(grant.access_token)
    await app.log_in("ada@example.org", "battery staple")


async def test_a_set_password_keeps_the_rules(app: Installation) -> None:
    await app.member()
    with pytest.raises(InvalidValue):
        await app.set_password(COMMAND_LINE, "ada@example.org", "short")
    with pytest.raises(UserNotFound) as refused:
        await app.set_password(COMMAND_LINE, "bob@example.org", "battery staple")
    assert refused.value.field == "email"


async def test_the_host_acts_for_a_user_with_that_users_rights(app: Installation, ada: Caller) -> None:
    acting = await app.act_for(COMMAND_LINE, "Ada@example.org")
    assert acting == Caller(ada.user_id, ada.organisation_id, COMMAND_LINE.session_id, is_operator=False)
    usage = await app.record(acting)
    assert (await app.get_usage(ada, usage.id)).user_id == ada.user_id
    with pytest.raises(UserNotFound):
        await app.act_for(COMMAND_LINE, "bob@example.org")


async def test_members_do_nothing_of_what_is_the_hosts(app: Installation, ada: Caller) -> None:
    for refused in (
        app.add_user(ada, "Eve", "eve@example.org", PASSWORD, is_operator=True),
        app.set_password(ada, "ada@example.org", "battery staple"),
        app.act_for(ada, "ada@example.org"),
    ):
        with pytest.raises(NotAllowed):
            await refused
    await app.log_in("ada@example.org", PASSWORD)


async def test_the_configured_operator_is_there_from_the_first_start_on(app: Installation) -> None:
    """And stays as it was made: a later start takes no password back."""
    assert await app.ensure_operator("Grace@example.org", PASSWORD)
    await app.set_password(COMMAND_LINE, "grace@example.org", "battery staple")
    assert not await app.ensure_operator("grace@example.org", PASSWORD)
    operator = await app.authenticate((await app.log_in("grace@example.org", "battery staple")).access_token)
    assert operator.is_operator
    assert (await app.get_account(operator)).name == "Operator"


@pytest.mark.usefixtures("ada")
async def test_an_account_of_somebody_else_is_not_made_an_operators(app: Installation) -> None:
    assert not await app.ensure_operator("ada@example.org", "battery staple")
    ada = await app.authenticate((await app.log_in("ada@example.org", PASSWORD)).access_token)
    assert not ada.is_operator


@pytest.mark.parametrize(("email", "password"), [("grace", PASSWORD), ("grace@example.org", "short")])
async def test_a_configured_operator_keeps_the_rules(app: Installation, email: str, password: str) -> None:
    with pytest.raises(InvalidValue):
        await app.ensure_operator(email, password)
