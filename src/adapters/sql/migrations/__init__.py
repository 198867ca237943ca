"""How the schema came to be, one script a revision; PostgreSQL and SQLite take the same ones."""

from pathlib import Path

from advanced_alchemy.alembic.commands import AlembicCommands
from advanced_alchemy.config import AlembicAsyncConfig, SQLAlchemyAsyncConfig
from sqlalchemy import Column, Connection, MetaData, String, Table
from sqlalchemy.ext.asyncio import AsyncEngine

REVISION = "0006"
"""The revision that this program is written for: the newest script's."""

_VERSION_TABLE = "alembic_version"

alembic_version = Table(_VERSION_TABLE, MetaData(), Column("version_num", String(32), primary_key=True))


def commands(connection: Connection, engine: AsyncEngine) -> AlembicCommands:
    """Alembic's commands, to run in the transaction that the connection is in."""
    alembic = AlembicAsyncConfig(
        script_location=str(Path(__file__).parent), version_table_name=_VERSION_TABLE, render_as_batch=False
    )
    made = AlembicCommands(SQLAlchemyAsyncConfig(engine_instance=engine, alembic_config=alembic))
    made.config.attributes["connection"] = connection
    return made


def upgrade(connection: Connection, engine: AsyncEngine) -> None:
    """Brings the schema up to date."""
    commands(connection, engine).upgrade(REVISION)
