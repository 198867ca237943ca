"""A demo organisation with three years of synthetic usages."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

import click

from application.authorisation import COMMAND_LINE
from application.usages.draft import UsageDraft
from entrypoints.cli.running import in_container
from entrypoints.container import Container

NAME = "Demo (synthetic data)"
YEARS = 3

# Per cent of an even year, January to December: heating leans on winter, electricity slightly, water on summer.
_HEATING = (210, 190, 160, 100, 50, 15, 10, 10, 45, 90, 145, 175)
_ELECTRICITY = (115, 110, 105, 98, 92, 88, 86, 88, 94, 102, 109, 113)
_WATER = (90, 90, 95, 100, 110, 120, 125, 120, 100, 90, 85, 75)

# Usage type, days between readings, amount of an even reading in the unit that follows, seasons.
_METERS = (
    (100, 7, Decimal(420), "kwh", _ELECTRICITY),
    (101, 30, Decimal("112.5"), "l", _WATER),
    (102, 30, Decimal("5.2"), "GJ", _HEATING),
    (103, 91, Decimal(650), "l", _HEATING),
    (104, 7, Decimal("61.25"), "m3", _HEATING),
)


@click.command()
@click.option("--email", default="demo@example.org", show_default=True, help="The address to log in with.")
def demo(email: str) -> None:
    """Open a demo account and fill three years with synthetic, seasonal usages."""
    password = secrets.token_urlsafe(12)

    async def act(container: Container) -> int:
        await container.add_user()(COMMAND_LINE, NAME, email, password, is_operator=False)
        caller = await container.act_for()(COMMAND_LINE, email)
        record, drafts = container.record_usage(), list(_drafts(container.clock().now()))
        for draft in drafts:
            await record(caller, draft)
        return len(drafts)

    click.echo(f"{in_container(act)} synthetic usages recorded. Log in as {email} with the password {password}")


def _drafts(now: datetime) -> Iterator[UsageDraft]:
    last = now.replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    for usage_type_id, every, even, unit, seasons in _METERS:
        for reading in range(YEARS * 365 // every):
            at = last - timedelta(days=reading * every)
            # A few per cent up and down, the same at each run, so that the curve looks measured without pretending.
            wobble = 97 + (reading * 7 + usage_type_id) % 7
            amount = (even * seasons[at.month - 1] * wobble / 10_000).quantize(Decimal("0.01"))
            yield UsageDraft(usage_type_id, at, amount, unit, "synthetic")
