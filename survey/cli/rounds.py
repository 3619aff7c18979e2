"""One round from the terminal: opening a consultation, inviting organisations, taking the workbook."""

import csv
import os
import sys
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

import click

from survey.cli.options import data_option, load_or_exit, opened_database, own_language
from survey.export.documents.committee_pack import Order
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.languages import HELSINKI, PAGE_LANGUAGES, format_moment, gettext
from survey.operations.consultations.opening import Addressee, OpeningRefused, invite, open_consultation, opening_from
from survey.operations.exports.formats import FORMATS, format_of
from survey.questions.faults.fault import describe
from survey.questions.reading.advice import time_advice
from survey.store.base import NotFound
from survey.store.consultations import consultation_by_key


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
        deadline=_moment(deadline),
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
    """Invite organisations from a CSV file (name_fi,name_sv,group,language,email); print their links as CSV."""
    with organisations.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    wanted = {"name_fi", "name_sv", "group", "language", "email"}
    if not rows or not wanted <= set(rows[0]):
        raise click.ClickException(f"The first line must name the columns {', '.join(sorted(wanted))}.")
    written = csv.writer(sys.stdout)
    try:
        with opened_database(data).writing() as session:
            consultation = consultation_by_key(session, key)
            for number, row in enumerate(rows, start=2):
                addressee = Addressee(
                    {"fi": row["name_fi"], "sv": row["name_sv"]}, row["group"], row["language"], row["email"]
                )
                try:
                    made = invite(session, consultation, addressee, now=datetime.now(UTC))
                except OpeningRefused as error:
                    raise click.ClickException(f"{organisations}, line {number}: {error}") from error
                address = f"{base_url.rstrip('/')}/{row['language']}/r/{made.token}"
                written.writerow([row["name_fi"], row["name_sv"], row["email"], address])
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error


@click.command()
@click.argument("key")
@click.option("--language", type=click.Choice(PAGE_LANGUAGES), required=True)
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="xlsx",
    show_default=True,
    help=(
        "table is a workbook of the answers alone, for statistics and very many statements; csv is for Excel in"
        " Finland, csv-plain for programmes; json and zip are to be kept; docx is for a committee."
    ),
)
@click.option(
    "--order",
    type=click.Choice([each.value for each in Order]),
    default=Order.QUESTION.value,
    show_default=True,
    help="What makes a chapter of the docx.",
)
@click.option("--internal", is_flag=True, help="With contact details, which are otherwise left out.")
@click.option("--full", is_flag=True, help="The workbook with charts, a row for each value and superseded statements.")
@click.option("--at", help="The moment that the file gives as its own, such as 2027-02-01T09:00; now unless given.")
@click.option("--by", help="Who the file says has made it; this command unless given.")
@data_option
def export(  # noqa: PLR0913, PLR0917  # which workbook is wanted; click passes options by name
    key: str,
    language: str,
    target: Path,
    form: str,
    order: str,
    internal: bool,  # noqa: FBT001
    full: bool,  # noqa: FBT001
    at: str | None,
    by: str | None,
    data: Path | None,
) -> None:
    """Write a consultation's submitted statements, as a workbook unless another form is asked for, and print a digest.

    The same statements with the same options, `--at` and `--by` among them, give the same bytes on
    the same kind of machine, and the same digest everywhere.
    """
    edition = Edition(
        language=language,
        exported_at=_moment(at) if at else datetime.now(UTC),
        by=by or "python -m survey export",
        internal=internal,
        full=full,
    )
    if full and form != "xlsx":
        raise click.ClickException("Only the workbook can be full. Leave out --full or --format.")
    try:
        with opened_database(data).reading() as session:
            consultation = consultation_by_key(session, key)
            made = format_of(form, consultation, order=Order(order), full=full)
            if made.ending == "zip" and target.suffix.lower() != ".zip":
                raise click.ClickException("These are several files in a zip. Give a name that ends in .zip.")
            with click.progressbar(
                length=100, label=target.name, file=sys.stderr, hidden=not sys.stderr.isatty()
            ) as bar:
                progress = Progress(lambda percent: bar.update(percent - bar.pos), made.passes)
                digest = made.write(session, consultation, target, edition, progress)
                bar.update(100 - bar.pos)
    except NotFound as error:
        raise click.ClickException(f"There is no consultation “{key}”.") from error
    click.echo(str(target))
    if digest:
        click.echo(f"sha256 of the contents: {digest}")
    else:
        with target.open("rb") as opened:
            click.echo(f"sha256: {file_digest(opened, 'sha256').hexdigest()}")


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.ClickException(f"“{text}” is no moment. Write it like 2027-01-15T16:00.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=HELSINKI)
