"""The command that sends the mails of the outbox."""

import os
import threading
from pathlib import Path

import click

from survey.cli.options import data_option, not_up_to_date
from survey.cli.terminal_language import counted_in_own_language, in_own_language, own_language
from survey.cli.translated_commands import command, language_option, option
from survey.languages import mark as _
from survey.languages import mark_plural
from survey.operations.mail.sending import Outcome
from survey.serving.mail_sender import send_due_mail, send_until
from survey.serving.server import end_on_sigterm
from survey.settings import SettingMissing, Settings
from survey.store.database import Database
from survey.store.migrations import is_current

SENT = mark_plural("%(num)s mail was sent.", "%(num)s mails were sent.")
FAILED = mark_plural("%(num)s mail failed.", "%(num)s mails failed.")
WAITING = mark_plural("%(num)s mail will be tried again.", "%(num)s mails will be tried again.")


@command(
    "send-mail",
    _(
        "Send the mails that wait in the outbox.\n\n"
        "Once, for a timer; or again and again with --every. Several of these may run at the same time. "
        "SURVEY_MAIL_URL and SURVEY_MAIL_FROM say how mail is sent: see README.md."
    ),
)
@option(
    "--every",
    type=click.FloatRange(min=1),
    metavar=_("SECONDS"),
    help=_("Look again every so many seconds, until the command is ended."),
)
@data_option
@language_option
def send_mail(every: float | None, data: Path | None) -> None:
    try:
        settings = Settings.from_environment(os.environ, folder=data)
    except SettingMissing as error:
        raise click.ClickException(error.words(own_language())) from error
    if settings.mail is None:
        raise click.ClickException(in_own_language(_("Set SURVEY_MAIL_URL and SURVEY_MAIL_FROM to send mail.")))
    database = Database(settings.database_url)
    if not is_current(database):
        raise not_up_to_date()
    if every is None:
        _tell(send_due_mail(settings, database))
        return
    end_on_sigterm()
    send_until(settings, database, threading.Event(), every=every)


def _tell(outcome: Outcome) -> None:
    """Print what was done. Raises ClickException if no mail can be sent at all."""
    for (one, many), number in ((SENT, outcome.sent), (FAILED, outcome.failed), (WAITING, outcome.waiting)):
        if number or (one, many) == SENT:
            click.echo(counted_in_own_language(one, many, number))
    if outcome.unusable:
        message = _("No mail can be sent. The mail server says: %(words)s")
        raise click.ClickException(in_own_language(message, words=outcome.unusable))
