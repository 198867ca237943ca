"""Whatever happens later, an answer as of an instant is the one that was given then."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from random import Random
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.authorisation import COMMAND_LINE, Caller
from application.emissions.report import ReportEmissions
from application.factors.draft import FactorDraft
from application.factors.publish import PublishFactor
from application.journal.history import History
from application.journal.seal import SealJournal
from application.ports import Clock
from application.usage_types.add import AddUsageType, UsageTypeDraft
from application.usage_types.change import ChangeUsageType, UsageTypeChange
from application.usages.correct import CorrectUsage
from application.usages.delete import DeleteUsage
from application.usages.draft import UsageAmendment, UsageDraft
from application.usages.list import ListUsages
from application.usages.record import RecordUsage
from application.usages.restore import RestoreUsage
from application.views.emissions import ReportRequest
from application.views.selection import Sort, UsageFilter
from domain.journal import TICK
from domain.organisation import Organisation, User
from domain.period import BucketSize, Period, time_zone
from entrypoints.http.answers import encode
from tests.clocks import NOON
from tests.integration.conftest import Opener
from tests.integration.storages import StorageKind, StorageParts, postgresql_kind, sqlite_kind

HISTORIES, INSTANTS = 50, 20
TYPES = (100, 100, 101, 102, 103, 104)
UNITS = {100: ("kwh", "MJ"), 101: ("kg", "l"), 102: ("kwh", "MWh"), 103: ("l", "US gal"), 104: ("m3", "ft3")}
AMOUNTS = ("0", "0.000001", "1", "2.5", "17.25", "333.333333", "99999999.999999")
BY_MONTH_AND_TYPE = ReportRequest(Period(), BucketSize.MONTH, time_zone("Europe/Zurich"), True)
_names = count(1)


class TickingClock(Clock):
    """Tells a second more at each call."""

    def __init__(self) -> None:
        self.at = NOON

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@dataclass
class Life:
    """An organisation that somebody works in, and what was answered while they did."""

    parts: StorageParts
    clock: TickingClock
    random: Random
    caller: Caller
    usages: dict[int, int] = field(default_factory=dict)
    """The type of each that is there."""
    deleted: dict[int, int] = field(default_factory=dict)
    given: dict[datetime, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts, clock = self.parts, self.clock
        timed, added = (clock, parts.new_unit_of_work), (clock, parts.ids, parts.new_unit_of_work)
        self.seal = SealJournal(*timed)
        history = History(clock, parts.journal, self.seal, parts.usage_types)
        self._record, self._correct = RecordUsage(*added), CorrectUsage(*timed)
        self._delete, self._restore = DeleteUsage(*timed), RestoreUsage(*timed)
        self._change_type, self._add_type = ChangeUsageType(*added), AddUsageType(*added)
        self._publish = PublishFactor(*added)
        self._list = ListUsages(parts.usages, history)
        self._report = ReportEmissions(clock, parts.emissions, parts.usage_types, history)
        self.acts: tuple[Callable[[], Awaitable[None]], ...] = (
            *(self.record,) * 5,
            *(self.correct_amount,) * 2,
            *(self.correct_type_or_time, self.delete, self.restore, self.restore),
            *(self.rename_type, self.publish, self.add_type, self.seal_or_glance_back),
        )

    async def live(self, acts: int, instants: int) -> None:
        """Some acts, and between them some instants at which all is looked at."""
        looking = [False] * acts + [True] * instants
        self.random.shuffle(looking)
        for is_look in looking:
            await (self.look() if is_look else self.act())

    async def act(self) -> None:
        await self.random.choice(self.acts)()

    async def look(self) -> None:
        at = self.clock.now()
        self.given[at] = await self.answer(None)

    async def answer(self, as_of: datetime | None) -> bytes:
        """A list with totals, and the report by month and type; to the digit."""
        selected, asked = UsageFilter(as_of=as_of), replace(BY_MONTH_AND_TYPE, as_of=as_of)
        page = await self._list.page(self.caller, selected, Sort(), page=1, page_size=100)
        return encode((page, await self._report(self.caller, asked)))

    async def assert_nothing_changed(self) -> None:
        """Nor up to a microsecond before the second in which the next thing happened."""
        for at, answer in self.given.items():
            within = self.random.choice([timedelta(), timedelta(), timedelta(seconds=1) - TICK])
            assert await self.answer(at + within) == answer, at

    async def record(self) -> None:
        usage_type_id = self.random.choice(TYPES)
        unit = self.random.choice(UNITS[usage_type_id])
        view = await self._record(self.caller, UsageDraft(usage_type_id, self._instant(), self._amount(), unit))
        self.usages[view.id] = usage_type_id

    async def correct_amount(self) -> None:
        if self.usages:
            amendment = UsageAmendment(amount=self._amount(), note=f"note {next(_names)}")
            await self._correct.amend(self.caller, self._one(self.usages), amendment)

    async def correct_type_or_time(self) -> None:
        if self.usages:
            usage_id, usage_type_id = self._one(self.usages), self.random.choice(TYPES)
            draft = UsageDraft(usage_type_id, self._instant(), self._amount())
            self.usages[usage_id] = (await self._correct.replace(self.caller, usage_id, draft)).usage_type_id

    async def delete(self) -> None:
        if self.usages:
            usage_id = self._one(self.usages)
            await self._delete(self.caller, usage_id)
            self.deleted[usage_id] = self.usages.pop(usage_id)

    async def restore(self) -> None:
        if self.deleted:
            usage_id = self._one(self.deleted)
            await self._restore(self.caller, usage_id)
            self.usages[usage_id] = self.deleted.pop(usage_id)

    async def rename_type(self) -> None:
        await self._change_type(COMMAND_LINE, self.random.choice(TYPES), UsageTypeChange(f"name {next(_names)}"))

    async def publish(self) -> None:
        draft = FactorDraft(Decimal(self.random.randint(1, 10**6)).scaleb(-6), "A table", Period(start=self._instant()))
        await self._publish(COMMAND_LINE, self.random.choice(TYPES), draft)

    async def add_type(self) -> None:
        if self.random.random() < 0.8:  # every report looks through all there are
            return
        draft = UsageTypeDraft(f"name {next(_names)}", "kwh", FactorDraft(Decimal("0.25"), "A table"), ("kwh",))
        view = await self._add_type(COMMAND_LINE, draft)
        usage = await self._record(self.caller, UsageDraft(view.id, self._instant(), self._amount()))
        self.usages[usage.id] = view.id

    async def seal_or_glance_back(self) -> None:
        if not self.given or self.random.random() < 0.5:
            await self.seal()
        else:
            at = self.random.choice(sorted(self.given))
            assert await self.answer(at) == self.given[at], at

    def _instant(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=self.random.randint(0, 10**6))

    def _amount(self) -> Decimal:
        return Decimal(self.random.choice(AMOUNTS))

    def _one(self, ids: dict[int, int]) -> int:
        return self.random.choice(sorted(ids))


async def life_in(parts: StorageParts, clock: TickingClock, random: Random) -> Life:
    """In an organisation of its own."""
    organisation = Organisation(await parts.ids.new_id(), "Ada's", clock.now())
    email = f"ada{next(_names)}@example.org"
    user = User(await parts.ids.new_id(), organisation.id, "Ada", email, is_operator=False, created_at=clock.now())
    async with parts.new_unit_of_work() as uow:
        await uow.accounts.add(organisation, user, "$hash")
        await uow.commit()
    return Life(parts, clock, random, Caller(user.id, organisation.id, 0, is_operator=False))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, folder_in_memory: Path) -> StorageKind:
    """Each in its turn."""
    if request.param == "sqlite":
        return sqlite_kind(Path(mkdtemp(dir=folder_in_memory)))
    return postgresql_kind(request.getfixturevalue("postgres_server"))


@pytest.fixture
async def opened(database: StorageKind) -> AsyncIterator[tuple[StorageParts, TickingClock]]:
    """One for all histories together."""
    clock = TickingClock()
    parts = (await database.migrated())(clock)
    yield parts, clock
    await parts.storage.close()


async def test_fifty_histories_are_told_again_as_of_twenty_instants_each(
    opened: tuple[StorageParts, TickingClock],
) -> None:
    """Side by side in one database: what one organisation does, or everybody's types are called later, moves nothing in
    another's past."""
    parts, clock = opened
    lives = []
    for seed in range(HISTORIES):
        random = Random(seed)
        life = await life_in(parts, clock, random)
        await life.live(random.randint(15, 40), INSTANTS)
        lives.append(life)
    for life in lives:
        assert len(life.given) == INSTANTS
        await life.assert_nothing_changed()
    assert len({answer for life in lives for answer in life.given.values()}) > HISTORIES * INSTANTS / 3


@pytest.fixture
def on_every_storage(open_parts: Opener) -> tuple[StorageParts, TickingClock]:
    clock = TickingClock()
    return open_parts(clock), clock


acts = st.lists(st.integers(0, 14), min_size=1, max_size=10)


# The examples share one storage: each has an organisation of its own.
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=acts, later=acts, seed=st.integers(0, 2**32))
async def test_whatever_happens_later_a_report_as_of_then_is_the_one_that_was_taken_then(
    on_every_storage: tuple[StorageParts, TickingClock], first: list[int], later: list[int], seed: int
) -> None:
    """On every storage."""
    parts, clock = on_every_storage
    life = await life_in(parts, clock, Random(seed))
    for act in first:
        await life.acts[act]()
        await life.look()
    for act in later:
        await life.acts[act]()
    await life.assert_nothing_changed()
