"""No entry of a chain goes while its organisation is there, whatever is said of an erasure."""

from collections.abc import Iterator

from alembic import op

revision = "0006"
down_revision = "0005"

_IS_THERE = "EXISTS (SELECT 1 FROM organisations WHERE id = OLD.chain)"
_SAID = "The journal is append-only."
_ON_DELETE = "CREATE TRIGGER journal_entries_of_the_living BEFORE DELETE ON journal_entries"


def upgrade() -> None:
    """Creates the guard, beside the one that asks whether the erasure is told."""
    for statement in _guard_of_postgresql() if _is_postgres() else _guard_of_sqlite():
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    """Drops it."""
    op.execute("DROP TRIGGER journal_entries_of_the_living" + (" ON journal_entries" if _is_postgres() else ""))
    if _is_postgres():
        op.execute("DROP FUNCTION guard_chain_of_the_living")


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _guard_of_sqlite() -> Iterator[str]:
    yield f"{_ON_DELETE} WHEN {_IS_THERE} BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"


def _guard_of_postgresql() -> Iterator[str]:
    yield f"""
        CREATE FUNCTION guard_chain_of_the_living() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF {_IS_THERE} THEN
                RAISE EXCEPTION '{_SAID}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN OLD;
        END $$"""
    yield f"{_ON_DELETE} FOR EACH ROW EXECUTE FUNCTION guard_chain_of_the_living()"
