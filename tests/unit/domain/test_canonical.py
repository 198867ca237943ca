"""The one way in which documents are written."""

import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import canonical, decimal_text, hash_of, instant_text

names = st.text(st.characters(max_codepoint=127), max_size=5)
scalars = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8"))
documents = st.dictionaries(
    names,
    st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3)),
)


def test_members_come_by_name_and_nothing_is_spaced():
    assert canonical({"b": [1, "x", None], "a": {"d": True, "c": False}, "B": ()}) == (
        b'{"B":[],"a":{"c":false,"d":true},"b":[1,"x",null]}'
    )


def test_texts_are_escaped_as_rfc_8785_has_it():
    """The sample of section 3.2.2."""
    text = '\u20ac$\u000f\u000aA\'B"\\\\"/'
    assert canonical({"string": text}).decode() == '{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'


def test_the_hash_is_sha_256_over_those_bytes():
    assert hash_of({}) == sha256(b"{}").hexdigest()
    assert hash_of({"a": "ü"}) == sha256('{"a":"ü"}'.encode()).hexdigest()


@given(documents)
def test_what_is_written_reads_back_and_is_written_alike_again(document):
    written = canonical(document)
    read = json.loads(written)
    assert read == document
    assert canonical(dict(reversed(read.items()))) == written


@pytest.mark.parametrize("fault", [1.5, 2**53, -(2**53), Decimal(1), {"ä": 1}, {1: 1}, [[2**60]], b"", {1}])
def test_what_readers_would_not_read_alike_is_no_part_of_a_document(fault):
    with pytest.raises(TypeError):
        canonical({"a": fault})


@pytest.mark.parametrize(
    ("value", "text"), [("1E+2", "100"), ("1E-24", "0.000000000000000000000001"), ("0.10", "0.10"), ("0", "0")]
)
def test_decimals_are_told_in_plain_notation(value, text):
    assert decimal_text(Decimal(value)) == text


def test_instants_are_told_in_utc_and_always_as_wide():
    noon = datetime(2024, 2, 29, 14, tzinfo=timezone(timedelta(hours=2)))
    assert instant_text(noon) == "2024-02-29T12:00:00.000000Z"
    assert instant_text(datetime(1900, 1, 1, microsecond=7, tzinfo=UTC)) == "1900-01-01T00:00:00.000007Z"


moments = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001  # bounds


@given(moments, moments)
def test_instants_as_text_sort_like_instants(one, other):
    assert (instant_text(one) < instant_text(other)) == (one < other)
