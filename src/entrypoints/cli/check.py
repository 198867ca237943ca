"""Holding every recorded figure against what it was made from, and the journal against itself."""

import click

from application.authorisation import COMMAND_LINE
from application.views.journal import WalkedEntry
from entrypoints.cli.running import in_container
from entrypoints.container import Container


@click.command()
def check() -> None:
    """Recompute every figure, and walk the journal; exit code 1 when something does not hold."""
    flaws = in_container(_check_figures) + in_container(_check_journal)
    if flaws:
        raise SystemExit(1)


async def _check_figures(container: Container) -> int:
    checked = flawed = 0
    async for _, flaw in container.check_ledger()(COMMAND_LINE):
        checked += 1
        if flaw is not None:
            flawed += 1
            click.echo(str(flaw), err=True)
    click.echo(f"{checked} figures recomputed, {flawed} do not hold.")
    return flawed


async def _check_journal(container: Container) -> int:
    walked = unsealed = flawed = 0
    async for one, faults in container.check_journal()(COMMAND_LINE):
        if isinstance(one, WalkedEntry):
            walked += 1
            unsealed += one.item.seal is None
        flawed += len(faults)
        for fault in faults:
            click.echo(str(fault), err=True)
    click.echo(f"{walked} entries of the journal walked, {unsealed} of them not sealed yet, {flawed} faults found.")
    return flawed
