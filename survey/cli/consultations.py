"""Commands for opening a consultation, and for inviting organisations to it."""

import csv
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from survey.cli.options import data_option, load_or_exit, moment_of, opened_database, own_language
from survey.languages import AUTHOR_LANGUAGES, format_moment, gettext
from survey.operations.consultations.addressees import AddresseesRefused, read_addressees
from survey.operations.consultations.opening import Invitation, OpeningRefused, invite, open_consultation, opening_from
from survey.questions.faults.fault import describe
from survey.questions.reading.advice import time_advice
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key, invited_keys


@click.command("open")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", help="The consultation's key in addresses; the question set's own unless given.")
@click.option("--issuer-fi", help="Who asks, in Finnish; what the set says unless given, as with the other four.")
@click.option("--issuer-sv", help="Who asks, in Swedish.")
@click.option("--diary-number", default="")
@click.option("--contact-name", default="")
@click.option("--contact-email", default="")
@click.option("--deadline", required=True, help="For example 2027-01-15T16:00, the clock in Finland.")
@data_option
def open_(  # noqa: PLR0913, PLR0917  # what a consultation needs; click passes options by name
    file: Path,
    key: str | None,
    issuer_fi: str | None,
    issuer_sv: str | None,
    diary_number: str,
    contact_name: str,
    contact_email: str,
    deadline: str,
    data: Path | None,
) -> None:
    """Freeze a question set and open a consultation on it.

    The set's own data (its key “consultation”) tells who asks and whom to contact, unless an option says otherwise.
    """
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
    except OpeningRefused as error:
        raise click.ClickException(str(error)) from error
    for fault in time_advice(now, consultation.deadline):
        language = own_language()
        click.echo(f"{gettext(language, 'warning')} {fault.code}: {describe(fault, language)}", err=True)
    click.echo(f"{consultation.key}: open until {format_moment('en', consultation.deadline)}")


@click.command("invite")
@click.argument("key")
@click.option("--organisations", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base-url", default=lambda: os.environ.get("SURVEY_BASE_URL", "http://127.0.0.1:8000"))
@data_option
def invite_(key: str, organisations: Path, base_url: str, data: Path | None) -> None:
    """Invite organisations from a CSV file (name_fi,name_sv,group,language,email); print their links as CSV.

    Everybody is invited, or nobody: where a line has a fault, all faults are told.
    """
    try:
        with opened_database(data).writing() as session:
            consultation = consultation_by_key(session, key)
            invited = [each.name for each in invited_keys(session, consultation.id)]
            addressees = read_addressees(organisations.read_bytes(), invited)
            made = [invite(session, consultation, each, now=datetime.now(UTC)) for each in addressees]
            links = [_link(each, base_url) for each in made]
    except AddresseesRefused as error:
        click.echo("\n".join(f"{organisations}: {fault.words(own_language())}" for fault in error.faults), err=True)
        raise click.ClickException(
            gettext(own_language(), "Nobody was invited. Correct the file and try again.")
        ) from error
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error
    csv.writer(sys.stdout).writerows(links)  # only now: a link that was printed is one that works


def _link(made: Invitation, base_url: str) -> tuple[str, ...]:
    """The organisation's names, its address for mail and its personal link."""
    organisation = made.organisation
    names = [organisation.name.get(language, "") for language in AUTHOR_LANGUAGES]
    return (*names, organisation.email, f"{base_url.rstrip('/')}/{organisation.language}/r/{made.token}")
