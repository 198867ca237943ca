"""Proving once more that it is the account's owner."""

from application.ports import AccountQueries, PasswordHasher
from domain.errors import InvalidValue


async def must_match(
    accounts: AccountQueries, passwords: PasswordHasher, user_id: int, password: str, *, field: str
) -> None:
    """Raises InvalidValue when it is not the user's password.

    Not NotAuthenticated: the session is good, and a client must not take the answer for a lost log-in.
    """
    known = await accounts.credentials_of(user_id)
    if not await passwords.verify(known.password_hash if known else None, password):
        raise InvalidValue("The password is wrong.", field=field)
