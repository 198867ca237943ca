"""Rules for the texts that people enter: names, notes, sources."""

import unicodedata

from domain.errors import InvalidValue

NAME_LENGTH = 100
NOTE_LENGTH = 500

# Zero-width, and yet letters of Persian or Hindi words and the glue of emoji.
_JOINERS = "\u200c\u200d"


def checked_name(value: str, *, field: str = "name") -> str:
    """A one-line text of 1 to 100 characters without outer spaces. Raises InvalidValue."""
    if not 1 <= len(value) <= NAME_LENGTH:
        raise InvalidValue(f"Must have 1 to {NAME_LENGTH} characters.", field=field)
    if value != value.strip():
        raise InvalidValue("Must not begin or end with a space.", field=field)
    if not all(map(_is_readable, value)):
        raise InvalidValue("Must be one line of printable characters.", field=field)
    return value


def checked_note(value: str | None) -> str | None:
    """Up to 500 characters, line breaks and tabs allowed; an empty note is no note. Raises InvalidValue."""
    if not value:
        return None
    if len(value) > NOTE_LENGTH:
        raise InvalidValue(f"Must have at most {NOTE_LENGTH} characters.", field="note")
    if not all(_is_readable(character) or character in "\n\t" for character in value):
        raise InvalidValue("Must not hold control characters.", field="note")
    return value


def _is_readable(character: str) -> bool:
    # Of all spaces Python calls only the plain one printable; French and Japanese texts hold others.
    return character.isprintable() or unicodedata.category(character) == "Zs" or character in _JOINERS
