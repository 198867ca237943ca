"""Log-ins, and the tokens that prolong them."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self


@dataclass(frozen=True, slots=True)
class Session:
    """One log-in of a user; its refresh tokens are a family that ends as a whole."""

    id: int
    user_id: int
    started_at: datetime


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """A single-use token, known by its SHA-256 alone."""

    token_hash: str
    session_id: int
    expires_at: datetime
    is_spent: bool = False

    def is_usable(self, at: datetime) -> bool:
        """Whether it was not used yet and has not expired."""
        return not self.is_spent and at < self.expires_at

    def spend(self) -> Self:
        """The same token, not to be used again."""
        return replace(self, is_spent=True)
