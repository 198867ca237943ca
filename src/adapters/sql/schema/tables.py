"""The one schema. Amounts are millionths of their unit, emissions milligrams of CO2e (millionths of a kg).

Every primary and unique key of tenant data begins with the organisation, so that the ledger can be spread over servers
by it; nothing refers from one organisation's rows to another's.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from advanced_alchemy.base import DefaultBase
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    Sequence,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from adapters.sql.schema.account_tables import key
from adapters.sql.schema.column_types import CanonicalJson, DecimalText, Instant, Millionths, UnitCodes
from domain.quantity import AMOUNT_LIMIT, FIGURE_LIMIT
from domain.text import NAME_LENGTH, NOTE_LENGTH

_MILLION = 10**6


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class UsageTypeRow(DefaultBase):
    """A usage type. Its factor in force is read from emission_factors; there is no copy of it here."""

    __tablename__ = "usage_types"
    __table_args__ = (UniqueConstraint("name", "unit", name="uq_usage_types_name_unit"),)

    id: Mapped[int] = key()
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

    id: Mapped[int] = key()
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


class JournalEntryRow(DefaultBase):
    """An entry of the journal. ``chain`` is the id of its organisation, or 0; ``position`` its place among all. The
    database refuses every change but the setting of a seal that is not there, and every removal but with the
    organisation (migrations 0005 and 0006)."""

    __tablename__ = "journal_entries"
    __table_args__ = (
        Index("ix_journal_entries_position", "position"),
        Index("uq_journal_entries_version", "chain", "subject_id", "version", unique=True),  # none for all but usages
        Index("ix_journal_entries_unsealed", "position", **_where("hash IS NULL")),
        Index("uq_journal_entries_sequence", "chain", "sequence", unique=True, **_where("sequence IS NOT NULL")),
        {"sqlite_with_rowid": False},
    )

    chain: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    user_id: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int] = mapped_column(BigInteger)
    version: Mapped[int | None] = mapped_column(Integer)
    before: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJson)
    after: Mapped[dict[str, Any] | None] = mapped_column(CanonicalJson)
    reason: Mapped[str | None] = mapped_column(String(NOTE_LENGTH))
    sequence: Mapped[int | None] = mapped_column(BigInteger)
    settled_at: Mapped[datetime | None] = mapped_column(Instant)
    hash: Mapped[str | None] = mapped_column(String(64))


journal_positions = Sequence("journal_positions", metadata=DefaultBase.metadata)
"""What PostgreSQL numbers entries by, as they come; SQLite has no sequences, and no two writers."""


class JournalStateRow(DefaultBase):
    """The last instant as of which answers are fixed; one row."""

    __tablename__ = "journal_state"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    settled_until: Mapped[datetime | None] = mapped_column(Instant)


class IdBlockRow(DefaultBase):
    """The last block of 1024 ids that any process claimed; one row."""

    __tablename__ = "id_blocks"
    __table_args__ = (CheckConstraint("id = 1", name="single"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    last_block: Mapped[int] = mapped_column(BigInteger)


metadata = DefaultBase.metadata
"""Every table."""
