"""What several commands use: options for folder and language, logging, opening the database, reading a question set."""

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import click

from survey.authoring.files import load_any
from survey.cli.terminal_language import in_own_language
from survey.cli.translated_commands import Decorated, option
from survey.languages import MomentUnclear, moment_in_helsinki
from survey.languages import mark as _
from survey.questions.faults.fault import QuestionSetFaulty
from survey.questions.load import Loaded
from survey.settings import chosen_folder, database_url
from survey.store.database import Database
from survey.store.migrations import is_current

data_option = option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    metavar=_("FOLDER"),
    help=_("The folder of the database. If it is not given: SURVEY_DATA."),
)


def port_option(default: int) -> Callable[[Decorated], Decorated]:
    """Give a command the option for the port on which it serves."""
    return option(
        "--port",
        type=click.IntRange(0, 65535),
        default=default,
        show_default=True,
        metavar=_("NUMBER"),
        help=_("The port. 0 takes a free one."),
    )


def set_up_logging() -> None:
    """Write the product's log to the terminal."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)


format_option = option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("text is for people, json for other programs."),
)


def load_or_exit(path: Path) -> Loaded:
    """Return the question set in `path`. Raises ClickException if it has errors."""
    try:
        return load_any(path)
    except QuestionSetFaulty as error:
        raise set_has_faults(path) from error


def set_has_faults(path: Path) -> click.ClickException:
    """Return the exception that says that the question set in `path` has errors, and how to see them."""
    check = f"python -m survey check {path}"
    return click.ClickException(
        in_own_language(_("%(file)s has faults. See them with: %(command)s"), file=path, command=check)
    )


def no_consultation(key: str) -> click.ClickException:
    """Return the exception that says that there is no consultation with this key."""
    return click.ClickException(in_own_language(_("There is no consultation “%(key)s”."), key=key))


def not_up_to_date() -> click.ClickException:
    """Return the exception that says that the tables are not those of this version, and what to do."""
    upgrade = "python -m survey upgrade"
    return click.ClickException(in_own_language(_("The database is not up to date. Run: %(command)s"), command=upgrade))


def opened_database(data: Path | None) -> Database:
    """Open the database that the environment names. Raises ClickException if its tables are not up to date."""
    database = Database(database_url(os.environ, chosen_folder(os.environ, data)))
    if not is_current(database):
        raise not_up_to_date()
    return database


def moment_of(text: str) -> datetime:
    """The moment that an option gives, by the clock in Finland where it names no time zone.

    Refused are a day without a time, and a time that the clock in Finland skips or shows twice that night.
    """
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        words = in_own_language(_("“%(text)s” is no moment. Write it like 2027-01-15T16:00."), text=text)
        raise click.ClickException(words) from error
    with suppress(ValueError):
        date.fromisoformat(text)
        example = f"{moment:%Y-%m-%d}T16:00"
        words = in_own_language(
            _("“%(text)s” has no time of day. Write it like %(example)s."), text=text, example=example
        )
        raise click.ClickException(words)
    if moment.tzinfo:
        return moment
    try:
        return moment_in_helsinki(moment)
    except MomentUnclear as error:
        if error.readings:
            first, second = (each.isoformat(timespec="minutes") for each in error.readings)
            words = in_own_language(
                _("The clock in Finland shows %(text)s twice. Write either %(first)s or %(second)s."),
                text=text,
                first=first,
                second=second,
            )
            raise click.ClickException(words) from error
        words = in_own_language(_("The clock in Finland skips %(text)s. Write another time."), text=text)
        raise click.ClickException(words) from error
