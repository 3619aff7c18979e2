"""Commands for opening a consultation, and for inviting organisations to it."""

import csv
import io
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from survey.cli.members import coordinator_option, let_take_part, say_who_takes_part
from survey.cli.options import (
    data_option,
    load_or_exit,
    moment_of,
    no_consultation,
    opened_database,
)
from survey.cli.terminal_language import in_own_language, own_language
from survey.cli.translated_commands import argument, command, language_option, option
from survey.export.data_files.csv_table import never_run
from survey.languages import AUTHOR_LANGUAGES, format_moment
from survey.languages import mark as _
from survey.operations.consultations.addressees import AddresseesRefused, read_addressees
from survey.operations.consultations.opening import Invitation, OpeningRefused, invite, open_consultation, opening_from
from survey.operations.register.groups import groups_in
from survey.operations.register.recipients import linked
from survey.questions.faults.fault import describe
from survey.questions.reading.advice import time_advice
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key, invited_keys


@command(
    "open",
    _(
        "Open a consultation with the questions of a file.\n\n"
        "Afterwards only their texts can be corrected. "
        "Who asks and whom to contact is what the question set says under “consultation”, unless an option says "
        "otherwise."
    ),
)
@argument("file", _("FILE"), type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--key",
    metavar=_("KEY"),
    help=_("The consultation's key in addresses. If it is not given: the question set's own key."),
)
@option("--issuer-fi", metavar=_("NAME"), help=_("Who asks, in Finnish."))
@option("--issuer-sv", metavar=_("NAME"), help=_("Who asks, in Swedish."))
@option("--diary-number", default="", metavar=_("NUMBER"), help=_("The diary number."))
@option("--contact-name", default="", metavar=_("NAME"), help=_("Who gives more information."))
@option("--contact-email", default="", metavar=_("EMAIL"), help=_("The e-mail address of the contact person."))
@option(
    "--deadline",
    required=True,
    metavar=_("MOMENT"),
    help=_("When the time to answer ends, in Finnish time, for example 2027-01-15T16:00."),
)
@coordinator_option
@data_option
@language_option
def open_(  # noqa: PLR0913, PLR0917  # what a consultation needs; click passes options by name
    file: Path,
    key: str | None,
    issuer_fi: str | None,
    issuer_sv: str | None,
    diary_number: str,
    contact_name: str,
    contact_email: str,
    deadline: str,
    coordinators: tuple[str, ...],
    data: Path | None,
) -> None:
    question_set = load_or_exit(file).question_set
    opening = opening_from(
        question_set,
        key=key or "",
        issuer={language: name for language, name in (("fi", issuer_fi), ("sv", issuer_sv)) if name},
        diary_number=diary_number,
        contact_name=contact_name,
        contact_email=contact_email,
        deadline=moment_of(deadline),
    )
    now = datetime.now(UTC)
    try:
        with opened_database(data).writing() as session:
            consultation = open_consultation(session, question_set, opening, now=now)
            let_take_part(session, consultation, coordinators, now=now)
    except OpeningRefused as error:
        raise click.ClickException(error.words(own_language())) from error
    language = own_language()
    for fault in time_advice(now, consultation.deadline):
        click.echo(f"{in_own_language(_('warning'))} {fault.code}: {describe(fault, language)}", err=True)
    until = format_moment(language, consultation.deadline)
    click.echo(in_own_language(_("%(key)s: open until %(moment)s"), key=consultation.key, moment=until))
    say_who_takes_part(coordinators)


@command(
    "invite",
    _(
        "Invite organisations and print their personal links.\n\n"
        "The organisations are in a CSV file, whose first line is name_fi,name_sv,group,language,email. If any line "
        "has a fault, all faults are listed and nobody is invited. The links are printed as CSV."
    ),
)
@argument("key", _("KEY"))
@option(
    "--organisations",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("The CSV file."),
)
@option(
    "--base-url",
    default=lambda: os.environ.get("SURVEY_BASE_URL", "http://127.0.0.1:8000"),
    metavar=_("URL"),
    help=_("Where people reach the service. If it is not given: SURVEY_BASE_URL."),
)
@data_option
@language_option
def invite_(key: str, organisations: Path, base_url: str, data: Path | None) -> None:
    try:
        with opened_database(data).writing() as session:
            consultation = consultation_by_key(session, key)
            invited = [each.name for each in invited_keys(session, consultation.id)]
            read = read_addressees(organisations.read_bytes(), invited, groups=groups_in(session))
            addressees = linked(session, read, consultation_id=consultation.id)
            made = [invite(session, consultation, each, now=datetime.now(UTC)) for each in addressees]
            # Before the commit: whoever cannot be given their link is not invited. After it, a link that could not be
            # printed (a full disk, a terminal that has not the letters of a name) would be lost, and so would they.
            _print_links([_link(each, base_url) for each in made])
    except AddresseesRefused as error:
        click.echo("\n".join(f"{organisations}: {fault.words(own_language())}" for fault in error.faults), err=True)
        raise click.ClickException(in_own_language(_("Nobody was invited. Correct the file and try again."))) from error
    except NotFound as error:
        raise no_consultation(key) from error
    except SQLAlchemyError as error:
        raise click.ClickException(
            in_own_language(_("The database could not be written, so nobody was invited. The links above do not work."))
        ) from error


def _print_links(links: Iterable[Sequence[str]]) -> None:
    """Write the links as CSV. Raises click.ClickException if not all of them can be written."""
    text = io.StringIO()
    csv.writer(text).writerows([never_run(cell) for cell in link] for link in links)
    try:
        sys.stdout.write(text.getvalue())
        sys.stdout.flush()
    except (OSError, UnicodeError) as error:
        raise click.ClickException(
            in_own_language(_("The links could not be written (%(reason)s), so nobody was invited."), reason=error)
        ) from error


def _link(made: Invitation, base_url: str) -> tuple[str, ...]:
    """The organisation's names, its address for mail and its personal link."""
    organisation = made.organisation
    names = [organisation.name.get(language, "") for language in AUTHOR_LANGUAGES]
    return (*names, organisation.email, f"{base_url.rstrip('/')}/{organisation.language}/r/{made.token}")
