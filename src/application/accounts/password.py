"""Proving once more that it is the account's owner."""

from application.ports import AccountQueries, PasswordHasher, UnitOfWork
from domain.errors import InvalidValue


async def must_match(
    accounts: AccountQueries, passwords: PasswordHasher, user_id: int, password: str, *, field: str
) -> str:
    """The hash that the password matched. Raises InvalidValue when it is not the user's password.

    Not NotAuthenticated: the session is good, and a client must not take the answer for a lost log-in.
    """
    known = await accounts.credentials_of(user_id)
    right = await passwords.verify(known.password_hash if known else None, password)
    if known is None or not right:
        raise _wrong(field)
    return known.password_hash


async def must_still_match(uow: UnitOfWork, user_id: int, password_hash: str, *, field: str) -> None:
    """Raises InvalidValue when the password was changed while it was being verified."""
    if await uow.accounts.password_hash(user_id) != password_hash:
        raise _wrong(field)


def _wrong(field: str) -> InvalidValue:
    return InvalidValue("The password is wrong.", field=field)
