"""Whatever is handed in as a receipt is accepted, or refused in words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import hash_of
from domain.errors import InvalidValue
from domain.receipt import sealed
from domain.verification import checked_receipt

SAMPLE: dict[str, Any] = {
    "kind": "carbon-ledger/receipt",
    "edition": 1,
    "organisation_id": 1,
    "usage_id": 2,
    "version": 3,
    "entered": {"amount": "1", "unit": "kwh"},
    "ratio": {"value": "1", "source": "same unit"},
    "factor": {"kg_co2e_per_unit": "1.5"},
    "result": {"amount_in_type_unit": "1", "emissions_kg_co2e": "1.5"},
}
numbers = st.integers() | st.floats() | st.decimals()
texts = st.text() | st.from_regex(r"-?[0-9]*(\.[0-9]+)?([eE][0-9]{1,12})?(/[0-9]*)?", fullmatch=True)
scalars = st.none() | st.booleans() | numbers | texts
PARTS = [one for one in SAMPLE.values() if isinstance(one, dict)]
names = st.text() | st.sampled_from([*SAMPLE, *(name for part in PARTS for name in part)])
anything = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(names | st.integers(), inner), max_leaves=9
)


@given(handed_out=anything | st.fixed_dictionaries({"receipt": anything, "sha256": anything}))
def test_whatever_is_handed_in_is_refused_in_words(handed_out: Any) -> None:
    with pytest.raises(InvalidValue):
        checked_receipt(handed_out)


@given(data=st.data(), value=anything)
def test_a_receipt_with_anything_in_one_place_is_accepted_or_refused_in_words(data: st.DataObject, value: Any) -> None:
    """What is accepted names a version, and has the figure that follows from its numbers."""
    document = {name: dict(one) if isinstance(one, dict) else one for name, one in SAMPLE.items()}
    assert checked_receipt(sealed(document)) == SAMPLE
    inside = data.draw(st.sampled_from([document, *(one for one in document.values() if isinstance(one, dict))]))
    inside[data.draw(st.sampled_from(sorted(inside)))] = value
    try:
        sha256 = hash_of(document)
    except (TypeError, ValueError):
        sha256 = ""
    try:
        accepted = checked_receipt({"receipt": document, "sha256": sha256})
    except InvalidValue:
        pass
    else:
        assert all(accepted[name] >= 1 for name in ("organisation_id", "usage_id", "version"))
        assert set(accepted["result"]) == {"amount_in_type_unit", "emissions_kg_co2e"}


def test_nesting_without_end_is_refused_in_words() -> None:
    nested: list[Any] = []
    for _ in range(100_000):
        nested = [nested]
    with pytest.raises(InvalidValue, match="It is no receipt"):
        checked_receipt({"receipt": SAMPLE | {"more": nested}, "sha256": hash_of(SAMPLE)})
