"""Commands, arguments and options whose help is in the language of the terminal.

Their texts are marked messages (`mark` imported as `_`), which are translated each time they are shown. click's own
messages are translated by its own means: see terminal_language.py.
"""

import gettext as standard_gettext
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from survey.cli.terminal_language import (
    TERMINAL_LANGUAGES,
    choose_language,
    in_own_language,
    terminal_language,
)
from survey.languages import mark as _

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_MESSAGE_LANGUAGE = "message_language"
"""The parameter of `language_option`. The `--language` of `export` and `template` is that of the file they write."""


class _Translated:
    """An attribute that is set to an English message, and read in the language of the terminal."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.place = f"_english_{name}"

    def __get__(self, instance: object, owner: type | None = None) -> str | None:
        message = None if instance is None else vars(instance).get(self.place)
        return in_own_language(message) if message else message

    def __set__(self, instance: object, message: str | None) -> None:
        vars(instance)[self.place] = message


class TranslatedCommand(click.Command):
    """A command that speaks the language of the terminal, or the one that its `--language` chooses."""

    help: Any = _Translated()
    options_metavar: Any = _Translated()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language first, so that `--help` and errors are in it, wherever `--language` stands."""
        lenient = click.Context(self, ctx.parent, ctx.info_name, resilient_parsing=True, ignore_unknown_options=True)
        given, _rest, _order = self.make_parser(lenient).parse_args(list(args))
        if given.get(_MESSAGE_LANGUAGE) in TERMINAL_LANGUAGES:
            choose_language(given[_MESSAGE_LANGUAGE])
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. A file or a database that cannot be used ends it with a message."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.filename is None:  # no file; among others a closed pipe, which click knows
                raise
            raise _file_refused(error) from error
        except DatabaseError as error:
            if type(error) not in {DatabaseError, OperationalError}:  # the others are faults of this product
                raise
            raise _database_refused(error.orig) from error
        except sqlite3.OperationalError as error:
            raise _database_refused(error) from error
        except ArgumentError as error:
            if "SURVEY_DATABASE_URL" not in os.environ:
                raise
            words = in_own_language(_("SURVEY_DATABASE_URL is not the address of a database."))
            raise click.ClickException(words) from error

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option `--help` in the present language. click translates its help once, and keeps it."""
        option = super().get_help_option(ctx)
        if option:
            option.help = standard_gettext.gettext("Show this message and exit.")
        return option


class TranslatedGroup(TranslatedCommand, click.Group):
    """A group of commands that speaks the language of the terminal, or the one that its `--language` chooses."""

    subcommand_metavar: Any = _Translated()

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run the command that is asked for, as `click.Group.main` does."""
        with terminal_language():
            return super().main(*args, **settings)


class TranslatedOption(click.Option):
    """An option whose help, prompt and word for its value are in the language of the terminal."""

    help: Any = _Translated()
    prompt: Any = _Translated()
    metavar: Any = _Translated()


class TranslatedArgument(click.Argument):
    """An argument whose name in the usage line is in the language of the terminal."""

    metavar: Any = _Translated()


def _file_refused(error: OSError) -> click.ClickException:
    file = Path(os.fsdecode(error.filename))
    match error:
        case FileNotFoundError() if not file.parent.exists():
            file, message = file.parent, _("There is no folder %(file)s.")
        case FileNotFoundError():
            message = _("There is no file %(file)s.")
        case FileExistsError():
            message = _("There is a file %(file)s already.")
        case PermissionError():
            message = _("You may not read or write %(file)s.")
        case _other:
            message = _("%(file)s cannot be read or written.")
    return click.ClickException(in_own_language(message, file=file))


def _database_refused(reason: object) -> click.ClickException:
    message = _("The database cannot be used. It says itself: %(reason)s")
    return click.ClickException(in_own_language(message, reason=reason))


def command(name: str, help_: str) -> Callable[[Callable[..., None]], TranslatedCommand]:
    """Make a command of a function. `help_` is the marked message that `--help` shows."""
    return click.command(name, cls=TranslatedCommand, help=help_, options_metavar=_("[OPTIONS]"))


def group(help_: str, commands: Mapping[str, click.Command]) -> Callable[[Callable[..., None]], TranslatedGroup]:
    """Make the group of these commands, by name, of a function."""
    return click.group(
        cls=TranslatedGroup,
        commands=commands,
        help=help_,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
    )


def option(*names: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an option. `help` and `metavar` (the word for its value) are marked messages."""
    return click.option(*names, cls=TranslatedOption, **attributes)


def argument(name: str, metavar: str, **attributes: Any) -> Callable[[Decorated], Decorated]:
    """Give a command an argument. `metavar`, its name in the usage line, is a marked message."""
    return click.argument(name, cls=TranslatedArgument, metavar=metavar, **attributes)


language_option = option(
    "--language",
    _MESSAGE_LANGUAGE,
    type=click.Choice(TERMINAL_LANGUAGES),
    expose_value=False,
    help=_("The language of the messages. If it is not given: the language of the terminal."),
)
