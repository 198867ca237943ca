"""`carbon-ledger`: every command, and how one is run."""

import click

from application.ports import BackupRefused, StorageUnavailable
from domain.errors import DomainError
from entrypoints.cli.backups import backup, restore
from entrypoints.cli.check import check
from entrypoints.cli.demo import demo
from entrypoints.cli.factors import factor
from entrypoints.cli.receipts import verify
from entrypoints.cli.running import in_container
from entrypoints.cli.usages import usage
from entrypoints.cli.users import user
from entrypoints.container import Container
from entrypoints.http.answers import encode
from entrypoints.http.app import create_app
from entrypoints.http.openapi.document import document_of
from entrypoints.http.serving.server import serve as serve_http
from entrypoints.settings import InvalidSettings, Settings


class _Ledger(click.Group):
    """Tells a refusal in one line, with exit code 1, instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (DomainError, StorageUnavailable, BackupRefused, InvalidSettings) as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Ledger)
@click.version_option(package_name="carbon-ledger")
def main() -> None:
    """Record what you use, see the emissions of it, prove every figure.

    Settings come from the environment; the README lists them.
    """


@main.command()
def serve() -> None:
    """Bring the database up to date and serve the web app and the API."""
    settings = Settings.from_environment()
    serve_http(Container(settings=settings), settings)


@main.command()
def migrate() -> None:
    """Create the database or bring it up to date."""
    in_container(_nothing_more)
    click.echo("The database is up to date.")


@main.command()
def openapi() -> None:
    """Print the OpenAPI document, for client generators."""
    app = create_app(Container(settings=Settings(storage="memory")))
    click.echo(encode(document_of(app.routes)))


async def _nothing_more(_: Container) -> None:
    """Every command brings the database up to date before it acts."""


for command in (user, factor, usage, demo, check, verify, backup, restore):
    main.add_command(command)
