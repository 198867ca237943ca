"""Password hashing for tests that hash many."""

import hashlib
import secrets

from application.ports import PasswordHasher


class QuickPasswordHasher(PasswordHasher):
    """Right in every answer and far too fast for use; the contract suite holds it to its port."""

    async def hash(self, password: str) -> str:
        salt = secrets.token_hex(8)
        return f"{salt}${_digest(salt, password)}"

    async def verify(self, password_hash: str | None, password: str) -> bool:
        salt, _, digest = (password_hash or "$").partition("$")
        return _digest(salt, password) == digest


def _digest(salt: str, password: str) -> str:
    return hashlib.sha256(salt.encode() + password.encode("utf-8", "surrogatepass")).hexdigest()
