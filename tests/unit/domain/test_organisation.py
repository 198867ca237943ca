"""Organisations, users, and what people may type."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import InvalidValue
from domain.organisation import Organisation, User, checked_email, checked_password
from domain.session import RefreshToken
from domain.text import checked_name, checked_note

NOW = datetime(2024, 1, 1, tzinfo=UTC)
ADA = User(1, 2, "Ada Müller", "Ada@Example.org", is_operator=False, created_at=NOW)


def test_an_address_names_one_user_however_it_is_typed():
    assert ADA.email == "ada@example.org"


def test_the_form_of_an_address_is_that_of_its_lower_case():
    """A letter that lower case lengthens does not make an address that is refused when the user is next changed."""
    with pytest.raises(InvalidValue):
        checked_email(f"{'İ' * 33}@example.org")
    assert checked_email(checked_email(f"{'İ' * 32}@example.org")) == f"{'i̇' * 32}@example.org"


def test_a_user_can_be_renamed_and_nothing_else_moves():
    assert ADA.rename("Ada L.") == User(1, 2, "Ada L.", "ada@example.org", is_operator=False, created_at=NOW)


@pytest.mark.parametrize("email", ["a@b", "a.b+c@example.org", '"a b"@x'.replace(" ", ""), "ü@ü.ch", f"{'a' * 64}@b"])
def test_addresses_of_a_sound_form_are_taken(email):
    assert checked_email(email) == email


@pytest.mark.parametrize(
    "email",
    ["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", f"{'a' * 65}@b", f"a@{'b' * 253}", "a@b\n", "a@b\x00", "\ud800@b"],
)
def test_addresses_of_no_sound_form_are_refused(email):
    with pytest.raises(InvalidValue) as refused:
        checked_email(email)
    assert refused.value.field == "email"


@pytest.mark.parametrize("password", ["8 chars!", " " * 8, "p" * 128, "pässwörd"])
def test_passwords_of_8_to_128_characters_are_taken_unchanged(password):
    assert checked_password(password) == password


@pytest.mark.parametrize("password", ["", "7 chars", "p" * 129])
def test_shorter_and_longer_passwords_are_refused(password):
    with pytest.raises(InvalidValue) as refused:
        checked_password(password, field="new_password")
    assert refused.value.field == "new_password"


@pytest.mark.parametrize(
    "name", ["", " ", " a", "a ", "a\nb", "a\tb", "a\x00", "\u202eabc", "\ud800", "x" * 101, "a\u2028b", "\u3000a"]
)
def test_names_are_one_line_of_printable_text(name):
    with pytest.raises(InvalidValue):
        checked_name(name)
    with pytest.raises(InvalidValue):
        Organisation(1, name, NOW)


@pytest.mark.parametrize("name", ["山田\u3000太郎", "Größe 10\xa0m", "क्\u200dष", "👩\u200d🌾", "O'Brien & Sons"])
def test_names_of_any_script_are_taken(name):
    """With the spaces and joiners that belong to them."""
    assert checked_name(name) == checked_note(name) == name


@pytest.mark.parametrize("note", ["one\ntwo\tthree", "x" * 500, "日本語 🌍"])
def test_notes_may_have_lines_and_any_script(note):
    assert checked_note(note) == note


@pytest.mark.parametrize("note", ["x" * 501, "a\x00b", "a\rb", "\ud83d"])
def test_notes_have_bounds(note):
    with pytest.raises(InvalidValue) as refused:
        checked_note(note)
    assert refused.value.field == "note"


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_note_is_no_note(nothing):
    assert checked_note(nothing) is None


def test_a_refresh_token_works_once_and_until_it_expires():
    token = RefreshToken("hash", 1, NOW)
    assert token.is_usable(NOW - timedelta(microseconds=1))
    assert not token.is_usable(NOW)
    assert not token.spend().is_usable(NOW - timedelta(days=1))
