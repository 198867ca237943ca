"""Organisations, users and sessions in SQL."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select

from adapters.sql.engine.database import Row, Transaction
from adapters.sql.engine.errors import BrokenConstraint, named_errors
from adapters.sql.queries import accounts as sql
from adapters.sql.queries.rows import ReadInstant
from adapters.sql.schema.account_tables import OrganisationRow, RefreshTokenRow, SessionRow, UserRow
from adapters.sql.storage import SqlStorage
from application.authorisation import Caller
from application.ports import AccountQueries, AccountRepository, Credentials, SessionRepository
from application.views.accounts import NOTHING_ELSE, AccountView, Erasure, OrganisationReference
from domain.errors import InvalidValue
from domain.organisation import Organisation, User, checked_email, email_taken, user_not_found
from domain.session import RefreshToken, Session


class SqlAccountRepository(AccountRepository):
    """Organisations and their members."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, organisation: Organisation, user: User, password_hash: str) -> None:
        session = self._transaction.session
        try:
            with named_errors:
                session.add(
                    OrganisationRow(id=organisation.id, name=organisation.name, created_at=organisation.created_at)
                )
                await session.flush()
                session.add(
                    UserRow(
                        id=user.id,
                        organisation_id=organisation.id,
                        name=user.name,
                        email=user.email,
                        password_hash=password_hash,
                        is_operator=user.is_operator,
                        created_at=user.created_at,
                    )
                )
                await session.flush()
        except BrokenConstraint as broken:
            if broken.name == "uq_users_email":
                raise email_taken() from broken
            raise

    async def get(self, user_id: int) -> User:
        row = await self._row(user_id)
        return User(row.id, row.organisation_id, row.name, row.email, row.is_operator, row.created_at)

    async def view(self, user_id: int) -> AccountView:
        rows = await self._transaction.fetch(sql.account, user_id=user_id)
        return _view(user_id, rows, self._transaction.instant)

    async def replace(self, user: User) -> None:
        row = await self._row(user.id)
        row.name, row.email, row.is_operator = user.name, user.email, user.is_operator
        with named_errors:
            await self._transaction.session.flush()

    async def password_hash(self, user_id: int) -> str | None:
        with named_errors:
            row = await self._transaction.session.get(UserRow, user_id, with_for_update=True)
        return None if row is None else row.password_hash

    async def set_password(self, user_id: int, password_hash: str) -> None:
        row = await self._row(user_id)
        row.password_hash = password_hash
        with named_errors:
            await self._transaction.session.flush()

    async def _row(self, user_id: int) -> UserRow:
        with named_errors:
            row = await self._transaction.session.get(UserRow, user_id, with_for_update=True)
        if row is None:
            raise user_not_found(user_id)
        return row

    async def goes_with(self, user_id: int) -> int | None:
        row, session = await self._row(user_id), self._transaction.session
        with named_errors:
            # Held, so that of two members who leave at once the second sees that it is the last.
            await session.get(OrganisationRow, row.organisation_id, with_for_update=True)
            members = select(func.count()).where(UserRow.organisation_id == row.organisation_id)
            return row.organisation_id if await session.scalar(members) == 1 else None

    async def erase(self, user_id: int) -> None:
        organisation_id = await self.goes_with(user_id)
        row, session = await self._row(user_id), self._transaction.session
        self._transaction.erases = True
        with named_errors:
            await session.delete(row)
            await session.flush()
            if organisation_id is not None:
                # The journal last: of an organisation that is there no entry goes.
                for erasure in (sql.erase_versions, sql.erase_usages, sql.erase_organisation, sql.erase_journal):
                    await self._transaction.run_long(erasure, organisation_id=organisation_id)


class SqlSessionRepository(SessionRepository):
    """Sessions and refresh tokens; what ends is removed, a session's tokens by the database with it."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, session: Session, token: RefreshToken) -> None:
        rows = self._transaction.session
        try:
            with named_errors:
                rows.add(SessionRow(id=session.id, user_id=session.user_id, started_at=session.started_at))
                await rows.flush()
                rows.add(_token_row(token))
                await rows.flush()
        except BrokenConstraint as broken:
            if broken.is_foreign_key:
                raise user_not_found(session.user_id) from broken
            raise

    async def find(self, token_hash: str) -> tuple[Session, RefreshToken] | None:
        wanted = (
            select(SessionRow, RefreshTokenRow)
            .join(RefreshTokenRow, RefreshTokenRow.session_id == SessionRow.id)
            .where(RefreshTokenRow.token_hash == token_hash)
            .with_for_update()
        )
        with named_errors:
            found = (await self._transaction.session.execute(wanted)).one_or_none()
        if found is None:
            return None
        session, token = found
        return (
            Session(session.id, session.user_id, session.started_at),
            RefreshToken(token.token_hash, token.session_id, token.expires_at, token.is_spent),
        )

    async def rotate(self, spent: RefreshToken, following: RefreshToken, at: datetime) -> None:
        rows = self._transaction.session
        expired = (RefreshTokenRow.session_id == spent.session_id) & (RefreshTokenRow.expires_at <= at)
        with named_errors:
            for token in (spent, following):
                await rows.merge(_token_row(token))
            await rows.flush()
            await rows.execute(delete(RefreshTokenRow).where(expired))

    async def end(self, session_id: int) -> None:
        with named_errors:
            await self._transaction.session.execute(delete(SessionRow).where(SessionRow.id == session_id))

    async def end_expired(self, user_id: int, at: datetime) -> None:
        alive = select(RefreshTokenRow.token_hash).where(
            RefreshTokenRow.session_id == SessionRow.id, RefreshTokenRow.expires_at > at
        )
        with named_errors:
            await self._transaction.session.execute(
                delete(SessionRow).where(SessionRow.user_id == user_id, ~alive.exists())
            )

    async def end_others(self, user_id: int, kept_session_id: int | None) -> None:
        others = delete(SessionRow).where(SessionRow.user_id == user_id)
        if kept_session_id is not None:
            others = others.where(SessionRow.id != kept_session_id)
        with named_errors:
            await self._transaction.session.execute(others)


def _token_row(token: RefreshToken) -> RefreshTokenRow:
    return RefreshTokenRow(
        token_hash=token.token_hash,
        session_id=token.session_id,
        expires_at=token.expires_at,
        is_spent=token.is_spent,
    )


class SqlAccountQueries(AccountQueries):
    """One statement a question."""

    def __init__(self, storage: SqlStorage) -> None:
        self._database = storage.database

    async def caller(self, user_id: int, session_id: int) -> Caller | None:
        rows = await self._database.fetch(sql.caller, user_id=user_id, session_id=session_id)
        if not rows:
            return None
        ((organisation_id, is_operator),) = rows
        return Caller(user_id, organisation_id, session_id, bool(is_operator))

    async def credentials(self, email: str) -> Credentials | None:
        try:
            known = await self._database.fetch(sql.credentials, email=checked_email(email))
        except InvalidValue:  # nobody has it, and not every text can be asked for
            return None
        return next((Credentials(*row) for row in known), None)

    async def credentials_of(self, user_id: int) -> Credentials | None:
        rows = await self._database.fetch(sql.credentials_of, user_id=user_id)
        return next((Credentials(*row) for row in rows), None)

    async def account(self, user_id: int) -> AccountView:
        rows = await self._database.fetch(sql.account, user_id=user_id)
        return _view(user_id, rows, self._database.instant)


def _view(user_id: int, rows: Sequence[Row], instant: ReadInstant) -> AccountView:
    if not rows:
        raise user_not_found(user_id)
    ((name, email, is_operator, created_at, organisation_id, organisation_name, others, *counts),) = rows
    return AccountView(
        id=user_id,
        name=name,
        email=email,
        is_operator=bool(is_operator),
        created_at=instant(created_at),
        organisation=OrganisationReference(organisation_id, organisation_name),
        on_deletion=NOTHING_ELSE if others else _erasure(*counts),
    )


def _erasure(current: int, closed_or_deleted: int, deleted: int, entries: int) -> Erasure:
    return Erasure(
        organisation_goes=True,
        usages=current + deleted,
        usage_versions=current + closed_or_deleted,
        journal_entries=entries,
    )
