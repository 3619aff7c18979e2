"""Commands for running an installation: its server, its tables, backups, and staff accounts."""

import os
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.application import create_app
from survey.cli.options import data_option, not_up_to_date, opened_database, port_option
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import TranslatedOption, argument, command, language_option, option
from survey.languages import mark as _
from survey.operations.accounts.administering import change_role
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.passwords import AccountRefused, hash_password
from survey.operations.accounts.roles import ADMINISTRATOR
from survey.operations.installation.backups import BackupRefused, back_up, restore
from survey.serving.mail_sender import sending_mail
from survey.serving.opener import opening_at_their_time
from survey.serving.server import PortTaken, serve_until_stopped
from survey.settings import SettingMissing, Settings, chosen_folder, database_url
from survey.store.accounts import accounts_in_role, coordinator_by_email
from survey.store.database import Database
from survey.store.migrations import is_current, upgrade
from survey.web.permissions import Audience, Role, audience_of_role

ROLES_OF_ACCOUNTS = [role.value for role in Role if audience_of_role(role) is Audience.COORDINATOR]


@command("serve", _("Start the service.\n\nThe environment variables describe it: see README.md."))
@option("--host", default="127.0.0.1", show_default=True, metavar=_("ADDRESS"), help=_("The address to listen on."))
@port_option(8000)
@option(
    "--no-mail",
    "without_mail",
    is_flag=True,
    help=_("Send no mail from this process: the command send-mail does."),
)
@data_option
@language_option
def serve(host: str, port: int, without_mail: bool, data: Path | None) -> None:  # noqa: FBT001  # an option of the command
    try:
        settings = Settings.from_environment(os.environ, folder=data)
    except SettingMissing as error:
        raise click.ClickException(error.words(own_language())) from error
    database = Database(settings.database_url)
    if not is_current(database):
        raise not_up_to_date()
    serve_or_exit(settings, database, host, port, _announce, with_mail=not without_mail)


def _announce(base: str) -> None:
    click.echo(in_own_language(_("The service is running at %(base)s/."), base=base))


@command("backup", _("Copy the SQLite database to a new file.\n\nThe service may be running."))
@argument("target", _("FILE"), type=click.Path(dir_okay=False, path_type=Path))
@data_option
@language_option
def backup_(target: Path, data: Path | None) -> None:
    try:
        back_up(opened_database(data), target)
    except BackupRefused as error:
        raise click.ClickException(error.words(own_language())) from error
    click.echo(str(target))


@command("restore", _("Restore a copy of the database.\n\nThe database that was there is kept next to it."))
@argument("source", _("FILE"), type=click.Path(dir_okay=False, path_type=Path))
@data_option
@language_option
def restore_(source: Path, data: Path | None) -> None:
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    try:
        kept = restore(database, source, now=datetime.now(UTC))
    except BackupRefused as error:
        raise click.ClickException(error.words(own_language())) from error
    upgrade(database)
    message = _("The copy was restored. The earlier database is in %(file)s.") if kept else _("The copy was restored.")
    click.echo(in_own_language(message, file=kept))


@command("upgrade", _("Update the tables of the database to this version."))
@data_option
@language_option
def upgrade_(data: Path | None) -> None:
    upgrade(Database(database_url(os.environ, chosen_folder(os.environ, data))))
    click.echo(in_own_language(_("The database is up to date.")))


@command("create-coordinator", _("Create an account for a coordinator."))
@argument("email", _("EMAIL"))
@option("--name", required=True, metavar=_("NAME"), help=_("The name of the person."))
@option(
    "--role",
    type=click.Choice(ROLES_OF_ACCOUNTS),
    default=Role.COORDINATOR.value,
    show_default=True,
    help=_("What the person may do."),
)
@click.password_option(
    cls=TranslatedOption,
    prompt=_("Password"),
    metavar=_("PASSWORD"),
    help=_("The password. If it is not given, it is asked for."),
)
@data_option
@language_option
def create_coordinator_(email: str, name: str, role: str, password: str, data: Path | None) -> None:
    try:
        password_hash = hash_password(password, about=(name, email, "Kuulolla"))
        with opened_database(data).writing() as session:
            create_coordinator(
                session, email=email, name=name, password_hash=password_hash, role=role, now=datetime.now(UTC)
            )
    except AccountRefused as error:
        raise click.ClickException(error.words(own_language())) from error
    click.echo(in_own_language(_("%(email)s can now sign in."), email=email))
    _say_whether_somebody_manages_accounts(data)


@command(
    "set-role", _("Give an account another role.\n\nFor example the first administrator, or one when none is left.")
)
@argument("email", _("EMAIL"))
@option("--role", required=True, type=click.Choice(ROLES_OF_ACCOUNTS), help=_("What the person may do."))
@data_option
@language_option
def set_role(email: str, role: str, data: Path | None) -> None:
    try:
        with opened_database(data).writing() as session:
            account = coordinator_by_email(session, email)
            if account is None:
                raise click.ClickException(in_own_language(_("%(email)s has no account."), email=email))
            change_role(session, account, role, by=None, now=datetime.now(UTC))
    except AccountRefused as error:
        raise click.ClickException(error.words(own_language())) from error
    click.echo(in_own_language(_("%(email)s has this role now: %(role)s"), email=email, role=role))


def _say_whether_somebody_manages_accounts(data: Path | None) -> None:
    """Say how somebody gets the role of an administrator, if nobody has it."""
    with opened_database(data).reading() as session:
        if accounts_in_role(session, ADMINISTRATOR):
            return
    command = "python -m survey set-role EMAIL --role administrator"
    message = _("Nobody can manage accounts yet. Somebody gets that role with: %(command)s")
    click.echo(in_own_language(message, command=command))


def serve_or_exit(  # noqa: PLR0913  # what is served, where, and with what
    settings: Settings,
    database: Database,
    host: str,
    port: int,
    announce: Callable[[str], None],
    *,
    with_mail: bool = True,
) -> None:
    """Serve until a signal, and send the mail of the outbox too, unless told not to. `announce` is called with the URL.

    Raises ClickException with a clear message if the port is taken.
    """
    try:
        with (
            opening_at_their_time(settings, database),
            sending_mail(settings, database) if with_mail else nullcontext(),
        ):
            serve_until_stopped(create_app(settings, database), host=host, port=port, announce=announce)
    except PortTaken as error:
        raise port_taken(port) from error
    finally:
        database.close()


def port_taken(port: int) -> click.ClickException:
    """Return the exception with the message that another program listens on this port."""
    return click.ClickException(in_own_language(_("Port %(port)s is taken. Choose another with --port."), port=port))
