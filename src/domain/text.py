"""Rules for the texts that people enter: names, notes, sources."""

from domain.errors import InvalidValue

NAME_LENGTH = 100
NOTE_LENGTH = 500


def checked_name(value: str, *, field: str = "name") -> str:
    """A one-line text of 1 to 100 characters without outer spaces. Raises InvalidValue."""
    if not 1 <= len(value) <= NAME_LENGTH:
        raise InvalidValue(f"Must have 1 to {NAME_LENGTH} characters.", field=field)
    if value != value.strip():
        raise InvalidValue("Must not begin or end with a space.", field=field)
    if not value.isprintable():
        raise InvalidValue("Must be one line of printable characters.", field=field)
    return value


def checked_note(value: str | None) -> str | None:
    """Up to 500 characters, line breaks and tabs allowed; an empty note is no note. Raises InvalidValue."""
    if not value:
        return None
    if len(value) > NOTE_LENGTH:
        raise InvalidValue(f"Must have at most {NOTE_LENGTH} characters.", field="note")
    if not all(character.isprintable() or character in "\n\t" for character in value):
        raise InvalidValue("Must not hold control characters.", field="note")
    return value
