"""Organisations, users, and the sessions they are logged in by."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import datetime

from application.authorisation import Caller
from application.views.accounts import AccountView
from domain.organisation import Organisation, User
from domain.session import RefreshToken, Session


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a log-in is checked against."""

    user_id: int
    password_hash: str


class AccountRepository(ABC):
    """Organisations and their members."""

    @abstractmethod
    async def add(self, organisation: Organisation, user: User, password_hash: str) -> None:
        """A new organisation with its first member. Raises EmailTaken."""

    @abstractmethod
    async def get(self, user_id: int) -> User:
        """Raises UserNotFound."""

    @abstractmethod
    async def view(self, user_id: int) -> AccountView:
        """As AccountQueries.account shows it, with this unit of work's own changes. Raises UserNotFound."""

    @abstractmethod
    async def replace(self, user: User) -> None:
        """Keeps the user's new state. Raises UserNotFound."""

    @abstractmethod
    async def password_hash(self, user_id: int) -> str | None:
        """The hash in force, which nobody changes before the unit of work ends; None when the user is gone."""

    @abstractmethod
    async def set_password(self, user_id: int, password_hash: str) -> None:
        """Raises UserNotFound."""

    @abstractmethod
    async def goes_with(self, user_id: int) -> int | None:
        """The organisation whose only member this is, held until the unit of work ends: nobody adds anything to it
        meanwhile. None where it has others. Raises UserNotFound."""

    @abstractmethod
    async def erase(self, user_id: int) -> None:
        """Erases name, e-mail, password, sessions and kept answers; with an organisation's only member the whole
        organisation: usages, versions and its chain of the journal, which a storage may refuse unless the
        installation's chain tells of it. Raises UserNotFound."""


class SessionRepository(ABC):
    """Log-ins, and the single-use refresh tokens that prolong them. Tokens are kept as hashes."""

    @abstractmethod
    async def add(self, session: Session, token: RefreshToken) -> None:
        """A new session with its first refresh token. Raises UserNotFound when the user is gone."""

    @abstractmethod
    async def find(self, token_hash: str) -> tuple[Session, RefreshToken] | None:
        """The session that a refresh token was issued in, spent tokens included; None when there is no such token."""

    @abstractmethod
    async def rotate(self, spent: RefreshToken, following: RefreshToken, at: datetime) -> None:
        """Keeps that a token is spent, and the one issued in its place; removes the session's expired tokens."""

    @abstractmethod
    async def end(self, session_id: int) -> None:
        """Ends a session: its tokens are worthless from the commit on. Ending twice is no error."""

    @abstractmethod
    async def end_expired(self, user_id: int, at: datetime) -> None:
        """Ends the sessions of a user whose refresh tokens have all expired."""

    @abstractmethod
    async def end_others(self, user_id: int, kept_session_id: int | None) -> None:
        """Ends every session of a user, but for one."""


class AccountQueries(ABC):
    """What is read of accounts, outside any transaction."""

    @abstractmethod
    async def caller(self, user_id: int, session_id: int) -> Caller | None:
        """Who a session belongs to, and their rights; None when it has ended, or is not this user's."""

    @abstractmethod
    async def credentials(self, email: str) -> Credentials | None:
        """By address in lower case; None for any text that is nobody's address."""

    @abstractmethod
    async def credentials_of(self, user_id: int) -> Credentials | None:
        """By user."""

    @abstractmethod
    async def account(self, user_id: int) -> AccountView:
        """The account as its owner sees it. Raises UserNotFound."""
