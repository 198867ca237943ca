"""Sealing entry after entry: the chains, and from when each entry counts."""

from dataclasses import replace
from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from domain.journal import TICK, Action, Head, JournalEntry, Seal, seal, seals
from tests.unit.domain.journal import ENTRY, HEAD, LATER, NOON, by_hand


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
