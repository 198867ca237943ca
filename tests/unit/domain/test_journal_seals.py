"""The seal of an entry: its number, and the hash that binds it to the one before."""

from dataclasses import fields, replace
from typing import Any

import pytest

from domain.journal import NO_HASH, TICK, Action, Head, JournalEntry, seal
from tests.unit.domain.journal import ENTRY, HEAD, LATER, NOON, STATE, by_hand


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
