"""Rules for the texts that people enter: names, notes, sources."""

import re

from domain.errors import InvalidValue

NAME_LENGTH = 100
NOTE_LENGTH = 500

_UNSEEN = (
    r"\u0000-\u0008\u000b-\u001f\u007f-\u009f"
    r"\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
)
"""Controls, separators of lines, and what turns or hides the text around it. The list is our own: what Python calls
printable differs from version to version, by the characters it has heard of. The joiners of Persian or Hindi words and
of emoji are none of these."""
NAME_PATTERN = rf"[^\s{_UNSEEN}](?:[^\t\n{_UNSEEN}]*[^\s{_UNSEEN}])?"
NOTE_PATTERN = rf"[^{_UNSEEN}]*"
WORD = rf"[^\s@\u200c\u200d{_UNSEEN}]"
"""A character of an e-mail address, besides its @."""

_LINE = re.compile(rf"[^\t\n{_UNSEEN}]*")
_NOTE = re.compile(NOTE_PATTERN)
_HALF_OF_A_PAIR = re.compile(r"[\ud800-\udfff]")


def checked_name(value: str, *, field: str = "name") -> str:
    """A one-line text of 1 to 100 characters without outer spaces. Raises InvalidValue."""
    if not 1 <= len(value) <= NAME_LENGTH:
        raise InvalidValue(f"Must have 1 to {NAME_LENGTH} characters.", field=field)
    if value != value.strip():
        raise InvalidValue("Must not begin or end with a space.", field=field)
    if not matches(_LINE, value):
        raise InvalidValue("Must be one line of printable characters.", field=field)
    return value


def checked_note(value: str | None, *, field: str = "note") -> str | None:
    """Up to 500 characters, line breaks and tabs allowed; an empty note is no note. Raises InvalidValue."""
    if not value:
        return None
    if len(value) > NOTE_LENGTH:
        raise InvalidValue(f"Must have at most {NOTE_LENGTH} characters.", field=field)
    if not matches(_NOTE, value):
        raise InvalidValue("Must not hold control characters.", field=field)
    return value


def matches(pattern: re.Pattern[str], value: str) -> bool:
    """Whether the whole of a text has the pattern, and no half of a surrogate pair, which no storage could keep."""
    return bool(pattern.fullmatch(value)) and not _HALF_OF_A_PAIR.search(value)
