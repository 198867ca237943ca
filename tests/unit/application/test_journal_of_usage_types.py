"""What is told in the journal of usage types and their factors."""

import pytest

from application.authorisation import COMMAND_LINE
from application.usage_types.change import UsageTypeChange
from domain.journal import INSTALLATION_CHAIN, Action, JournalEntry
from domain.states import factor_state, usage_type_state
from domain.usage_type import UsageType
from tests.clocks import NOON
from tests.unit.application.installation import Installation
from tests.unit.application.journal import FACTOR, WOOD, told


async def type_kept(app: Installation, usage_type_id: int) -> UsageType:
    async with app.new_unit_of_work() as uow:
        return await uow.usage_types.get(usage_type_id)


async def test_a_type_that_is_added_is_told_with_its_factor(app: Installation) -> None:
    grace = await app.operator()
    at = app.clock.advance(days=1)
    added = await app.add_usage_type(grace, WOOD)
    assert added.factor_version is not None
    usage_type = await type_kept(app, added.id)
    factor = app.storage.committed.factors[added.factor_version.id]
    by = grace.user_id
    assert await told(app) == [
        JournalEntry(INSTALLATION_CHAIN, at, by, Action.USAGE_TYPE_ADDED, added.id, after=usage_type_state(usage_type)),
        JournalEntry(INSTALLATION_CHAIN, at, by, Action.FACTOR_PUBLISHED, factor.id, after=factor_state(factor)),
    ]


@pytest.mark.parametrize(
    ("change", "actions"),
    [
        (UsageTypeChange(name="oak"), [Action.USAGE_TYPE_CHANGED]),
        (UsageTypeChange(is_retired=True), [Action.USAGE_TYPE_CHANGED]),
        (UsageTypeChange("oak", is_retired=True), [Action.USAGE_TYPE_CHANGED]),
        (UsageTypeChange(factor=FACTOR), [Action.FACTOR_PUBLISHED]),
        (UsageTypeChange("oak", factor=FACTOR), [Action.USAGE_TYPE_CHANGED, Action.FACTOR_PUBLISHED]),
        (UsageTypeChange("wood", is_retired=False), []),
        (UsageTypeChange(), []),
    ],
)
async def test_of_a_type_that_is_told_which_changes(
    app: Installation, change: UsageTypeChange, actions: list[Action]
) -> None:
    grace = await app.operator()
    usage_type_id = (await app.add_usage_type(grace, WOOD)).id
    before, at = await type_kept(app, usage_type_id), app.clock.advance(days=1)
    await app.change_usage_type(grace, usage_type_id, change)
    after = await type_kept(app, usage_type_id)
    entries = (await told(app))[2:]
    assert [entry.action for entry in entries] == actions
    assert {(entry.chain, entry.user_id, entry.recorded_at) for entry in entries} <= {(0, grace.user_id, at)}
    assert [(entry.before, entry.after) for entry in entries if entry.action is Action.USAGE_TYPE_CHANGED] == (
        [(usage_type_state(before), usage_type_state(after))] if after != before else []
    )
    for entry in entries:
        if entry.action is Action.FACTOR_PUBLISHED:
            assert entry.after == factor_state(app.storage.committed.factors[entry.subject_id])


async def test_retiring_a_retired_type_is_not_told_again(app: Installation) -> None:
    for times in (1, 1):
        app.clock.advance(days=1)
        await app.change_usage_type(COMMAND_LINE, 104, UsageTypeChange(is_retired=True))
        assert len(await told(app)) == times


async def test_a_type_that_is_removed_is_told(app: Installation) -> None:
    grace = await app.operator()
    added = await app.add_usage_type(grace, WOOD)
    before = await type_kept(app, added.id)
    await app.remove_usage_type(grace, added.id)
    (*_, entry) = await told(app)
    assert entry == JournalEntry(
        0, NOON, grace.user_id, Action.USAGE_TYPE_REMOVED, added.id, before=usage_type_state(before)
    )


async def test_a_factor_that_is_published_is_told(app: Installation) -> None:
    """By an operator, or by the command line, which is nobody."""
    grace = await app.operator()
    views = [await app.publish_factor(by, 100, FACTOR) for by in (grace, COMMAND_LINE)]
    entries = await told(app)
    assert [(entry.subject_id, entry.user_id) for entry in entries] == [
        (views[0].id, grace.user_id),
        (views[1].id, INSTALLATION_CHAIN),
    ]
    assert {entry.action for entry in entries} == {Action.FACTOR_PUBLISHED}
    assert entries[0].after == {
        "usage_type_id": 100,
        "factor": "0.5",
        "valid_from": "2027-05-17T12:00:00.000000Z",
        "valid_to": None,
        "source": "A table",
        "edition": "2027",
    }
