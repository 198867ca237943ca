"""What is told in the journal of usages: recorded, corrected, deleted and restored."""

from collections.abc import Awaitable, Callable
from decimal import Decimal

import pytest

from application.authorisation import Caller
from application.usages.draft import UsageAmendment, UsageDraft
from domain.journal import Action, JournalEntry
from domain.states import State, usage_state
from domain.usage import Usage
from tests.clocks import NOON
from tests.unit.application.installation import Installation
from tests.unit.application.journal import DAY, WHY, colleague_of, told


async def kept(app: Installation, caller: Caller, usage_id: int) -> Usage:
    async with app.new_unit_of_work() as uow:
        return await uow.usages.get(caller.organisation_id, usage_id)


def of_usage(
    caller: Caller, action: Action, after: Usage, states: tuple[State | None, State | None], reason: str | None
) -> JournalEntry:
    return JournalEntry(
        caller.organisation_id, NOON + DAY, caller.user_id, action, after.id, after.version, *states, reason
    )


async def test_recording_is_told(app: Installation, ada: Caller) -> None:
    at = app.clock.advance(days=1)
    view = await app.record_usage(ada, UsageDraft(100, NOON, Decimal("1.50"), "MWh", "Meter 3"))
    (entry,) = await told(app)
    assert entry == JournalEntry(
        chain=ada.organisation_id,
        recorded_at=at,
        user_id=ada.user_id,
        action=Action.USAGE_RECORDED,
        subject_id=view.id,
        version=1,
        before=None,
        after={
            "usage_type_id": 100,
            "usage_at": "2027-05-17T12:00:00.000000Z",
            "amount": "1.5",
            "unit": "MWh",
            "note": "Meter 3",
            "factor_id": 1,
            "amount_in_type_unit": "1500",
            "emissions_kg_co2e": "2250",
        },
        reason=None,
    )


Correct = Callable[[Installation, Caller, int, str | None], Awaitable[object]]
CORRECTIONS: dict[str, Correct] = {
    "amend": lambda app, by, id, why: app.correct_usage.amend(by, id, UsageAmendment(amount=Decimal(2)), None, why),
    "replace": lambda app, by, id, why: app.correct_usage.replace(
        by, id, UsageDraft(102, NOON + DAY, Decimal(2)), None, why
    ),
}


@pytest.mark.parametrize("correct", CORRECTIONS.values(), ids=CORRECTIONS)
@pytest.mark.parametrize("why", [None, WHY])
async def test_a_correction_is_told_once_with_both_its_sides(
    app: Installation, ada: Caller, correct: Correct, why: str | None
) -> None:
    before = await kept(app, ada, (await app.record(ada)).id)
    app.clock.advance(days=1)
    await correct(app, ada, before.id, why)
    after = await kept(app, ada, before.id)
    _, entry = await told(app)
    states = (usage_state(before), usage_state(after))
    assert entry == of_usage(ada, Action.USAGE_CORRECTED, after, states, why)
    assert states[0] != states[1]


@pytest.mark.parametrize("why", [None, WHY])
async def test_a_deletion_and_a_restoration_are_told(app: Installation, ada: Caller, why: str | None) -> None:
    recorded = await kept(app, ada, (await app.record(ada)).id)
    app.clock.advance(days=1)
    await app.delete_usage(ada, recorded.id, reason=why)
    deleted = await kept(app, ada, recorded.id)
    await app.restore_usage(ada, recorded.id, reason=why)
    restored = await kept(app, ada, recorded.id)
    state = usage_state(recorded)
    assert (await told(app))[1:] == [
        of_usage(ada, Action.USAGE_DELETED, deleted, (state, None), why),
        of_usage(ada, Action.USAGE_RESTORED, restored, (None, state), why),
    ]


async def test_a_colleagues_change_is_told_in_their_name(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    bob = await colleague_of(app, ada)
    await app.delete_usage(bob, usage.id)
    *_, entry = await told(app)
    assert (entry.chain, entry.user_id) == (ada.organisation_id, bob.user_id)


async def test_stating_the_same_again_is_not_told(app: Installation, ada: Caller) -> None:
    """Not even with a reason."""
    usage = await app.record(ada)
    before = await told(app)
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(), None, WHY)
    await app.correct_usage.replace(ada, usage.id, UsageDraft(100, NOON, Decimal("1.0")), None, WHY)
    assert await told(app) == before
