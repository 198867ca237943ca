"""What Alembic runs. The transaction is the caller's: PostgreSQL and SQLite both take DDL back."""

from alembic import context

from adapters.sql.migrations import alembic_version
from adapters.sql.schema.tables import metadata

connection = context.config.attributes["connection"]
# Alembic must find a transaction that is not its own to end; to the database this says nothing.
with connection.begin():
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=alembic_version.name,
        compare_type=True,
        compare_server_default=True,
    )
    context.run_migrations()
