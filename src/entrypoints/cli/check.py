"""Holding every recorded figure against what it was made from."""

import click

from application.authorisation import COMMAND_LINE
from entrypoints.cli.running import in_container
from entrypoints.container import Container


@click.command()
def check() -> None:
    """Recompute every figure of the ledger; exit code 1 when one does not hold."""

    async def act(container: Container) -> tuple[int, int]:
        checked = flawed = 0
        async for _, flaw in container.check_ledger()(COMMAND_LINE):
            checked += 1
            if flaw is not None:
                flawed += 1
                click.echo(str(flaw), err=True)
        return checked, flawed

    checked, flawed = in_container(act)
    click.echo(f"{checked} figures recomputed, {flawed} do not hold.")
    if flawed:
        raise SystemExit(1)
