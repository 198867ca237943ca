"""What is refused, asked again or undone leaves no entry in the journal."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from application import retries
from application.authorisation import COMMAND_LINE, Caller
from application.idempotency import AlreadyAnswered, Once
from application.ports import IdempotencyKey, StorageUnavailable
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment, UsageDraft
from application.views.selection import Sort, UsageFilter
from domain.errors import InvalidValue, NotAllowed, UsageNotDeleted, UsageNotFound, UsageTypeExists, UsageTypeInUse
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation
from tests.unit.application.journal import FACTOR, WOOD, Act, Undone, everything, told


def refused(app: Installation, ada: Caller, usage_id: int, gone_id: int) -> dict[str, tuple[Act, type[Exception]]]:
    """Whatever is refused, and how."""

    def never(view: object) -> None:
        raise NotAllowed("A precondition.")

    amendment, long = UsageAmendment(amount=Decimal(2)), "x" * 501
    return {
        "a wrong amount": (lambda: app.record(ada, "-1"), InvalidValue),
        "a wrong correction": (
            lambda: app.correct_usage.amend(ada, usage_id, UsageAmendment(amount=Decimal(-1))),
            InvalidValue,
        ),
        "a correction of what is deleted": (lambda: app.correct_usage.amend(ada, gone_id, amendment), UsageNotFound),
        "a deletion of what is deleted": (lambda: app.delete_usage(ada, gone_id), UsageNotFound),
        "a restoration of what is there": (lambda: app.restore_usage(ada, usage_id), UsageNotDeleted),
        "a precondition of a correction": (
            lambda: app.correct_usage.amend(ada, usage_id, amendment, never),
            NotAllowed,
        ),
        "a precondition of a deletion": (lambda: app.delete_usage(ada, usage_id, never), NotAllowed),
        "a precondition of a restoration": (lambda: app.restore_usage(ada, gone_id, never), NotAllowed),
        "a long reason of a correction": (
            lambda: app.correct_usage.amend(ada, usage_id, amendment, None, long),
            InvalidValue,
        ),
        "a long reason of a deletion": (lambda: app.delete_usage(ada, usage_id, reason=long), InvalidValue),
        "a long reason of a restoration": (lambda: app.restore_usage(ada, gone_id, reason=long), InvalidValue),
        "a factor by a member": (lambda: app.publish_factor(ada, 100, FACTOR), NotAllowed),
        "a type by a member": (lambda: app.add_usage_type(ada, WOOD), NotAllowed),
        "a type that is there": (
            lambda: app.add_usage_type(COMMAND_LINE, UsageTypeDraft("water", "kg", FACTOR)),
            UsageTypeExists,
        ),
        "a name that is there": (
            lambda: app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("heating", factor=FACTOR)),
            UsageTypeExists,
        ),
        "a removal of a type in use": (lambda: app.remove_usage_type(COMMAND_LINE, 100), UsageTypeInUse),
        "an erasure by a wrong password": (lambda: app.delete_account(ada, "wrong horse"), InvalidValue),
        "a precondition of an erasure": (lambda: app.delete_account(ada, PASSWORD, never), NotAllowed),
    }


async def test_what_is_refused_is_not_told(app: Installation, ada: Caller) -> None:
    """Nor is anything changed by it."""
    usage, gone = await app.record(ada), await app.record(ada)
    await app.delete_usage(ada, gone.id)
    before = await everything(app)
    for name, (act, refusal) in refused(app, ada, usage.id, gone.id).items():
        with pytest.raises(refusal):
            await act()
        assert await everything(app) == before, name
        assert await app.get_usage(ada, usage.id) == usage, name
        assert len(await app.list_versions(ada, gone.id)) == 2, name


async def test_what_is_asked_again_under_its_key_is_told_once(app: Installation, ada: Caller) -> None:
    once: Once[Any] = Once(IdempotencyKey(ada.user_id, "what is asked", "a key"), "a" * 64, lambda view: b"")
    await app.record_usage(ada, UsageDraft(100, NOON, Decimal(1)), once)
    with pytest.raises(AlreadyAnswered):
        await app.record_usage(ada, UsageDraft(100, NOON, Decimal(1)), once)
    assert len(await told(app)) == 1


@pytest.mark.parametrize(("times", "entries"), [(1, 1), (4, 0)])
async def test_an_entry_stands_and_falls_with_its_change(
    app: Installation, ada: Caller, monkeypatch: pytest.MonkeyPatch, times: int, entries: int
) -> None:
    """What was undone left none behind, and what was done again after that left one."""
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),) * 3)
    monkeypatch.setattr(Undone, "times", times)
    record = replace(app.record_usage, new_unit_of_work=lambda: Undone(app.storage))
    try:
        await record(ada, UsageDraft(100, NOON, Decimal(1)))
    except StorageUnavailable:
        assert times == 4
    assert len(await told(app)) == entries
    assert len((await app.list_usages.page(ada, UsageFilter(), Sort(), page=1, page_size=9)).items) == entries
