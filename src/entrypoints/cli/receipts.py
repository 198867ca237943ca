"""Verifying what was handed out."""

from pathlib import Path

import click

from application.authorisation import COMMAND_LINE
from application.receipts.verify import Verified
from entrypoints.cli.running import in_container
from entrypoints.container import Container
from entrypoints.http.problems import Problem
from entrypoints.http.reading.json_bodies import decoded


@click.command()
@click.argument("receipt", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def verify(receipt: Path) -> None:
    """Recompute the figure and the hash of a RECEIPT, and compare it with the ledger; exit code 1 where it differs.

    Whoever does not trust this service takes tools/verify_receipt.py, which needs nothing of it.
    """
    try:
        handed_out = decoded(receipt.read_bytes())
    except Problem as problem:
        raise click.ClickException(f"{receipt}: {problem.detail}") from problem

    async def act(container: Container) -> Verified:
        return await container.verify_receipt()(COMMAND_LINE, handed_out)

    verified = in_container(act)
    document = verified.document
    what = f"version {document['version']} of usage {document['usage_id']}"
    click.echo(f"The receipt holds: {document['result']['emissions_kg_co2e']} kg CO2e, {what}.")
    if verified.is_kept is None:
        click.echo("This ledger does not hold that usage: another one does, or its organisation was erased.")
    elif not verified.is_kept:
        raise click.ClickException(f"This ledger does not hold {what} as the receipt tells it.")
    else:
        click.echo("The ledger holds it to the letter.")
