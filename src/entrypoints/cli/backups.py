"""Backing the ledger up and restoring it."""

from pathlib import Path

import click

from application.authorisation import COMMAND_LINE
from application.ports import BackupMade, Restored
from entrypoints.cli.running import in_container_as_it_is
from entrypoints.container import Container


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the whole ledger into a new FILE, also while it is served (SQLite)."""

    async def act(container: Container) -> BackupMade:
        return await container.back_up_ledger()(COMMAND_LINE, file)

    made = in_container_as_it_is(act)
    click.echo(f"{made.file}: {made.usages} usages, {made.size} bytes.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Keep a database that is there beside, under another name.")
def restore(file: Path, *, replace: bool) -> None:
    """Make a backup the ledger, once every figure in it is recomputed (SQLite)."""

    async def act(container: Container) -> Restored:
        return await container.restore_ledger()(COMMAND_LINE, file, replace=replace)

    restored = in_container_as_it_is(act)
    click.echo(f"{restored.usages} usages are restored to {restored.place}; everybody has to log in again.")
    if restored.kept is not None:
        click.echo(f"The database before is kept as {restored.kept}.")
