"""The caller's account on the wire."""

from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from entrypoints.http.reading.values import Name, NewPassword, Password


class AccountChange(Struct, frozen=True, forbid_unknown_fields=True):
    """The parts of an account to change; what is left out stays."""

    name: Name | UnsetType = UNSET


class PasswordChange(Struct, frozen=True, forbid_unknown_fields=True):
    """A new password, and the present one as proof."""

    current_password: Password
    new_password: NewPassword


class AccountDeletion(Struct, frozen=True, forbid_unknown_fields=True):
    """The proof that it is the account's owner who deletes it."""

    password: Annotated[Password, Meta(description="The account's password.")]
