"""Requests that are carried out once, and keys that are forgotten in time."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.idempotency import KEY_LIFETIME, AlreadyAnswered, IdempotencyKeyReused, Once
from application.ports import IdempotencyKey
from application.usage_types.add import UsageTypeDraft
from application.usages.draft import UsageDraft
from application.views.selection import Sort, UsageFilter
from domain.errors import NotAllowed, UsageNotDeleted, UserNotFound
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation

Act = Callable[[Caller, Once[Any]], Awaitable[Any]]
FACTOR = FactorDraft(Decimal(2), "A table")
USE_CASES = ["record", "restore", "add a type", "publish a factor"]


def once(caller: Caller, fingerprint: str = "a" * 64, key: str = "a key") -> Once[Any]:
    """Keeps the id of what is made."""
    return Once(IdempotencyKey(caller.user_id, "what is asked", key), fingerprint, lambda view: str(view.id).encode())


async def act_of(app: Installation, which: str) -> tuple[Caller, Act]:
    """A use case with all but the request, and who may call it."""
    ada, grace = await app.member(), await app.operator()
    usage = await app.record(ada)
    await app.delete_usage(ada, usage.id)
    acts: dict[str, tuple[Caller, Act]] = {
        "record": (ada, lambda by, once: app.record_usage(by, UsageDraft(100, NOON, Decimal(1)), once)),
        "restore": (ada, lambda by, once: app.restore_usage(by, usage.id, once=once)),
        "add a type": (grace, lambda by, once: app.add_usage_type(by, UsageTypeDraft("wood", "kg", FACTOR), once)),
        "publish a factor": (grace, lambda by, once: app.publish_factor(by, 100, FACTOR, once)),
    }
    return acts[which]


async def shown(app: Installation) -> list[object]:
    ada = (await app.act_for(COMMAND_LINE, "ada@example.org")).organisation_id
    return [
        await app.usages.page(ada, UsageFilter(), Sort(), offset=0, limit=10),
        await app.usage_types.list(NOON),
        await app.usage_types.factors(100),
    ]


@pytest.mark.parametrize("which", USE_CASES)
async def test_what_is_asked_again_is_answered_and_not_done_again(app: Installation, which: str) -> None:
    caller, act = await act_of(app, which)
    view = await act(caller, once(caller))
    after = await shown(app)
    with pytest.raises(AlreadyAnswered) as known:
        await act(caller, once(caller))
    assert known.value.answer == str(view.id).encode()
    with pytest.raises(IdempotencyKeyReused):
        await act(caller, once(caller, "b" * 64))
    assert await shown(app) == after


@pytest.mark.parametrize("which", USE_CASES)
async def test_an_answer_that_cannot_be_kept_undoes_what_was_done(app: Installation, which: str) -> None:
    """Answer and outcome are kept together or not at all."""

    def fail(view: object) -> bytes:
        raise ZeroDivisionError

    caller, act = await act_of(app, which)
    before = await shown(app)
    with pytest.raises(ZeroDivisionError):
        await act(caller, replace(once(caller), answer=fail))
    assert await shown(app) == before
    await act(caller, once(caller))


@pytest.mark.parametrize("which", ["add a type", "publish a factor"])
async def test_rights_come_before_answers(app: Installation, which: str) -> None:
    grace, act = await act_of(app, which)
    await act(grace, once(grace))
    with pytest.raises(NotAllowed):
        await act(replace(grace, is_operator=False), once(grace))


async def test_a_refused_request_may_be_made_again(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    with pytest.raises(UsageNotDeleted):
        await app.restore_usage(ada, usage.id, once=once(ada))
    await app.delete_usage(ada, usage.id)
    assert (await app.restore_usage(ada, usage.id, once=once(ada))).version == 3


async def test_a_key_lives_for_a_day(app: Installation, ada: Caller) -> None:
    draft = UsageDraft(100, NOON, Decimal(1))
    first = await app.record_usage(ada, draft, once(ada))
    app.clock.at += KEY_LIFETIME - timedelta(microseconds=1)
    with pytest.raises(AlreadyAnswered):
        await app.record_usage(ada, draft, once(ada))
    app.clock.at += timedelta(microseconds=1)
    assert (await app.record_usage(ada, draft, once(ada, "b" * 64))).id != first.id
    assert timedelta(hours=24) == KEY_LIFETIME


async def test_expired_keys_are_forgotten(app: Installation, ada: Caller) -> None:
    """Everybody's, however many there are."""
    bob, draft = await app.member("bob@example.org"), UsageDraft(100, NOON, Decimal(1))
    await app.record_usage(bob, draft, once(bob, key="old"))
    for number in range(2000):
        await app.record_usage(ada, draft, once(ada, key=str(number)))
    app.clock.at += KEY_LIFETIME
    await app.record_usage(ada, draft, once(ada, key="young"))
    assert await app.forget_expired() == 2001
    assert [key.key for key in app.storage.committed.answers] == ["young"]
    assert await app.forget_expired() == 0


async def test_a_deleted_account_leaves_no_answers(app: Installation, ada: Caller) -> None:
    draft = UsageDraft(100, NOON, Decimal(1))
    await app.record_usage(ada, draft, once(ada))
    await app.delete_account(ada, PASSWORD)
    assert not app.storage.committed.answers
    with pytest.raises(UserNotFound):
        await app.record_usage(ada, draft, once(ada))
