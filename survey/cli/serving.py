"""The command that serves an installation, and what serves for other commands too.

Apart from those of `installation`, which know no pages: importing these takes longer than the commands themselves.
"""

import os
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click

from survey.application import create_app
from survey.cli.options import data_option, not_up_to_date, port_option
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import command, language_option, option
from survey.languages import mark as _
from survey.serving.mail_sender import sending_mail
from survey.serving.opener import opening_at_their_time
from survey.serving.server import PortTaken, serve_until_stopped
from survey.settings import SettingMissing, Settings
from survey.store.database import Database
from survey.store.migrations import is_current


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
