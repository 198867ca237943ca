"""Password hashing, and judging, for tests that do much of it."""

import hashlib
import secrets

from application.ports import CommonPasswords, PasswordHasher


class QuickPasswordHasher(PasswordHasher):
    """Right in every answer and far too fast for use; the contract suite holds it to its port."""

    async def hash(self, password: str) -> str:
        salt = secrets.token_hex(8)
        return f"{salt}${_digest(salt, password)}"

    async def verify(self, password_hash: str | None, password: str) -> bool:
        salt, _, digest = (password_hash or "$").partition("$")
        return _digest(salt, password) == digest


class FewCommonPasswords(CommonPasswords):
    """Knows a handful, which is right as far as it goes; the contract suite holds it to its port."""

    async def includes(self, password: str) -> bool:
        return password.lower() in {"password", "12345678", "qwerty123", "iloveyou"}


def _digest(salt: str, password: str) -> str:
    return hashlib.sha256(salt.encode() + password.encode("utf-8", "surrogatepass")).hexdigest()
