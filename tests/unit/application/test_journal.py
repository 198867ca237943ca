"""What use cases write into the journal, sealing it, and looking at the ledger as it stood."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from adapters.memory.unit_of_work import MemoryUnitOfWork
from application import retries
from application.authorisation import COMMAND_LINE, Caller
from application.factors.draft import FactorDraft
from application.idempotency import AlreadyAnswered, Once
from application.journal.history import History
from application.journal.list import GetJournalHeads, ListJournal
from application.journal.seal import AT_ONCE, SealJournal
from application.ports import IdempotencyKey, StorageInterrupted, StorageUnavailable
from application.usage_types.add import UsageTypeDraft
from application.usage_types.change import UsageTypeChange
from application.usage_types.preloaded import ENTRIES
from application.usages.draft import UsageAmendment, UsageDraft
from application.views.emissions import ReportRequest
from application.views.journal import JournalFilter, JournalItem, WalkedEntry
from application.views.selection import Sort, UsageFilter
from domain.errors import (
    DomainError,
    InvalidValue,
    NotAllowed,
    NotSettled,
    UsageNotDeleted,
    UsageNotFound,
    UsageTypeExists,
    UsageTypeInUse,
)
from domain.journal import (
    INSTALLATION_CHAIN,
    NO_HASH,
    TICK,
    Action,
    Head,
    JournalEntry,
    seal,
)
from domain.organisation import User
from domain.period import BucketSize, Period, time_zone
from domain.states import State, factor_state, usage_state, usage_type_state
from domain.usage import Usage
from domain.usage_type import UsageType
from tests.clocks import NOON, FixedClock
from tests.unit.application.installation import PASSWORD, Installation

DAY = timedelta(days=1)
ALL: dict[str, Any] = {"before": None, "page_size": 100}
WHY = "The meter was read\nagain."
FACTOR = FactorDraft(Decimal("0.5"), "A table", Period(start=NOON), "2027")
WOOD = UsageTypeDraft("wood", "kg", FACTOR)


async def everything(app: Installation) -> list[JournalItem]:
    """All chains, sealed or not, in the order in which the entries were written."""
    items = [one.item async for one in app.journal.walk() if isinstance(one, WalkedEntry)]
    return sorted(items, key=lambda item: item.position)


async def told(app: Installation) -> list[JournalEntry]:
    """What was written since the installation began."""
    return [item.entry for item in await everything(app)][len(ENTRIES) :]


async def kept(app: Installation, caller: Caller, usage_id: int) -> Usage:
    async with app.new_unit_of_work() as uow:
        return await uow.usages.get(caller.organisation_id, usage_id)


async def type_kept(app: Installation, usage_type_id: int) -> UsageType:
    async with app.new_unit_of_work() as uow:
        return await uow.usage_types.get(usage_type_id)


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


async def colleague_of(app: Installation, caller: Caller) -> Caller:
    """A second member. No use case makes one yet."""
    user = User(5, caller.organisation_id, "Bob", "bob@example.org", is_operator=False, created_at=NOON)
    app.storage.committed.users[user.id] = user
    app.storage.committed.password_hashes[user.id] = await app.passwords.hash(PASSWORD)
    return Caller(user.id, user.organisation_id, 0, is_operator=False)


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


async def test_stating_the_same_again_is_not_told(app: Installation, ada: Caller) -> None:
    """Not even with a reason."""
    usage = await app.record(ada)
    before = await told(app)
    await app.correct_usage.amend(ada, usage.id, UsageAmendment(), None, WHY)
    await app.correct_usage.replace(ada, usage.id, UsageDraft(100, NOON, Decimal("1.0")), None, WHY)
    assert await told(app) == before


Act = Callable[[], Awaitable[object]]


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


class Undone(MemoryUnitOfWork):
    """Is undone by its storage as it commits, this many times."""

    times = 1

    async def commit(self) -> None:
        if Undone.times:
            Undone.times -= 1
            raise StorageInterrupted("a deadlock")
        await super().commit()


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


async def test_an_erasure_keeps_where_the_chain_ended(app: Installation, ada: Caller) -> None:
    """Its number and hash, of what was sealed before and of what was not; all else of the organisation's is gone."""
    first = await app.record(ada)
    await app.seal_journal()
    published = await app.journal.head(ada.organisation_id)
    app.clock.advance(days=1)
    await app.delete_usage(ada, first.id, reason=WHY)
    await app.record(ada)
    head = published
    for entry in (await told(app))[1:]:
        head = seal(entry, head, entry.recorded_at).head

    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry == JournalEntry(
        INSTALLATION_CHAIN,
        NOON + DAY,
        ada.user_id,
        Action.ORGANISATION_ERASED,
        ada.organisation_id,
        before={"entries": 3, "head": head.hash},
    )
    assert await app.journal.head(ada.organisation_id) == Head()
    await app.seal_journal()
    assert (await app.journal.head(INSTALLATION_CHAIN)).sequence == len(ENTRIES) + 1


async def test_an_erasure_of_what_was_sealed_keeps_the_head_that_was_published(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    await app.seal_journal()
    published = await app.journal.head(ada.organisation_id)
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry.before == {"entries": 1, "head": published.hash}


async def test_an_organisation_that_did_nothing_ends_where_chains_begin(app: Installation, ada: Caller) -> None:
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert (entry.subject_id, entry.before) == (ada.organisation_id, {"entries": 0, "head": NO_HASH})


async def test_an_erasure_touches_no_other_chain(app: Installation, ada: Caller) -> None:
    bob = await app.member("bob@example.org")
    await app.record(bob)
    await app.record(ada)
    await app.delete_account(ada, PASSWORD)
    entries = await told(app)
    assert [entry.chain for entry in entries] == [bob.organisation_id, INSTALLATION_CHAIN]
    assert {item.seal for item in await everything(app)} == {None}


async def test_a_member_who_leaves_others_takes_no_chain_along(app: Installation, ada: Caller) -> None:
    await app.record(ada)
    before = await told(app)
    await app.delete_account(await colleague_of(app, ada), PASSWORD)
    assert await told(app) == before


async def test_a_chain_of_many_is_closed_whole(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    async with app.new_unit_of_work() as uow:
        entry = (await uow.journal.unsealed(1, chain=ada.organisation_id))[0].entry
        for number in range(1, 2 * AT_ONCE + 1):
            await uow.journal.add(replace(entry, subject_id=usage.id + number))
        await uow.commit()
    await app.delete_account(ada, PASSWORD)
    (entry,) = await told(app)
    assert entry.before is not None
    assert entry.before["entries"] == 2 * AT_ONCE + 1


async def test_the_sealer_seals_all_there_is(app: Installation, ada: Caller) -> None:
    """Each chain by itself, in the order of its entries."""
    bob = await app.member("bob@example.org")
    for caller in (ada, bob, ada):
        await app.record(caller)
        await app.publish("2")
    await app.seal_journal()
    heads: dict[int, Head] = {}
    for item in await everything(app):
        assert item.seal is not None
        assert item.seal == seal(item.entry, heads.get(item.entry.chain, Head()), item.entry.recorded_at)
        heads[item.entry.chain] = item.seal.head
    assert {chain: head.sequence for chain, head in heads.items()} == {
        INSTALLATION_CHAIN: len(ENTRIES) + 3,
        ada.organisation_id: 2,
        bob.organisation_id: 1,
    }
    assert {chain: await app.journal.head(chain) for chain in heads} == heads


async def test_a_sealer_that_is_undone_leaves_all_as_it_was(
    app: Installation, ada: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retries, "_PAUSES", (timedelta(0),) * 3)
    monkeypatch.setattr(Undone, "times", 5)
    await app.record(ada)
    sealing = replace(app.seal_journal, new_unit_of_work=lambda: Undone(app.storage))
    with pytest.raises(StorageUnavailable):
        await sealing()
    assert {item.seal for item in await everything(app)} == {None}
    assert await app.journal.settled_until() is None
    await sealing()
    assert (await app.journal.head(ada.organisation_id)).sequence == 1


async def test_callers_see_their_own_entries_and_everybodys(app: Installation, ada: Caller) -> None:
    bob = await app.member("bob@example.org")
    await app.record(bob)
    mine = await app.record(ada)
    listing = ListJournal(app.journal)
    first = await listing(ada, JournalFilter(), before=None, page_size=1)
    assert ([item.entry.subject_id for item in first.items], first.has_more) == ([mine.id], True)
    rest = await listing(ada, JournalFilter(), before=first.items[0].position, page_size=len(ENTRIES))
    assert [item.entry for item in reversed(rest.items)] == list(ENTRIES)
    assert not rest.has_more


async def test_only_operators_see_who_was_erased(app: Installation, ada: Caller) -> None:
    """Nobody else is to know that there was another organisation."""
    operator, bob = await app.operator(), await app.member("bob@example.org")
    await app.delete_account(ada, PASSWORD)
    listing = ListJournal(app.journal)
    for actions in (frozenset[Action](), frozenset({Action.ORGANISATION_ERASED})):
        seen = [
            {item.entry.action for item in (await listing(caller, JournalFilter(actions=actions), **ALL)).items}
            for caller in (operator, bob)
        ]
        assert seen == [seen[1] | {Action.ORGANISATION_ERASED}, seen[0] - {Action.ORGANISATION_ERASED}]


async def test_the_heads_are_of_the_callers_own_chain_and_of_everybodys(app: Installation, ada: Caller) -> None:
    bob, heads = await app.member("bob@example.org"), GetJournalHeads(app.journal)
    before = await heads(ada)
    assert (before.organisation, before.installation, before.settled_until) == (Head(), Head(), None)
    await app.record(ada)
    await app.seal_journal()
    mine, theirs = await heads(ada), await heads(bob)
    assert (mine.organisation_id, theirs.organisation_id) == (ada.organisation_id, bob.organisation_id)
    assert (mine.organisation.sequence, theirs.organisation) == (1, Head())
    assert mine.installation == theirs.installation == await app.journal.head(INSTALLATION_CHAIN)
    assert mine.settled_until == NOON


@pytest.fixture
def history(app: Installation) -> History:
    return History(app.clock, app.journal, app.seal_journal, app.usage_types)


async def test_the_present_is_looked_at_without_settling_anything(app: Installation, history: History) -> None:
    assert await history.at(None) == {}
    assert await app.journal.settled_until() is None


async def test_an_instant_to_come_is_refused_and_the_present_one_is_not(app: Installation, history: History) -> None:
    with pytest.raises(InvalidValue) as refused:
        await history.at(NOON + TICK)
    assert refused.value.field == "as_of"
    assert await app.journal.settled_until() is None
    await history.at(NOON)
    assert await app.journal.settled_until() == NOON


async def test_what_is_settled_is_not_settled_again(app: Installation, history: History) -> None:
    await history.at(NOON)
    app.clock.advance(days=1)
    for at in (NOON, NOON - DAY, datetime(1900, 1, 1, tzinfo=UTC)):
        await history.at(at)
    assert await app.journal.settled_until() == NOON
    await history.at(NOON + TICK)
    assert await app.journal.settled_until() == NOON + DAY


async def test_types_bear_the_names_of_then(app: Installation, history: History) -> None:
    before = app.clock.advance(days=1)
    renamed = app.clock.advance(days=1)
    await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("power"))
    app.clock.advance(days=1)
    await app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("current"))
    now = app.clock.advance(days=1)
    names = [(await history.at(at))[100].name for at in (before, renamed - TICK, renamed, now)]
    assert names == ["electricity", "electricity", "power", "current"]
    assert (await history.at(before))[101].unit == "kg"


async def test_clocks_that_do_not_agree_on_what_has_passed_settle_nothing(app: Installation, history: History) -> None:
    """A process whose clock is ahead of the one that settles is told to wait."""
    behind = SealJournal(FixedClock(NOON - TICK), app.new_unit_of_work)
    with pytest.raises(NotSettled) as refused:
        await replace(history, seal=behind).at(NOON)
    assert refused.value.field == "as_of"


async def everything_as_of(app: Installation, caller: Caller, as_of: datetime | None) -> tuple[object, ...]:
    """What the use cases answer: a page with totals, a walk, a report, and each usage of it."""
    selected, sort = UsageFilter(as_of=as_of), Sort()
    page = await app.list_usages.page(caller, selected, sort, page=1, page_size=50)
    walk = await app.list_usages.walk(caller, selected, sort, after=None, page_size=50, with_totals=True)
    request = ReportRequest(Period(), BucketSize("month"), time_zone("UTC"), True, as_of)
    singles = [await app.get_usage(caller, view.id, as_of) for view in page.items]
    assert singles == list(page.items)
    return page, walk, await app.report_emissions(caller, request)


async def test_an_answer_as_of_then_is_the_one_that_was_given_then(app: Installation, ada: Caller) -> None:
    """To the digit, whatever was done since, with the names of then."""
    first = await app.record(ada, "120.5", unit="MJ")
    gone = await app.record(ada, "3", 104)
    acts: list[Act] = [
        lambda: app.correct_usage.amend(ada, first.id, UsageAmendment(amount=Decimal("7.000001"))),
        lambda: app.delete_usage(ada, gone.id),
        lambda: app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("power", factor=FACTOR)),
        lambda: app.correct_usage.amend(ada, first.id, UsageAmendment(usage_at=NOON + 40 * DAY)),
        lambda: app.change_usage_type(COMMAND_LINE, 100, UsageTypeChange("current", is_retired=True)),
        lambda: app.correct_usage.amend(ada, first.id, UsageAmendment(usage_type_id=102)),
        lambda: app.restore_usage(ada, gone.id),
        lambda: app.delete_usage(ada, first.id),
    ]
    given = []
    for act in acts:
        given.append((app.clock.now(), await everything_as_of(app, ada, None)))
        app.clock.advance(seconds=1)
        await act()
    for at, answer in given:
        assert await everything_as_of(app, ada, at) == answer
    assert len({str(answer) for _, answer in given}) == len(acts)


async def test_an_answer_once_given_stays_though_others_record_at_the_same_instant(
    app: Installation, ada: Caller
) -> None:
    await app.record(ada)
    given = await everything_as_of(app, ada, NOON)
    late = await app.record(ada)
    assert late.recorded_at == NOON
    await app.seal_journal()
    assert await everything_as_of(app, ada, NOON) == given
    with pytest.raises(UsageNotFound):
        await app.get_usage(ada, late.id, NOON)
    app.clock.advance(seconds=1)
    assert (await app.get_usage(ada, late.id, NOON + TICK)).id == late.id


@pytest.mark.parametrize("ahead", [timedelta(microseconds=1), DAY])
async def test_nobody_is_answered_as_of_what_is_to_come(app: Installation, ada: Caller, ahead: timedelta) -> None:
    usage = await app.record(ada)
    selected = UsageFilter(as_of=NOON + ahead)
    request = ReportRequest(Period(), BucketSize("month"), time_zone("UTC"), False, NOON + ahead)
    asked: list[Act] = [
        lambda: app.get_usage(ada, usage.id, NOON + ahead),
        lambda: app.list_usages.page(ada, selected, Sort(), page=1, page_size=1),
        lambda: app.list_usages.walk(ada, selected, Sort(), after=None, page_size=1, with_totals=False),
        lambda: app.report_emissions(ada, request),
    ]
    for ask in asked:
        with pytest.raises(DomainError) as refused:
            await ask()
        assert (type(refused.value), refused.value.field) == (InvalidValue, "as_of")


async def test_before_everything_there_was_nothing(app: Installation, ada: Caller) -> None:
    usage = await app.record(ada)
    early = UsageFilter(as_of=NOON - TICK)
    page = await app.list_usages.page(ada, early, Sort(), page=1, page_size=1)
    assert (page.items, page.totals and page.totals.total) == ((), 0)
    with pytest.raises(UsageNotFound):
        await app.get_usage(ada, usage.id, NOON - TICK)
    request = ReportRequest(Period(), BucketSize("month"), time_zone("UTC"), False, NOON - TICK)
    assert (await app.report_emissions(ada, request)).buckets == ()
