"""Users, from the command line of the installation."""

import click

from application.authorisation import COMMAND_LINE
from domain.organisation import User
from entrypoints.cli.running import in_container
from entrypoints.container import Container


@click.group()
def user() -> None:
    """Add users and set their passwords."""


@user.command()
@click.option("--name", required=True, help="The name of the person, and of their organisation.")
@click.option("--email", required=True, help="The address that they log in with.")
@click.option("--operator", is_flag=True, help="May change usage types and publish factors.")
@click.password_option()
def add(name: str, email: str, password: str, *, operator: bool) -> None:
    """Open an account with an organisation of its own."""

    async def act(container: Container) -> User:
        return await container.add_user()(COMMAND_LINE, name, email, password, is_operator=operator)

    added = in_container(act)
    click.echo(f"{added.email} is user {added.id} of organisation {added.organisation_id}.")


@user.command("set-password")
@click.option("--email", required=True, help="Whose password.")
@click.password_option()
def set_password(email: str, password: str) -> None:
    """Set a password and end all sessions of the user."""

    async def act(container: Container) -> None:
        await container.set_password()(COMMAND_LINE, email, password)

    in_container(act)
    click.echo("The password is set; every session of the user has ended.")
