"""Emission factors: bounds, and which one is in force."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidValue
from domain.factor import EmissionFactor, checked_factor, in_force, no_factor_in_force
from domain.period import Period

NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)
FIRST = EmissionFactor(1, 100, Decimal("1.5"), Period(), "A table", None, NEW_YEAR)


@pytest.mark.parametrize(
    "value",
    ["0", "1.5", "0.000000000000000000000001", "123456789012.34567", "999999999999", "1.00000000000000000", "1E+2"],
)
def test_a_factor_up_to_its_bounds_is_kept_exactly(value):
    assert checked_factor(Decimal(value)) == Decimal(value)


@pytest.mark.parametrize(
    "value",
    ["-0.1", "1000000000000", "1.23456789012345678", "0.0000000000000000000000001", "NaN", "Infinity"],
)
def test_a_factor_that_is_negative_too_large_or_too_fine_is_refused(value):
    with pytest.raises(InvalidValue) as refused:
        checked_factor(Decimal(value))
    assert refused.value.field == "factor"


@pytest.mark.parametrize("changes", [{"source": ""}, {"source": "x" * 101}, {"edition": ""}, {"edition": "a\nb"}])
def test_source_and_edition_are_one_line_of_text(changes):
    with pytest.raises(InvalidValue):
        replace(FIRST, **changes)


def test_an_edition_may_be_stated():
    assert replace(FIRST, edition="2024").edition == "2024"


def test_no_factor_is_made_up_where_none_covers_the_instant():
    later = replace(FIRST, validity=Period(start=NEW_YEAR))
    assert in_force([later], NEW_YEAR - timedelta(microseconds=1)) is None
    assert in_force([later], NEW_YEAR) is later
    assert in_force([], NEW_YEAR) is None
    assert "usage type 100" in no_factor_in_force(100, NEW_YEAR).message.lower()


def test_of_several_that_cover_the_instant_the_latest_to_begin_wins():
    from_2024 = replace(FIRST, id=2, validity=Period(start=NEW_YEAR), recorded_at=NEW_YEAR - timedelta(days=9))
    assert in_force([from_2024, FIRST], NEW_YEAR) is from_2024
    assert in_force([from_2024, FIRST], NEW_YEAR - timedelta(seconds=1)) is FIRST


def test_of_those_that_begin_together_the_latest_recorded_wins():
    correction = replace(FIRST, id=2, recorded_at=NEW_YEAR + timedelta(days=1))
    assert in_force([correction, FIRST], NEW_YEAR) is correction


@given(
    st.lists(
        st.tuples(st.none() | st.integers(0, 9), st.none() | st.integers(10, 19), st.integers(0, 3)),
        max_size=8,
    ),
    st.integers(-5, 25),
    st.randoms(use_true_random=False),
)
def test_the_choice_does_not_depend_on_the_order_of_the_factors(spans, day, random: Random):
    def at(offset: int | None) -> datetime | None:
        return None if offset is None else NEW_YEAR + timedelta(days=offset)

    factors = [
        replace(FIRST, id=id, validity=Period(at(start), at(end)), recorded_at=NEW_YEAR + timedelta(days=recorded))
        for id, (start, end, recorded) in enumerate(spans)
    ]
    chosen = in_force(factors, NEW_YEAR + timedelta(days=day))
    random.shuffle(factors)
    assert in_force(factors, NEW_YEAR + timedelta(days=day)) is chosen
