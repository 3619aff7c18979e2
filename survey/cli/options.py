"""What several commands use: options for folder and language, logging, opening the database, reading a question set."""

import logging
import os
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import click

from survey.authoring.files import load_any
from survey.languages import PAGE_LANGUAGES, MomentUnclear, gettext, moment_in_helsinki
from survey.questions.faults.fault import QuestionSetFaulty
from survey.questions.load import Loaded
from survey.settings import chosen_folder, database_url
from survey.store.database import Database
from survey.store.migrations import is_current

data_option = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Folder of the database (else SURVEY_DATA)."
)


def set_up_logging() -> None:
    """Write the product's log to the terminal."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


def own_language() -> str:
    """Return the language of the terminal: "fi", "sv", or "en" for every other language."""
    code = (os.environ.get("LC_ALL") or os.environ.get("LANG") or "")[:2]
    return code if code in PAGE_LANGUAGES else "en"


def own_product_language() -> str:
    """Return the language of the terminal if it is one of PAGE_LANGUAGES, otherwise Finnish."""
    code = own_language()
    return code if code in PAGE_LANGUAGES else PAGE_LANGUAGES[0]


language_option = click.option(
    "--language",
    type=click.Choice([*PAGE_LANGUAGES, "en"]),
    default=own_language,
    help="Of the messages; the terminal's own unless given.",
)

format_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people or for programmes.",
)


def load_or_exit(path: Path) -> Loaded:
    """Return the question set in `path`. Raises ClickException if it has errors."""
    try:
        return load_any(path)
    except QuestionSetFaulty as error:
        command = f"python -m survey check {path}"
        words = gettext(own_language(), "%(file)s has faults. See them with: %(command)s", file=path, command=command)
        raise click.ClickException(words) from error


def opened_database(data: Path | None) -> Database:
    """Open the database that the environment names. Raises ClickException if its tables are not up to date."""
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    if not is_current(database):
        raise click.ClickException("The database is not up to date. Run: python -m survey upgrade")
    return database


def moment_of(text: str) -> datetime:
    """The moment that an option gives, by the clock in Finland where it names no time zone.

    Refused are a day without a time, and a time that the clock in Finland skips or shows twice that night.
    """
    language = own_language()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        words = gettext(language, "“%(text)s” is no moment. Write it like 2027-01-15T16:00.", text=text)
        raise click.ClickException(words) from error
    with suppress(ValueError):
        date.fromisoformat(text)
        example = f"{moment:%Y-%m-%d}T16:00"
        words = gettext(
            language, "“%(text)s” has no time of day. Write it like %(example)s.", text=text, example=example
        )
        raise click.ClickException(words)
    if moment.tzinfo:
        return moment
    try:
        return moment_in_helsinki(moment)
    except MomentUnclear as error:
        if error.readings:
            first, second = (each.isoformat(timespec="minutes") for each in error.readings)
            words = gettext(
                language,
                "The clock in Finland shows %(text)s twice. Write either %(first)s or %(second)s.",
                text=text,
                first=first,
                second=second,
            )
            raise click.ClickException(words) from error
        words = gettext(language, "The clock in Finland skips %(text)s. Write another time.", text=text)
        raise click.ClickException(words) from error
