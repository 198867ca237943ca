"""Organisations, users and sessions in memory."""

from datetime import datetime

from adapters.memory.storage import MemoryStorage
from adapters.memory.tables import Tables
from application.authorisation import Caller
from application.ports import AccountQueries, AccountRepository, Credentials, SessionRepository
from application.views.accounts import NOTHING_ELSE, AccountView, Erasure, OrganisationReference
from domain.organisation import Organisation, User, email_taken, user_not_found
from domain.session import RefreshToken, Session


class MemoryAccountRepository(AccountRepository):
    """Organisations and their members."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, organisation: Organisation, user: User, password_hash: str) -> None:
        if any(other.email == user.email for other in self._tables.users.values()):
            raise email_taken()
        self._tables.organisations[organisation.id] = organisation
        self._tables.users[user.id] = user
        self._tables.password_hashes[user.id] = password_hash

    async def get(self, user_id: int) -> User:
        return _user(self._tables, user_id)

    async def view(self, user_id: int) -> AccountView:
        return _view(self._tables, user_id)

    async def replace(self, user: User) -> None:
        _user(self._tables, user.id)
        self._tables.users[user.id] = user

    async def password_hash(self, user_id: int) -> str | None:
        return self._tables.password_hashes.get(user_id)

    async def set_password(self, user_id: int, password_hash: str) -> None:
        _user(self._tables, user_id)
        self._tables.password_hashes[user_id] = password_hash

    async def goes_with(self, user_id: int) -> int | None:
        user = _user(self._tables, user_id)
        return user.organisation_id if _is_only_member(self._tables, user) else None

    async def erase(self, user_id: int) -> None:
        user = _user(self._tables, user_id)
        await MemorySessionRepository(self._tables).end_others(user_id, None)
        for request in [request for request in self._tables.answers if request.user_id == user_id]:
            del self._tables.answers[request]
        if _is_only_member(self._tables, user):
            for key in [key for key in self._tables.usages if key[0] == user.organisation_id]:
                del self._tables.usages[key]
            for position in [
                it.position for it in self._tables.journal.values() if it.entry.chain == user.organisation_id
            ]:
                del self._tables.journal[position]
            self._tables.heads.pop(user.organisation_id, None)
            del self._tables.organisations[user.organisation_id]
        del self._tables.users[user_id]
        del self._tables.password_hashes[user_id]


class MemorySessionRepository(SessionRepository):
    """Sessions and refresh tokens; what ends is removed."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, session: Session, token: RefreshToken) -> None:
        _user(self._tables, session.user_id)
        self._tables.sessions[session.id] = session
        self._tables.tokens[token.token_hash] = token

    async def find(self, token_hash: str) -> tuple[Session, RefreshToken] | None:
        token = self._tables.tokens.get(token_hash)
        return None if token is None else (self._tables.sessions[token.session_id], token)

    async def rotate(self, spent: RefreshToken, following: RefreshToken, at: datetime) -> None:
        for token in (spent, following):
            self._tables.tokens[token.token_hash] = token
        family = [token for token in self._tables.tokens.values() if token.session_id == spent.session_id]
        for token in family:
            if token.expires_at <= at:
                del self._tables.tokens[token.token_hash]

    async def end(self, session_id: int) -> None:
        self._tables.sessions.pop(session_id, None)
        for token in [token for token in self._tables.tokens.values() if token.session_id == session_id]:
            del self._tables.tokens[token.token_hash]

    async def end_expired(self, user_id: int, at: datetime) -> None:
        alive = {token.session_id for token in self._tables.tokens.values() if token.expires_at > at}
        for session in [session for session in self._tables.sessions.values() if session.user_id == user_id]:
            if session.id not in alive:
                await self.end(session.id)

    async def end_others(self, user_id: int, kept_session_id: int | None) -> None:
        sessions = [session for session in self._tables.sessions.values() if session.user_id == user_id]
        for session in sessions:
            if session.id != kept_session_id:
                await self.end(session.id)


class MemoryAccountQueries(AccountQueries):
    """What is committed of accounts."""

    def __init__(self, storage: MemoryStorage) -> None:
        self._tables = storage.committed

    async def caller(self, user_id: int, session_id: int) -> Caller | None:
        session, user = self._tables.sessions.get(session_id), self._tables.users.get(user_id)
        if session is None or user is None or session.user_id != user_id:
            return None
        return Caller(user_id, user.organisation_id, session_id, user.is_operator)

    async def credentials(self, email: str) -> Credentials | None:
        found = (user.id for user in self._tables.users.values() if user.email == email)
        user_id = next(found, None)
        return None if user_id is None else await self.credentials_of(user_id)

    async def credentials_of(self, user_id: int) -> Credentials | None:
        password_hash = self._tables.password_hashes.get(user_id)
        return None if password_hash is None else Credentials(user_id, password_hash)

    async def account(self, user_id: int) -> AccountView:
        return _view(self._tables, user_id)


def _user(tables: Tables, user_id: int) -> User:
    if user := tables.users.get(user_id):
        return user
    raise user_not_found(user_id)


def _view(tables: Tables, user_id: int) -> AccountView:
    user = _user(tables, user_id)
    organisation = tables.organisations[user.organisation_id]
    return AccountView(
        id=user.id,
        name=user.name,
        email=user.email,
        is_operator=user.is_operator,
        created_at=user.created_at,
        organisation=OrganisationReference(organisation.id, organisation.name),
        on_deletion=_erasure(tables, user),
    )


def _is_only_member(tables: Tables, user: User) -> bool:
    return not any(it.organisation_id == user.organisation_id and it.id != user.id for it in tables.users.values())


def _erasure(tables: Tables, user: User) -> Erasure:
    if not _is_only_member(tables, user):
        return NOTHING_ELSE
    usages = [kept for key, kept in tables.usages.items() if key[0] == user.organisation_id]
    entries = sum(item.entry.chain == user.organisation_id for item in tables.journal.values())
    return Erasure(
        organisation_goes=True, usages=len(usages), usage_versions=sum(map(len, usages)), journal_entries=entries
    )
