"""The one schema. Amounts are millionths of their unit, emissions milligrams of CO2e (millionths of a kg).

Every primary and unique key of tenant data begins with the organisation, so that the ledger can be spread over servers
by it; nothing refers from one organisation's rows to another's.
"""

from datetime import datetime
from decimal import Decimal

from advanced_alchemy.base import DefaultBase
from advanced_alchemy.types import BigIntIdentity
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.column_types import DecimalText, Instant, Millionths, UnitCodes
from domain.organisation import EMAIL_LENGTH
from domain.quantity import AMOUNT_LIMIT, FIGURE_LIMIT
from domain.text import NAME_LENGTH, NOTE_LENGTH

_MILLION = 10**6


def _key() -> Mapped[int]:
    # On SQLite this type makes the id the row's own number, the shortest way to it.
    return mapped_column(BigIntIdentity, primary_key=True, autoincrement=False)


class OrganisationRow(DefaultBase):
    """A tenant."""

    __tablename__ = "organisations"

    id: Mapped[int] = _key()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    created_at: Mapped[datetime] = mapped_column(Instant)


class UserRow(DefaultBase):
    """A member of an organisation. Ledger rows hold user ids without a foreign key: they outlive the account."""

    __tablename__ = "users"
    __table_args__ = (UniqueConstraint("email"),)

    id: Mapped[int] = _key()
    organisation_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    password_hash: Mapped[str] = mapped_column(String(250))
    is_operator: Mapped[bool] = mapped_column(Boolean)
    created_at: Mapped[datetime] = mapped_column(Instant)


class SessionRow(DefaultBase):
    """A log-in; ending it deletes the row, and its tokens with it."""

    __tablename__ = "sessions"

    id: Mapped[int] = _key()
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


class UsageTypeRow(DefaultBase):
    """A usage type. Its factor in force is read from emission_factors; there is no copy of it here."""

    __tablename__ = "usage_types"
    __table_args__ = (UniqueConstraint("name", "unit", name="uq_usage_types_name_unit"),)

    id: Mapped[int] = _key()
    name: Mapped[str] = mapped_column(String(NAME_LENGTH))
    unit: Mapped[str] = mapped_column(String(16))
    accepted_units: Mapped[tuple[str, ...]] = mapped_column(UnitCodes)
    density_kg_per_l: Mapped[Decimal | None] = mapped_column(DecimalText)
    retired_at: Mapped[datetime | None] = mapped_column(Instant)


class EmissionFactorRow(DefaultBase):
    """A factor version, in kg CO2e per unit of its type, for instants of [valid_from, valid_to); null is open."""

    __tablename__ = "emission_factors"
    __table_args__ = (
        CheckConstraint("valid_from < valid_to", name="validity"),
        Index("ix_emission_factors_usage_type_id", "usage_type_id", "valid_from"),
    )

    id: Mapped[int] = _key()
    usage_type_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("usage_types.id", ondelete="RESTRICT"))
    value: Mapped[Decimal] = mapped_column(DecimalText)
    valid_from: Mapped[datetime | None] = mapped_column(Instant)
    valid_to: Mapped[datetime | None] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(String(NAME_LENGTH))
    edition: Mapped[str | None] = mapped_column(String(NAME_LENGTH))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    published_by: Mapped[int | None] = mapped_column(BigInteger)


class _VersionColumns:
    """What a version of a usage states and what follows from it."""

    user_id: Mapped[int] = mapped_column(BigInteger)
    usage_type_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("usage_types.id", ondelete="RESTRICT"))
    usage_at: Mapped[datetime] = mapped_column(Instant)
    amount: Mapped[Decimal] = mapped_column(Millionths)
    unit: Mapped[str] = mapped_column(String(16))
    note: Mapped[str | None] = mapped_column(String(NOTE_LENGTH))
    factor_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("emission_factors.id", ondelete="RESTRICT"))
    amount_in_type_unit: Mapped[Decimal] = mapped_column(Millionths)
    emissions_mg: Mapped[Decimal] = mapped_column(Millionths)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(Integer)
    change: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[datetime] = mapped_column(Instant)
    changed_by: Mapped[int] = mapped_column(BigInteger)


def _bounds() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint(f"amount >= 0 AND amount < {AMOUNT_LIMIT * _MILLION}", name="amount"),
        CheckConstraint(
            f"amount_in_type_unit >= 0 AND amount_in_type_unit < {FIGURE_LIMIT * _MILLION}", name="amount_in_type_unit"
        ),
        CheckConstraint(f"emissions_mg >= 0 AND emissions_mg < {FIGURE_LIMIT * _MILLION}", name="emissions_mg"),
        CheckConstraint("version >= 1", name="version"),
    )


class UsageRow(_VersionColumns, DefaultBase):
    """The current version of a usage that is not deleted. Each order of a list has its index; that of usage_at, the
    usual one, also holds what totals and sums over time need."""

    __tablename__ = "usages"
    __table_args__ = (
        *_bounds(),
        Index(
            "ix_usages_usage_at",
            *("organisation_id", "usage_at", "id", "usage_type_id", "emissions_mg", "amount_in_type_unit"),
        ),
        Index("ix_usages_amount_in_type_unit", "organisation_id", "amount_in_type_unit", "id"),
        Index("ix_usages_emissions_mg", "organisation_id", "emissions_mg", "id"),
        Index("ix_usages_usage_type_id", "organisation_id", "usage_type_id", "id"),
        Index("ix_usages_recorded_at", "organisation_id", "recorded_at", "id"),
        {"sqlite_with_rowid": False},
    )

    organisation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("organisations.id"), primary_key=True, autoincrement=False, sort_order=-2
    )
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, sort_order=-1)


class UsageVersionRow(_VersionColumns, DefaultBase):
    """A version that another took the place of at superseded_at; or, where that is null, the mark of a deletion."""

    __tablename__ = "usage_versions"
    __table_args__ = (*_bounds(), {"sqlite_with_rowid": False})

    organisation_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("organisations.id"), primary_key=True, autoincrement=False, sort_order=-3
    )
    usage_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False, sort_order=-2)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False, sort_order=-1)
    superseded_at: Mapped[datetime | None] = mapped_column(Instant, sort_order=1)


class IdBlockRow(DefaultBase):
    """The last block of 1024 ids that any process claimed; one row."""

    __tablename__ = "id_blocks"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last_block: Mapped[int] = mapped_column(BigInteger)


metadata = DefaultBase.metadata
"""Every table."""
