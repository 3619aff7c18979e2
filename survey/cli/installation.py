"""Commands for running an installation: its server, its tables, backups, and staff accounts."""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.application import create_app
from survey.cli.options import data_option, opened_database
from survey.operations.accounts.coordinators import AccountRefused, create_coordinator, hash_password
from survey.operations.installation.backups import BackupRefused, back_up, restore
from survey.serving.server import PortTaken, serve_until_stopped
from survey.settings import SettingMissing, Settings, chosen_folder, database_url
from survey.store.database import Database
from survey.store.migrations import is_current, upgrade
from survey.web.permissions import Audience, Role, audience_of_role


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@data_option
def serve(host: str, port: int, data: Path | None) -> None:
    """Serve the installation that the environment describes."""
    try:
        settings = Settings.from_environment(os.environ, folder=data)
    except SettingMissing as error:
        raise click.ClickException(str(error)) from error
    database = Database(settings.database_url)
    if not is_current(database):
        raise click.ClickException("The database is not up to date. Run: python -m survey upgrade")
    serve_or_exit(settings, database, host, port, lambda base: click.echo(f"Serving on {base}/"))


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def backup_(target: Path, data: Path | None) -> None:
    """Copy the SQLite database to a new file, also while the service runs."""
    try:
        back_up(opened_database(data), target)
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(str(target))


@click.command("restore")
@click.argument("source", type=click.Path(dir_okay=False, path_type=Path))
@data_option
def restore_(source: Path, data: Path | None) -> None:
    """Put a copy back in the place of the database; the one that was there is kept beside it."""
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    try:
        kept = restore(database, source, now=datetime.now(UTC))
    except BackupRefused as error:
        raise click.ClickException(str(error)) from error
    upgrade(database)
    click.echo(f"Restored. The earlier database is in {kept}." if kept else "Restored.")


@click.command("upgrade")
@data_option
def upgrade_(data: Path | None) -> None:
    """Make the database's tables those of this version."""
    upgrade(Database(database_url(os.environ, chosen_folder(os.environ, data))))
    click.echo("The database is up to date.")


@click.command("create-coordinator")
@click.argument("email")
@click.option("--name", required=True)
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role if audience_of_role(role) is Audience.COORDINATOR]),
    default=Role.COORDINATOR.value,
    show_default=True,
)
@click.password_option(help="Asked for unless given.")
@data_option
def create_coordinator_(email: str, name: str, role: str, password: str, data: Path | None) -> None:
    """Make a staff account."""
    try:
        password_hash = hash_password(password)
        with opened_database(data).writing() as session:
            create_coordinator(
                session, email=email, name=name, password_hash=password_hash, role=role, now=datetime.now(UTC)
            )
    except AccountRefused as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{email} can now sign in.")


def serve_or_exit(
    settings: Settings, database: Database, host: str, port: int, announce: Callable[[str], None]
) -> None:
    """Serve until a signal. `announce` is called with the URL. Raises ClickException with a clear message if the port
    is taken.
    """
    try:
        serve_until_stopped(create_app(settings, database), host=host, port=port, announce=announce)
    except PortTaken as error:
        raise port_taken(port) from error
    finally:
        database.close()


def port_taken(port: int) -> click.ClickException:
    """Return the exception with the message that another program listens on this port."""
    return click.ClickException(f"Port {port} is taken. Choose another with --port.")
