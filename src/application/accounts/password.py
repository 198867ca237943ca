"""What a password must be, and proving once more that it is the account's owner."""

from application.ports import AccountQueries, CommonPasswords, PasswordHasher, UnitOfWork
from domain.errors import InvalidValue
from domain.organisation import checked_password


async def must_be_good(common: CommonPasswords, password: str, *, field: str = "password") -> str:
    """The password, unchanged. Raises InvalidValue for one of a wrong length, or one that is guessed first (NIST
    SP 800-63B, revision 3, 5.1.1.2)."""
    checked_password(password, field=field)
    if await common.includes(password):
        raise InvalidValue("This password is among the first that are guessed; choose another one.", field=field)
    return password


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
