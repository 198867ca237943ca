"""The stand-alone verifier: no bytes whatsoever are more than it can bear, and none are taken for others."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.domain.test_statement import RECEIPTS
from tests.unit.verified_files import FILES, altered
from tests.unit.verifier import compact, in_one_directory


@pytest.mark.parametrize("name", FILES)
def test_one_character_flipped_anywhere_is_found(check, name):
    written = compact(FILES[name])
    for at in range(len(written)):
        flipped = b"1" if written[at : at + 1] == b"0" else b"0"
        status, said = check(written[:at] + flipped + written[at + 1 :])
        assert (status, said.startswith("FAULT in /file.json: ")) == (1, True), (at, said)


@in_one_directory
@given(
    name=st.sampled_from(sorted(FILES)), at=st.integers(0), character=st.characters(codec="utf-8"), more=st.booleans()
)
def test_any_character_put_anywhere_is_found(check, name, at, character, more):
    written = compact(FILES[name]).decode()
    at %= len(written)
    put = written[:at] + character + written[at + (not more) :]
    try:
        is_same = json.loads(put) == FILES[name]
    except ValueError:
        is_same = False
    assert check(put.encode())[0] == (0 if is_same else 1)


WRITTEN = compact(FILES["receipt"])
RAW_FAULTS = [
    (b"", "is no JSON in UTF-8"),
    (b"\xff", "is no JSON in UTF-8"),
    (b"\xef\xbb\xbf" + WRITTEN, "is no JSON in UTF-8"),
    (WRITTEN + b"{}", "is no JSON in UTF-8"),
    (b"[" * 100_000, "is nested too deeply"),
    (b'{"receipt":' + b"[" * 900 + b"]" * 900 + b"}", "the file: lacks 'sha256'"),
    *(
        (written, "holds neither a receipt nor a statement nor a proof")
        for written in (b"1", b"[]", b'"receipt"', b"{}")
    ),
    (WRITTEN[:-1] + b',"receipts":[]}', "the file: must not have 'receipts'"),
    (WRITTEN.replace(b'"sha256"', b'"sha257"'), "the file: lacks 'sha256'"),
    (WRITTEN.replace(b'"unit":"MJ"', b'"unit":"MJ","unit":"MJ"'), "the file: 'unit' is there twice in one object"),
    (WRITTEN.replace(b'"amount":"120"', b'"amount":1.2e2'), "the file: 1.2e2 is no whole number"),
    *(
        (WRITTEN.replace(b'"usage_id":12', b'"usage_id":' + odd), f"the file: {odd.decode()} is no whole number")
        for odd in (b"12.0", b"NaN", b"-Infinity", b"-0", b"-12", b"9007199254740992", b"9" * 5000)
    ),
]


@pytest.mark.parametrize(("written", "fault"), RAW_FAULTS, ids=range(len(RAW_FAULTS)))
def test_what_json_may_say_and_no_document_does_is_named(check, written, fault):
    status, said = check(written)
    assert status == 1
    assert fault[:100] in said


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.just("id"), inner, max_size=3),
)


@in_one_directory
@given(name=st.sampled_from(sorted(FILES)), data=st.data())
def test_no_content_whatsoever_is_more_than_it_can_bear(check, name, data):
    way = list[str]()
    inner: Any = FILES[name]
    while isinstance(inner, dict | list) and inner and (not way or data.draw(st.booleans())):
        step = data.draw(st.sampled_from(sorted(inner) if isinstance(inner, dict) else range(len(inner))))
        way.append(str(step))
        inner = inner[step]
    status, said = check(altered(name, ".".join(way), data.draw(anything)))
    assert said.startswith("FAULT in /file.json: " if status else "OK, ")


@in_one_directory
@given(content=st.binary())
def test_no_file_whatsoever_is_more_than_it_can_bear(check, content):
    assert check(content)[0] == 1


def test_of_very_many_faults_the_first_are_told(check):
    receipts = [one | {"organisation_id": 2} for one in RECEIPTS] * 9
    said = check(FILES["statement with receipts"] | {"receipts": receipts})[1]
    assert said.count("FAULT in ") == 20
    assert said.splitlines()[-1].startswith("and ")
