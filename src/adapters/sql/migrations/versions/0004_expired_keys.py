"""Expired idempotency keys are found by when they expire."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Creates the index."""
    op.create_index("ix_idempotency_keys_expires_at", "idempotency_keys", ["expires_at"])


def downgrade() -> None:
    """Drops the index."""
    op.drop_index("ix_idempotency_keys_expires_at", "idempotency_keys")
