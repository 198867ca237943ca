"""The ledger: organisations and their members, usage types with their factors, usages with their versions.

It states the schema and the preloaded rows literally, so that it stays what it was when the program moves on.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INSTANT = sa.String(27).with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
_MILLIONTHS = sa.BigInteger()
_DECIMAL = sa.String(40)
_NAME = sa.String(100)
_UNIT = sa.String(16)


def upgrade() -> None:
    """Creates every table and loads the five usage types with their factors and the first block of ids."""
    _create_accounts()
    _create_usage_types()
    _create_usages()
    op.create_table(
        "id_blocks",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("last_block", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_id_blocks"),
        sa.CheckConstraint("id = 1", name=op.f("ck_id_blocks_single")),
    )
    _load()


def downgrade() -> None:
    """Drops everything."""
    for table in (
        *("id_blocks", "usage_versions", "usages", "emission_factors", "usage_types"),
        *("refresh_tokens", "sessions", "users", "organisations"),
    ):
        op.drop_table(table)


def _create_accounts() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", _KEY, nullable=False, autoincrement=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
    )
    op.create_table(
        "users",
        sa.Column("id", _KEY, nullable=False, autoincrement=False),
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("password_hash", sa.String(250), nullable=False),
        sa.Column("is_operator", sa.Boolean(), nullable=False),
        sa.Column("created_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
        _reference("users", "organisation_id", "organisations"),
    )
    op.create_index("ix_users_organisation_id", "users", ["organisation_id"])
    op.create_table(
        "sessions",
        sa.Column("id", _KEY, nullable=False, autoincrement=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("started_at", _INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        _reference("sessions", "user_id", "users", "CASCADE"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_table(
        "refresh_tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("session_id", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("is_spent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_refresh_tokens"),
        _reference("refresh_tokens", "session_id", "sessions", "CASCADE"),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])


def _create_usage_types() -> None:
    op.create_table(
        "usage_types",
        sa.Column("id", _KEY, nullable=False, autoincrement=False),
        sa.Column("name", _NAME, nullable=False),
        sa.Column("unit", _UNIT, nullable=False),
        sa.Column("accepted_units", sa.String(250), nullable=False),
        sa.Column("density_kg_per_l", _DECIMAL),
        sa.Column("retired_at", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_usage_types"),
        sa.UniqueConstraint("name", "unit", name="uq_usage_types_name_unit"),
    )
    op.create_table(
        "emission_factors",
        sa.Column("id", _KEY, nullable=False, autoincrement=False),
        sa.Column("usage_type_id", sa.BigInteger(), nullable=False),
        sa.Column("value", _DECIMAL, nullable=False),
        sa.Column("valid_from", _INSTANT),
        sa.Column("valid_to", _INSTANT),
        sa.Column("source", _NAME, nullable=False),
        sa.Column("edition", _NAME),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("published_by", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_emission_factors"),
        sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_emission_factors_validity")),
        _reference("emission_factors", "usage_type_id", "usage_types", "RESTRICT"),
    )
    op.create_index("ix_emission_factors_usage_type_id", "emission_factors", ["usage_type_id", "valid_from"])


def _create_usages() -> None:
    op.create_table(
        "usages",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        *_statement(),
        sa.Column("version", sa.Integer(), nullable=False),
        *_change(),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_usages"),
        *_rules("usages"),
        sqlite_with_rowid=False,
    )
    for column in ("amount_in_type_unit", "emissions_mg", "usage_type_id", "recorded_at"):
        op.create_index(f"ix_usages_{column}", "usages", ["organisation_id", column, "id"])
    op.create_index(
        "ix_usages_usage_at",
        "usages",
        ["organisation_id", "usage_at", "id", "usage_type_id", "emissions_mg", "amount_in_type_unit"],
    )
    op.create_table(
        "usage_versions",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("usage_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_statement(),
        *_change(),
        sa.Column("superseded_at", _INSTANT),
        sa.PrimaryKeyConstraint("organisation_id", "usage_id", "version", name="pk_usage_versions"),
        *_rules("usage_versions"),
        sqlite_with_rowid=False,
    )


def _statement() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("usage_type_id", sa.BigInteger(), nullable=False),
        sa.Column("usage_at", _INSTANT, nullable=False),
        sa.Column("amount", _MILLIONTHS, nullable=False),
        sa.Column("unit", _UNIT, nullable=False),
        sa.Column("note", sa.String(500)),
        sa.Column("factor_id", sa.BigInteger(), nullable=False),
        sa.Column("amount_in_type_unit", _MILLIONTHS, nullable=False),
        sa.Column("emissions_mg", _MILLIONTHS, nullable=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
    )


def _change() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("change", sa.String(16), nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=False),
    )


def _rules(table: str) -> tuple[sa.Constraint, ...]:
    return (
        _bounds(table, "amount", 10**18),
        _bounds(table, "amount_in_type_unit", 9 * 10**18),
        _bounds(table, "emissions_mg", 9 * 10**18),
        sa.CheckConstraint("version >= 1", name=op.f(f"ck_{table}_version")),
        _reference(table, "organisation_id", "organisations"),
        _reference(table, "usage_type_id", "usage_types", "RESTRICT"),
        _reference(table, "factor_id", "emission_factors", "RESTRICT"),
    )


def _bounds(table: str, column: str, limit: int) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} >= 0 AND {column} < {limit}", name=op.f(f"ck_{table}_{column}"))


def _reference(table: str, column: str, other: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], f"fk_{table}_{column}_{other}", ondelete=ondelete)


def _load() -> None:
    energy = "kwh,Wh,MWh,GWh,MJ,GJ,therm,MMBtu"
    _insert(
        sa.table("usage_types", *_columns("id", "name", "unit", "accepted_units", "density_kg_per_l")),
        (100, "electricity", "kwh", energy, None),
        (101, "water", "kg", "kg,g,t,l,m3", "1"),
        (102, "heating", "kwh", energy, None),
        (103, "heating", "l", "l,m3,US gal,imp gal", None),
        (104, "heating", "m3", "m3,ft3,CCF", None),
    )
    is_postgres = op.get_bind().dialect.name == "postgresql"
    recorded_at = datetime(2026, 11, 22, tzinfo=UTC) if is_postgres else "2026-11-22 00:00:00.000000Z"
    said = ("Preloaded with Carbon Ledger", recorded_at)
    _insert(
        sa.table(
            "emission_factors", *_columns("id", "usage_type_id", "value", "source"), sa.column("recorded_at", _INSTANT)
        ),
        (1, 100, "1.5", *said),
        (2, 101, "26.93", *said),
        (3, 102, "3.892", *said),
        (4, 103, "8.57", *said),
        (5, 104, "19.456", *said),
    )
    _insert(sa.table("id_blocks", *_columns("id", "last_block")), (1, 0))


def _columns(*names: str) -> tuple[sa.ColumnClause[Any], ...]:
    return tuple(map(sa.column, names))


def _insert(table: sa.TableClause, *rows: tuple[Any, ...]) -> None:
    op.bulk_insert(table, [dict(zip(table.c.keys(), row, strict=True)) for row in rows])
