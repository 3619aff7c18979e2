"""Commands for running an installation: its tables, backups, and staff accounts."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.cli.options import data_option, opened_database
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import TranslatedOption, argument, command, language_option, option
from survey.languages import mark as _
from survey.operations.accounts.administering import change_role
from survey.operations.accounts.coordinators import create_coordinator
from survey.operations.accounts.passwords import AccountRefused, hash_password
from survey.operations.accounts.roles import ADMINISTRATOR
from survey.operations.installation.backups import BackupRefused, back_up, restore
from survey.settings import chosen_folder, database_url
from survey.store.accounts import accounts_in_role, coordinator_by_email
from survey.store.database import Database
from survey.store.migrations import upgrade
from survey.web.permissions import Audience, Role, audience_of_role

ROLES_OF_ACCOUNTS = [role.value for role in Role if audience_of_role(role) is Audience.COORDINATOR]


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
