"""The journal: what its entries state, and how they are sealed."""

import json
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from application.usage_types.preloaded import FACTORS, USAGE_TYPES
from domain.errors import InvalidValue
from domain.factor import EmissionFactor
from domain.journal import INSTALLATION_CHAIN, NO_HASH, TICK, Action, Head, JournalEntry, Seal, seal, seals
from domain.period import Period
from domain.quantity import Quantity
from domain.states import factor_state
from domain.usage import Statement, Usage

ELECTRICITY, WATER, HEATING = USAGE_TYPES[:3]
FACTOR, HEATING_FACTOR = FACTORS[0], FACTORS[2]
NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=1)
STATED = Statement(100, NOON, Quantity.of(Decimal("120.50"), "MJ"), "Meter 3")
USAGE = Usage.record(STATED, ELECTRICITY, FACTOR, id=7, organisation_id=9, by=2, at=NOON)
STATE = {
    "usage_type_id": 100,
    "usage_at": "2024-03-01T12:00:00.000000Z",
    "amount": "120.5",
    "unit": "MJ",
    "note": "Meter 3",
    "factor_id": 1,
    "amount_in_type_unit": "33.472222",
    "emissions_kg_co2e": "50.208333",
}
"""The figures by hand: 120.5 × 5/18 = 33.472222… kwh, times 1.5 kg = 50.208333… kg."""
ENTRY = JournalEntry.of_usage(None, USAGE, "read again")
HEAD = Head(4, "a" * 64)


def test_recording_is_an_entry_of_what_is_there_now():
    assert JournalEntry.of_usage(None, USAGE) == JournalEntry(
        chain=9,
        recorded_at=NOON,
        user_id=2,
        action=Action.USAGE_RECORDED,
        subject_id=7,
        version=1,
        before=None,
        after=STATE,
        reason=None,
    )


def test_a_correction_tells_what_was_before_and_what_is_after():
    heated = Statement(102, LATER, Quantity.of(Decimal(2), "MWh"))
    corrected = USAGE.correct(heated, HEATING, HEATING_FACTOR, by=3, at=LATER)
    entry = JournalEntry.of_usage(USAGE, corrected, "the wrong meter")
    assert (entry.action, entry.version, entry.user_id, entry.recorded_at) == (Action.USAGE_CORRECTED, 2, 3, LATER)
    assert entry.before == STATE
    assert entry.after == {
        "usage_type_id": 102,
        "usage_at": "2024-03-02T12:00:00.000000Z",
        "amount": "2",
        "unit": "MWh",
        "note": None,
        "factor_id": 3,
        "amount_in_type_unit": "2000",
        "emissions_kg_co2e": "7784",
    }
    assert entry.reason == "the wrong meter"


def test_what_is_deleted_has_no_after_and_what_is_restored_no_before():
    deleted = USAGE.delete(by=3, at=LATER)
    restored = deleted.restore(by=4, at=LATER)
    entries = [JournalEntry.of_usage(USAGE, deleted), JournalEntry.of_usage(deleted, restored)]
    assert [(entry.action, entry.version) for entry in entries] == [
        (Action.USAGE_DELETED, 2),
        (Action.USAGE_RESTORED, 3),
    ]
    assert [(entry.before, entry.after) for entry in entries] == [(STATE, None), (None, STATE)]


@pytest.mark.parametrize(("said", "kept"), [("", None), (None, None), ("two\nlines", "two\nlines"), ("x" * 500,) * 2])
def test_a_reason_is_a_note(said, kept):
    assert JournalEntry.of_usage(None, USAGE, said).reason == kept


@pytest.mark.parametrize("reason", ["x" * 501, "\x00", "\ud800", "\u202e"])
def test_a_reason_that_is_no_note_is_refused_by_its_name(reason):
    with pytest.raises(InvalidValue) as refused:
        JournalEntry.of_usage(None, USAGE, reason)
    assert refused.value.field == "reason"


WATER_STATE = {
    "name": "water",
    "unit": "kg",
    "accepted_units": ["kg", "g", "t", "l", "m3"],
    "density_kg_per_l": "1",
    "retired_at": None,
}


@pytest.mark.parametrize(
    ("before", "after", "action", "states"),
    [
        (None, WATER, Action.USAGE_TYPE_ADDED, (None, WATER_STATE)),
        (WATER, None, Action.USAGE_TYPE_REMOVED, (WATER_STATE, None)),
        (WATER, WATER.rename("tap"), Action.USAGE_TYPE_CHANGED, (WATER_STATE, WATER_STATE | {"name": "tap"})),
        (
            WATER.retire(NOON),
            WATER,
            Action.USAGE_TYPE_CHANGED,
            (WATER_STATE | {"retired_at": "2024-03-01T12:00:00.000000Z"}, WATER_STATE),
        ),
    ],
)
def test_a_usage_type_concerns_everybody(before, after, action, states):
    entry = JournalEntry.of_usage_type(before, after, by=5, at=LATER)
    assert (entry.chain, entry.subject_id, entry.action) == (INSTALLATION_CHAIN, 101, action)
    assert (entry.user_id, entry.recorded_at, entry.version, entry.reason) == (5, LATER, None, None)
    assert (entry.before, entry.after) == states


def test_a_factor_is_told_with_its_bounds_and_where_it_comes_from():
    factor = EmissionFactor(8, 100, Decimal("1E-24"), Period(NOON, LATER), "A table", "2024 v1.1", NOON, 5)
    entry = JournalEntry.of_factor(factor)
    assert (entry.chain, entry.subject_id, entry.action) == (INSTALLATION_CHAIN, 8, Action.FACTOR_PUBLISHED)
    assert (entry.user_id, entry.recorded_at, entry.before) == (5, NOON, None)
    assert entry.after == {
        "usage_type_id": 100,
        "factor": "0.000000000000000000000001",
        "valid_from": "2024-03-01T12:00:00.000000Z",
        "valid_to": "2024-03-02T12:00:00.000000Z",
        "source": "A table",
        "edition": "2024 v1.1",
    }


def test_a_factor_that_came_with_the_installation_was_published_by_nobody():
    entry = JournalEntry.of_factor(FACTOR)
    bounds = {"valid_from": None, "valid_to": None}
    assert (entry.user_id, entry.after) == (0, factor_state(FACTOR) | bounds)


def test_an_erasure_keeps_how_far_the_chain_came_and_nothing_else_of_it():
    entry = JournalEntry.of_erasure(9, HEAD, by=2, at=LATER)
    assert (entry.chain, entry.subject_id, entry.action) == (INSTALLATION_CHAIN, 9, Action.ORGANISATION_ERASED)
    assert (entry.user_id, entry.recorded_at) == (2, LATER)
    assert (entry.before, entry.after, entry.reason) == ({"entries": 4, "head": "a" * 64}, None, None)


def by_hand(entry: JournalEntry, made: Seal, previous: str) -> str:
    """The hash as anybody makes it who has nothing of ours."""
    document = {
        "entry": {
            "chain": entry.chain,
            "recorded_at": f"{entry.recorded_at:%Y-%m-%dT%H:%M:%S.%f}Z",
            "user_id": entry.user_id,
            "action": str(entry.action),
            "subject_id": entry.subject_id,
            "version": entry.version,
            "before": entry.before,
            "after": entry.after,
            "reason": entry.reason,
        },
        "previous": previous,
        "sequence": made.sequence,
        "settled_at": f"{made.settled_at:%Y-%m-%dT%H:%M:%S.%f}Z",
    }
    written = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


def test_a_seal_binds_an_entry_to_the_one_before():
    sealed = seal(replace(ENTRY, reason="Zürich \u20ac"), HEAD, LATER)
    assert (sealed.sequence, sealed.settled_at) == (5, LATER)
    assert sealed.hash == by_hand(replace(ENTRY, reason="Zürich \u20ac"), sealed, HEAD.hash)
    assert sealed.head == Head(5, sealed.hash)


def test_a_chain_begins_with_number_one_after_64_zeros():
    sealed = seal(ENTRY, Head(), NOON)
    assert (Head().sequence, Head().hash, sealed.sequence) == (0, NO_HASH, 1)
    assert sealed.hash == by_hand(ENTRY, sealed, "0" * 64)


def test_a_hash_that_was_handed_out_never_changes():
    """A head that somebody kept must be found again by every later version of this code."""
    assert seal(ENTRY, HEAD, LATER).hash == "8f70ce04d9a0bd516b5502f5443ddb87bc7c3f3dfdf0632f10710f8426744ec7"


OTHERS: dict[str, Any] = {
    "chain": 10,
    "recorded_at": NOON + TICK,
    "user_id": 3,
    "action": Action.USAGE_CORRECTED,
    "subject_id": 8,
    "version": 2,
    "before": {},
    "after": STATE | {"amount": "120.500001"},
    "reason": None,
}


@pytest.mark.parametrize("name", [field.name for field in fields(JournalEntry)])
def test_whatever_is_altered_in_an_entry_its_hash_is_another(name):
    assert seal(replace(ENTRY, **{name: OTHERS[name]}), HEAD, LATER).hash != seal(ENTRY, HEAD, LATER).hash


@pytest.mark.parametrize(
    ("head", "settled_at"), [(Head(5, HEAD.hash), LATER), (Head(4, "b" * 64), LATER), (HEAD, LATER + TICK)]
)
def test_the_hash_is_of_place_and_time_too(head, settled_at):
    assert seal(ENTRY, head, settled_at).hash != seal(ENTRY, HEAD, LATER).hash


@pytest.mark.parametrize("name", list(STATE))
def test_whatever_is_altered_in_a_state_its_hash_is_another(name):
    altered = replace(ENTRY, after=STATE | {name: "another"})
    gone = replace(ENTRY, after={key: value for key, value in STATE.items() if key != name})
    assert len({seal(entry, HEAD, LATER).hash for entry in (ENTRY, altered, gone)}) == 3


def test_an_entry_counts_from_when_it_was_recorded():
    (made,) = seals([ENTRY], {}, settled_until=NOON - TICK)
    assert made.settled_at == NOON


def test_what_was_recorded_by_a_settled_instant_counts_from_just_after_it():
    """It was committed too late: somebody may have been answered as of then, without it."""
    for settled_until in (NOON, LATER):
        (made,) = seals([ENTRY], {}, settled_until=settled_until)
        assert made.settled_at == settled_until + TICK


def test_each_chain_goes_on_from_its_own_head():
    entries = [replace(ENTRY, chain=chain) for chain in (9, 10, 9)]
    first, other, second = seals(entries, {9: HEAD}, settled_until=NOON)
    assert [made.sequence for made in (first, other, second)] == [5, 1, 6]
    assert first == seal(entries[0], HEAD, NOON + TICK)
    assert other == seal(entries[1], Head(), NOON + TICK)
    assert second == seal(entries[2], first.head, NOON + TICK)


def test_nothing_makes_no_seals():
    assert seals([], {9: HEAD}, settled_until=NOON) == []


moments = st.integers(-5, 5).map(lambda ticks: NOON + ticks * TICK)
texts = st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), max_size=5)
entries = st.builds(
    JournalEntry,
    chain=st.integers(0, 3),
    recorded_at=moments,
    user_id=st.integers(0, 5),
    action=st.sampled_from(Action),
    subject_id=st.integers(1, 5),
    version=st.none() | st.integers(1, 5),
    before=st.none() | st.fixed_dictionaries({"note": texts}),
    after=st.none() | st.fixed_dictionaries({"note": texts, "units": st.lists(texts, max_size=2)}),
    reason=texts,
)
batches = st.lists(st.tuples(st.lists(entries, max_size=6), moments), max_size=5)


def sealed_in_turn(drawn) -> list[tuple[JournalEntry, Seal, datetime]]:
    """Batch after batch as a sealer makes them: each with what was settled before it."""
    heads: dict[int, Head] = {}
    made, settled_until = [], NOON - 10 * TICK
    for batch, now in drawn:
        for entry, one in zip(batch, seals(batch, heads, settled_until=settled_until), strict=True):
            heads[entry.chain] = one.head
            made.append((entry, one, settled_until))
        settled_until = max(settled_until, now)
    return made


@given(batches)
def test_numbers_have_no_gaps_and_the_chain_is_found_again_by_anybody(drawn):
    """However the entries were sealed, at once or in turn, and whatever else was among them."""
    made = sealed_in_turn(drawn)
    for chain in {entry.chain for entry, _, _ in made}:
        previous = "0" * 64
        own = [(entry, one) for entry, one, _ in made if entry.chain == chain]
        assert [one.sequence for _, one in own] == list(range(1, len(own) + 1))
        for entry, one in own:
            assert one.hash == by_hand(entry, one, previous)
            previous = one.hash


@given(batches)
def test_nothing_counts_from_what_was_settled_or_from_before_it_was_recorded(drawn):
    """Nor from any later than it must."""
    for entry, one, settled_until in sealed_in_turn(drawn):
        assert one.settled_at > settled_until
        assert one.settled_at >= entry.recorded_at
        assert one.settled_at in {entry.recorded_at, settled_until + TICK}


@given(batches)
def test_what_follows_upon_another_never_counts_before_it(drawn):
    """A version is recorded no earlier than the one it takes the place of, by whatever clock; and it counts no earlier,
    so that as of no instant is there a correction without what it corrects."""
    latest: dict[tuple[int, int], datetime] = {}
    following: list[tuple[list[JournalEntry], datetime]] = []
    for batch, now in drawn:
        following.append(([], now))
        for entry in batch:
            thing = (entry.chain, entry.subject_id)
            latest[thing] = max(entry.recorded_at, latest.get(thing, entry.recorded_at))
            following[-1][0].append(replace(entry, recorded_at=latest[thing]))
    counts_from: dict[tuple[int, int], datetime] = {}
    for entry, one, _ in sealed_in_turn(following):
        thing = (entry.chain, entry.subject_id)
        assert one.settled_at >= counts_from.get(thing, one.settled_at)
        counts_from[thing] = one.settled_at


@given(batches)
def test_an_answer_as_of_a_settled_instant_never_changes(drawn):
    """All that counted by then is all that ever will."""
    sealed = sealed_in_turn(drawn)
    settled_until, known = NOON - 10 * TICK, 0
    for batch, now in drawn:
        known += len(batch)
        settled_until = max(settled_until, now)
        by_then = {one.hash for _, one, _ in sealed[:known] if one.settled_at <= settled_until}
        assert by_then == {one.hash for _, one, _ in sealed if one.settled_at <= settled_until}
