"""The tables of accounts: who may log in, and what is kept of their requests. None of it belongs to the ledger."""

from datetime import datetime

from advanced_alchemy.base import DefaultBase
from advanced_alchemy.types import BigIntIdentity
from sqlalchemy import BigInteger, Boolean, ForeignKey, Integer, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.schema.column_types import Instant
from domain.organisation import EMAIL_LENGTH
from domain.text import NAME_LENGTH


def key() -> Mapped[int]:
    """An id that the application gives."""
    # On SQLite this type makes the id the row's own number, the shortest way to it.
    return mapped_column(BigIntIdentity, primary_key=True, autoincrement=False)


class OrganisationRow(DefaultBase):
    """A tenant."""

    __tablename__ = "organisations"

    id: Mapped[int] = key()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    created_at: Mapped[datetime] = mapped_column(Instant)


class UserRow(DefaultBase):
    """A member of an organisation. Ledger rows hold user ids without a foreign key: they outlive the account."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[int] = key()
    organisation_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    password_hash: Mapped[str] = mapped_column(String(250))
    is_operator: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SessionRow(DefaultBase):
    """A log-in; ending it deletes the row, and its tokens with it."""

    __tablename__ = "sessions"

    id: Mapped[int] = key()
    user_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("users.id", ondelete="CASCADE"), index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)


class RefreshTokenRow(DefaultBase):
    """A refresh token by its SHA-256 in hex."""

    __tablename__ = "refresh_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    is_spent: Mapped[bool] = mapped_column(Boolean)


class IdempotencyKeyRow(DefaultBase):
    """A request of a user that may be sent again; ``answer`` is what it was answered with, empty until it is."""

    __tablename__ = "idempotency_keys"

    user_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    resource: Mapped[str] = mapped_column(String(100), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class AttemptRow(DefaultBase):
    """A count of attempts until ``ends_at``; ``subject`` is the SHA-256 in hex of what is counted."""

    __tablename__ = "attempts"

    subject: Mapped[str] = mapped_column(String(64), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)
    ends_at: Mapped[datetime] = mapped_column(Instant, index=True)
