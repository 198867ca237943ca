"""Emission factors, from the command line of the installation."""

from datetime import datetime
from decimal import Decimal

import click

from application.authorisation import COMMAND_LINE
from application.factors.draft import FactorDraft
from application.views.usage_types import FactorView
from domain.period import Period
from entrypoints.cli.running import ExactNumber, Instant, in_container
from entrypoints.container import Container


@click.group()
def factor() -> None:
    """Publish emission factors."""


@factor.command()
@click.argument("usage_type_id", type=int)
@click.argument("value", type=ExactNumber())
@click.option("--source", required=True, help="Who states the factor, and where.")
@click.option("--valid-from", type=Instant(), help="The first instant of usage that it applies to; open if left out.")
@click.option("--valid-to", type=Instant(), help="The instant that it no longer applies to; open if left out.")
@click.option("--edition", help="Which of the publisher's editions.")
def publish(
    usage_type_id: int,
    value: Decimal,
    source: str,
    valid_from: datetime | None,
    valid_to: datetime | None,
    edition: str | None,
) -> None:
    """Publish VALUE (kg CO2e per unit) for a usage type; recorded figures stay as they are."""
    draft = FactorDraft(value, source, Period(valid_from, valid_to), edition)

    async def act(container: Container) -> FactorView:
        return await container.publish_factor()(COMMAND_LINE, usage_type_id, draft)

    click.echo(f"Published as factor {in_container(act).id}.")
