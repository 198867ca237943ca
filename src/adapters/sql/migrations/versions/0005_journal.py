"""The journal: its entries, guarded by the database itself; what was there before begins it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"

_INSTANT = sa.String(27).with_variant(postgresql.TIMESTAMP(timezone=True), "postgresql")
_CONTENT = (
    *("chain", "position", "recorded_at", "user_id", "action", "subject_id", "version"),
    *("before", "after", "reason"),
)
_MAY_GO = """OLD.chain <> 0 AND EXISTS (
    SELECT 1 FROM journal_entries WHERE chain = 0 AND action = 'organisation.erased' AND subject_id = OLD.chain
)"""
_IS_SEAL = "OLD.hash IS NULL AND NEW.hash IS NOT NULL AND NEW.sequence IS NOT NULL AND NEW.settled_at IS NOT NULL"
_HAS_NUMBER = "EXISTS (SELECT 1 FROM journal_entries WHERE chain = NEW.chain AND sequence = NEW.sequence)"
_IS_THERE = f"""
    EXISTS (SELECT 1 FROM journal_entries WHERE chain = NEW.chain AND position = NEW.position)
    OR EXISTS (
        SELECT 1 FROM journal_entries
        WHERE chain = NEW.chain AND subject_id = NEW.subject_id AND version = NEW.version
    )
    OR NEW.sequence IS NOT NULL AND {_HAS_NUMBER}
"""
_POSITIONS = sa.Sequence("journal_positions")
_SAID = "The journal is append-only."


def upgrade() -> None:
    """Creates the tables and their guards, and an entry for each change that was made before."""
    op.create_table(
        "journal_entries",
        sa.Column("chain", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("position", sa.BigInteger(), nullable=False, autoincrement=False),
        sa.Column("recorded_at", _INSTANT, nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("before", sa.Text()),
        sa.Column("after", sa.Text()),
        sa.Column("reason", sa.String(500)),
        sa.Column("sequence", sa.BigInteger()),
        sa.Column("settled_at", _INSTANT),
        sa.Column("hash", sa.String(64)),
        sa.PrimaryKeyConstraint("chain", "position", name="pk_journal_entries"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_journal_entries_position", "journal_entries", ["position"])
    op.create_index("uq_journal_entries_version", "journal_entries", ["chain", "subject_id", "version"], unique=True)
    op.create_index("ix_journal_entries_unsealed", "journal_entries", ["position"], **_where("hash IS NULL"))
    op.create_index(
        "uq_journal_entries_sequence",
        "journal_entries",
        ["chain", "sequence"],
        unique=True,
        **_where("sequence IS NOT NULL"),
    )
    op.create_table(
        "journal_state",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("settled_until", _INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_journal_state"),
        sa.CheckConstraint("id = 1", name=op.f("ck_journal_state_single")),
    )
    op.execute("INSERT INTO journal_state (id) VALUES (1)")
    if _is_postgres():
        op.execute(sa.schema.CreateSequence(_POSITIONS))
    _load()
    for statement in _guards_of_postgresql() if _is_postgres() else _guards_of_sqlite():
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Drops the tables, and with them their triggers."""
    op.drop_table("journal_state")
    op.drop_table("journal_entries")
    if _is_postgres():
        op.execute("DROP FUNCTION guard_journal_entries")
        op.execute(sa.schema.DropSequence(_POSITIONS))


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def _guards_of_sqlite() -> Iterator[str]:
    differs = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _CONTENT)
    for name, event, condition in (
        ("kept", "DELETE", f"NOT ({_MAY_GO})"),
        # REPLACE removes what is in its way without a word to the trigger above.
        ("unchanged", "UPDATE", f"NOT ({_IS_SEAL}) OR {differs} OR {_HAS_NUMBER}"),
        ("unreplaced", "INSERT", _IS_THERE),
    ):
        yield (
            f"CREATE TRIGGER journal_entries_{name} BEFORE {event} ON journal_entries WHEN {condition}"
            f" BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        )


def _guards_of_postgresql() -> Iterator[str]:
    old, new = (f"({', '.join(f'{row}.{name}' for name in _CONTENT)})" for row in ("OLD", "NEW"))
    refusal = f"RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation'"
    yield f"""
        CREATE FUNCTION guard_journal_entries() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'UPDATE' THEN
                IF {_IS_SEAL} AND {new} IS NOT DISTINCT FROM {old} THEN
                    RETURN NEW;
                END IF;
            ELSIF TG_OP = 'DELETE' THEN
                IF {_MAY_GO} THEN
                    RETURN OLD;
                END IF;
            END IF;
            {refusal};
        END $$"""
    yield """
        CREATE TRIGGER journal_entries_kept BEFORE UPDATE OR DELETE ON journal_entries
        FOR EACH ROW EXECUTE FUNCTION guard_journal_entries()"""
    yield """
        CREATE TRIGGER journal_entries_not_emptied BEFORE TRUNCATE ON journal_entries
        FOR EACH STATEMENT EXECUTE FUNCTION guard_journal_entries()"""


def _load() -> None:
    entries = sa.table("journal_entries", *map(sa.column, _CONTENT))
    made = [*_types(), *_factors(), *sorted(_changes(), key=lambda entry: entry["recorded_at"])]
    for number, entry in enumerate(made, 1):
        position = _POSITIONS.next_value() if _is_postgres() else number
        op.get_bind().execute(entries.insert().values(position=position, **entry))


def _entry(
    chain: int, recorded_at: Any, user_id: int | None, action: str, subject_id: int, **rest: Any
) -> dict[str, Any]:
    values = {"version": None, "before": None, "after": None, "reason": None} | rest
    who = {"chain": chain, "recorded_at": recorded_at, "user_id": user_id or 0}
    return who | {"action": action, "subject_id": subject_id} | values


def _types() -> Iterator[dict[str, Any]]:
    factors = _rows("SELECT * FROM emission_factors ORDER BY recorded_at DESC, id DESC")
    firsts = {factor.usage_type_id: factor for factor in factors}
    for row in _rows("SELECT * FROM usage_types ORDER BY id"):
        state = {
            "name": row.name,
            "unit": row.unit,
            "accepted_units": row.accepted_units.split(","),
            "density_kg_per_l": row.density_kg_per_l,
            "retired_at": _text(row.retired_at),
        }
        # Nobody wrote down when a type was added: no later than its first factor, which came with it.
        first = firsts.get(row.id)
        recorded_at, by = (first.recorded_at, first.published_by) if first else (_now(), None)
        yield _entry(0, recorded_at, by, "usage_type.added", row.id, after=_json(state))


def _factors() -> Iterator[dict[str, Any]]:
    for row in _rows("SELECT * FROM emission_factors ORDER BY recorded_at, id"):
        state = {
            "usage_type_id": row.usage_type_id,
            "factor": row.value,
            "valid_from": _text(row.valid_from),
            "valid_to": _text(row.valid_to),
            "source": row.source,
            "edition": row.edition,
        }
        yield _entry(0, row.recorded_at, row.published_by, "factor.published", row.id, after=_json(state))


def _changes() -> Iterator[dict[str, Any]]:
    columns = "version, change, changed_at, changed_by, usage_type_id, usage_at, amount, unit, note, factor_id"
    columns += ", amount_in_type_unit, emissions_mg"
    before: Any = None
    for row in _rows(
        f"SELECT organisation_id, id AS usage_id, {columns} FROM usages UNION ALL "
        f"SELECT organisation_id, usage_id, {columns} FROM usage_versions ORDER BY 1, 2, 3"
    ):
        states = [None if one is None or one.change == "deleted" else _json(_state(one)) for one in (before, row)]
        yield _entry(
            row.organisation_id,
            row.changed_at,
            row.changed_by,
            f"usage.{row.change}",
            row.usage_id,
            version=row.version,
            before=None if row.version == 1 else states[0],
            after=states[1],
        )
        before = row


def _state(row: Any) -> dict[str, Any]:
    return {
        "usage_type_id": row.usage_type_id,
        "usage_at": _text(row.usage_at),
        "amount": _decimal(row.amount),
        "unit": row.unit,
        "note": row.note,
        "factor_id": row.factor_id,
        "amount_in_type_unit": _decimal(row.amount_in_type_unit),
        "emissions_kg_co2e": _decimal(row.emissions_mg),
    }


def _rows(query: str) -> Any:
    return op.get_bind().exec_driver_sql(query).fetchall()


def _now() -> Any:
    now = datetime.now(UTC)
    return now if _is_postgres() else f"{now:%Y-%m-%d %H:%M:%S.%f}Z"


def _text(at: Any) -> str | None:
    if at is None:
        return None
    return at.replace(" ", "T") if isinstance(at, str) else f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def _decimal(millionths: int) -> str:
    text = format(Decimal(millionths).scaleb(-6), "f")
    return text.rstrip("0").rstrip(".")


def _json(state: dict[str, Any]) -> str:
    return json.dumps(state, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
