"""Changes that are made only if a thing is as the caller takes it to be."""

from collections.abc import Awaitable, Callable
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from application.factors.draft import FactorDraft
from application.preconditions import Precondition
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment, UsageDraft
from domain.period import Period
from tests.clocks import NOON
from tests.unit.application.installation import PASSWORD, Installation

Act = Callable[[Precondition[Any]], Awaitable[Any]]
Look = Callable[[], Awaitable[Any]]
CHANGES = ["replace", "amend", "delete", "restore", "change a type", "remove a type", "rename", "delete the account"]


class Refused(Exception):
    """What a precondition raises here."""


async def case_of(app: Installation, which: str) -> tuple[Act, Look]:
    """A change with all but its precondition, and how readers see what it changes."""
    ada, grace = await app.member(), await app.operator()
    usage, gone = await app.record(ada), await app.record(ada)
    await app.delete_usage(ada, gone.id)
    begins = FactorDraft(Decimal(2), "A table", Period(start=NOON))
    added = await app.add_usage_type(grace, UsageTypeDraft("wood", "kg", begins))

    async def latest() -> Any:
        return (await app.list_versions(ada, gone.id))[0].usage

    draft, amendment = UsageDraft(101, NOON, Decimal(2)), UsageAmendment(note="Meter 4")
    usage_now = partial(app.get_usage, ada, usage.id)
    type_now = partial(app.get_usage_type, ada, added.id)
    account_now = partial(app.get_account, ada)
    cases: dict[str, tuple[Act, Look]] = {
        "replace": (lambda check: app.correct_usage.replace(ada, usage.id, draft, check), usage_now),
        "amend": (lambda check: app.correct_usage.amend(ada, usage.id, amendment, check), usage_now),
        "delete": (lambda check: app.delete_usage(ada, usage.id, check), usage_now),
        "restore": (lambda check: app.restore_usage(ada, gone.id, check), latest),
        "change a type": (
            lambda check: app.change_usage_type(grace, added.id, UsageTypeChange("oak"), check),
            type_now,
        ),
        "remove a type": (lambda check: app.remove_usage_type(grace, added.id, check), type_now),
        "rename": (lambda check: app.rename_account(ada, "Ada L.", check), account_now),
        "delete the account": (lambda check: app.delete_account(ada, PASSWORD, check), account_now),
    }
    return cases[which]


@pytest.mark.parametrize("which", CHANGES)
async def test_a_precondition_is_asked_of_what_readers_see(app: Installation, which: str) -> None:
    """And where it raises, nothing is changed."""
    act, look = await case_of(app, which)
    seen: list[object] = []

    def refuse(view: object) -> None:
        seen.append(view)
        raise Refused

    before = await look()
    with pytest.raises(Refused):
        await act(refuse)
    assert seen == [before]
    assert await look() == before


@pytest.mark.parametrize("which", CHANGES)
async def test_a_change_is_made_where_its_precondition_holds(app: Installation, which: str) -> None:
    """Asked once, and before anything is changed."""
    act, look = await case_of(app, which)
    seen: list[object] = []
    before = await look()
    await act(seen.append)
    assert seen == [before]


async def test_a_type_without_a_factor_in_force_is_shown_without_one(app: Installation) -> None:
    grace = await app.operator()
    ended = FactorDraft(Decimal(2), "A table", Period(end=NOON))
    added = await app.add_usage_type(grace, UsageTypeDraft("wood", "kg", ended))
    seen: list[object] = []
    await app.change_usage_type(grace, added.id, UsageTypeChange(), seen.append)
    assert seen == [added]
    assert added.factor is None
