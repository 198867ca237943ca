"""Looking at the ledger as it stood, and settling what is looked at."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from application.authorisation import COMMAND_LINE, Caller
from application.journal.history import History
from application.journal.seal import SealJournal
from application.usage_types.change import UsageTypeChange
from application.usages.draft import UsageAmendment
from application.views.emissions import ReportRequest
from application.views.selection import Sort, UsageFilter
from domain.errors import DomainError, InvalidValue, NotSettled, UsageNotFound
from domain.journal import TICK
from domain.period import BucketSize, Period, time_zone
from tests.clocks import NOON, FixedClock
from tests.unit.application.installation import Installation
from tests.unit.application.journal import DAY, FACTOR, Act


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
