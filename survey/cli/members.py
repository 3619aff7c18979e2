"""For the commands that open or import a consultation: the option that says who takes part in it."""

from collections.abc import Sequence
from datetime import datetime

import click
from sqlalchemy.orm import Session

from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import option
from survey.languages import mark as _
from survey.operations.accounts.roles import COORDINATOR
from survey.operations.consultations.members import MemberRefused, take_in
from survey.store.accounts import coordinator_by_email
from survey.store.tables import ConsultationRow

coordinator_option = option(
    "--coordinator",
    "coordinators",
    multiple=True,
    metavar=_("EMAIL"),
    help=_("Whose account takes part in the consultation and can change it. Can be given several times."),
)


def let_take_part(
    session: Session, consultation: ConsultationRow, coordinators: Sequence[str], *, now: datetime
) -> None:
    """Let these accounts take part in a consultation. Raises ClickException if one has no account or may not."""
    for email in coordinators:
        account = coordinator_by_email(session, email)
        if account is None:
            raise click.ClickException(in_own_language(_("%(email)s has no account."), email=email))
        try:
            take_in(session, consultation, account, role=COORDINATOR, by=None, now=now)
        except MemberRefused as error:
            raise click.ClickException(error.words(own_language())) from error


def say_who_takes_part(coordinators: Sequence[str]) -> None:
    """Say that nobody takes part in a consultation that was opened or imported for nobody."""
    if not coordinators:
        message = _(
            "Nobody takes part in it yet: an administrator says who does. The option --coordinator does it at once."
        )
        click.echo(in_own_language(message))
