"""Customers and the people who log in for them."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from domain.errors import EmailTaken, InvalidValue, UserNotFound
from domain.text import WORD, checked_name, matches

EMAIL_LENGTH = 254
EMAIL_PATTERN = rf"{WORD}{{1,64}}@{WORD}+"
"""RFC 5321 bounds the local part to 64; what else stands in it is the mail server's to judge."""
_EMAIL = re.compile(EMAIL_PATTERN)
PASSWORD_LENGTHS = (8, 128)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A customer: every usage belongs to exactly one. Raises InvalidValue."""

    id: int
    name: str
    created_at: datetime

    def __post_init__(self) -> None:
        checked_name(self.name)


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who logs in, a member of one organisation. An operator runs the installation and publishes factors.

    The e-mail address is kept in lower case, so that it names one user however it is typed. Raises InvalidValue.
    """

    id: int
    organisation_id: int
    name: str
    email: str
    is_operator: bool
    created_at: datetime

    def __post_init__(self) -> None:
        checked_name(self.name)
        object.__setattr__(self, "email", checked_email(self.email))

    def rename(self, name: str) -> Self:
        """The same user under another name. Raises InvalidValue."""
        return replace(self, name=name)


def checked_email(value: str) -> str:
    """The address in lower case. Raises InvalidValue."""
    value = value.lower()  # first, since it lengthens a few letters
    if len(value) > EMAIL_LENGTH or not matches(_EMAIL, value):
        raise InvalidValue("Not an e-mail address; it looks like name@example.org.", field="email")
    return value


def checked_password(value: str, *, field: str = "password") -> str:
    """The password, unchanged: 8 to 128 characters of any kind (NIST SP 800-63B, revision 3, 5.1.1.2).

    Raises InvalidValue.
    """
    shortest, longest = PASSWORD_LENGTHS
    if not shortest <= len(value) <= longest:
        raise InvalidValue(f"A password has {shortest} to {longest} characters.", field=field)
    return value


def email_taken() -> EmailTaken:
    """The refusal, worded once for every storage."""
    return EmailTaken("Another user has this e-mail address.", field="email")


def user_not_found(user_id: int) -> UserNotFound:
    """The refusal, worded once for every storage."""
    return UserNotFound(f"There is no user {user_id}.")
