"""For those who write question sets: what is wrong with a file."""

import sys
from pathlib import Path

import click

from survey.cli.options import language_option
from survey.languages import gettext
from survey.questions.faults import QuestionSetFaulty, describe
from survey.questions.load import load_file


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help="A missing language is only a warning.")
@language_option
def check(files: tuple[Path, ...], draft: bool, language: str) -> None:  # noqa: FBT001  # click passes flags by name
    """Check question sets; exit 1 where any has an error."""
    errors = 0
    for path in files:
        try:
            faults = load_file(path, draft=draft).warnings
        except QuestionSetFaulty as error:
            faults = error.faults
        for fault in faults:
            level = gettext(language, "warning") if fault.warning else gettext(language, "error")
            click.echo(f"{path}:{fault.line}:{fault.column}: {level} {fault.code}: {describe(fault, language)}")
            errors += not fault.warning
        if not faults:
            none = gettext(language, "no faults")
            click.echo(f"{path}: {none}")
    sys.exit(1 if errors else 0)
