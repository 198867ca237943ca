"""Usages, from the command line of the installation."""

import click

from application.authorisation import COMMAND_LINE
from application.views.selection import Sort, UsageFilter
from application.views.usages import UsageSlice
from entrypoints.cli.running import in_container
from entrypoints.container import Container


@click.group()
def usage() -> None:
    """Look at usages."""


@usage.command("list")
@click.option("--email", required=True, help="A member of the organisation whose usages to list.")
@click.option("--sort", default="-usage_at", show_default=True, help="A sort key, with - before it to descend.")
@click.option("--page", type=click.IntRange(1, 10**9), default=1, show_default=True)
@click.option("--page-size", type=click.IntRange(1, 100), default=25, show_default=True)
def list_(email: str, sort: str, page: int, page_size: int) -> None:
    """List an organisation's usages, newest first, with their exact total."""

    async def act(container: Container) -> UsageSlice:
        caller = await container.act_for()(COMMAND_LINE, email)
        listed = container.list_usages()
        return await listed.page(caller, UsageFilter(), Sort.parse(sort), page=page, page_size=page_size)

    shown = in_container(act)
    for item in shown.items:
        entered = f"{item.amount} {item.unit}"
        click.echo(
            f"{item.usage_at:%Y-%m-%d %H:%M}Z  {item.usage_type.name:<16} {entered:>24}"
            f" {item.emissions_kg_co2e:>22} kg CO2e  {item.id}"
        )
    if shown.totals:
        click.echo(f"{shown.totals.total} usages, {shown.totals.total_emissions_kg_co2e} kg CO2e in all.")
