"""The entries of the journal: what they state."""

from decimal import Decimal

import pytest

from domain.errors import InvalidValue
from domain.factor import EmissionFactor
from domain.journal import INSTALLATION_CHAIN, Action, JournalEntry
from domain.period import Period
from domain.quantity import Quantity
from domain.states import factor_state
from domain.usage import Statement
from tests.unit.domain.journal import FACTOR, HEAD, HEATING, HEATING_FACTOR, LATER, NOON, STATE, USAGE, WATER


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
