"""Commands for authors of question sets: checking a file, converting it, the Excel template, and the JSON Schema for
editors.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from survey.authoring.files import can_write, load_any, write_any
from survey.authoring.template.write import write_template
from survey.cli.options import format_option, language_option, own_language, own_product_language
from survey.languages import PAGE_LANGUAGES, gettext
from survey.questions.faults.fault import Fault, QuestionSetFaulty, describe
from survey.questions.reading.json_schema import json_schema


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--draft", is_flag=True, help="A missing language is only a warning.")
@format_option
@language_option
def check(files: tuple[Path, ...], draft: bool, format_: str, language: str) -> None:  # noqa: FBT001  # click passes flags by name
    """Check question sets, with advice on what makes a poor consultation; exit 1 where any has an error."""
    found = [(path, _faults(path, draft=draft)) for path in files]
    if format_ == "json":
        told = [_as_json(path, fault, language) for path, faults in found for fault in faults]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for path, faults in found:
            _print_faults(path, faults, language)
    sys.exit(any(not fault.warning for _path, faults in found for fault in faults))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "target", required=True, type=click.Path(path_type=Path), help="A new .yaml or .xlsx file.")
@click.option("--draft", is_flag=True, help="A missing language is only a warning.")
@language_option
def convert(file: Path, target: Path, draft: bool, language: str) -> None:  # noqa: FBT001  # click passes flags by name
    """Write a question set in another format: YAML, or an Excel workbook with an XLSForm, as the names end.

    What the other format cannot say is listed at its place. Nothing is written over.
    """
    if not can_write(target):
        raise click.UsageError(gettext(language, "The name of the new file must end in .yaml or .xlsx."))
    if target.exists():
        raise click.ClickException(gettext(language, "There is a file %(file)s already.", file=target))
    try:
        loaded = load_any(file, draft=draft)
        write_any(loaded.question_set, target)
    except QuestionSetFaulty as error:
        _print_faults(file, error.faults, language)
        sys.exit(1)
    except OSError as error:
        words = gettext(language, "%(file)s cannot be written: %(reason)s", file=target, reason=error.strerror or "")
        raise click.ClickException(words) from error
    if loaded.warnings:
        _print_faults(file, loaded.warnings, language)
    click.echo(str(target))


@click.command()
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it is printed.")
def schema(target: Path | None) -> None:
    """Print the JSON Schema of question sets, with which editors complete and check while one writes."""
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if target is None:
        click.echo(text, nl=False)
    else:
        target.write_text(text, encoding="utf-8")
        click.echo(str(target))


@click.command()
@click.option(
    "--to", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="An .xlsx file to write."
)
@click.option(
    "--language",
    type=click.Choice(PAGE_LANGUAGES),
    default=own_product_language,
    help="Of its words; the terminal's own unless given. Both are understood when it is read.",
)
def template(target: Path, language: str) -> None:
    """Write the Excel template, with which question sets are written without YAML. Nothing is written over."""
    if target.exists():
        raise click.ClickException(gettext(own_language(), "There is a file %(file)s already.", file=target))
    write_template(target, language)
    click.echo(str(target))


def _faults(path: Path, *, draft: bool) -> list[Fault]:
    try:
        loaded = load_any(path, draft=draft)
        return sorted(loaded.warnings + loaded.advice)
    except QuestionSetFaulty as error:
        return error.faults


def _print_faults(path: Path, faults: list[Fault], language: str) -> None:
    for fault in faults:
        level = gettext(language, "warning") if fault.warning else gettext(language, "error")
        click.echo(f"{path}:{fault.at}: {level} {fault.code}: {describe(fault, language)}")
    if not faults:
        none = gettext(language, "no faults")
        click.echo(f"{path}: {none}")


def _as_json(path: Path, fault: Fault, language: str) -> dict[str, Any]:
    """Return a fault for other programs. `code`, `level` and `where` are the same in every language."""
    return {
        "file": str(path),
        "sheet": fault.sheet,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "level": "warning" if fault.warning else "error",
        "where": fault.where,
        "message": describe(fault, language),
        "nearest": fault.nearest,
    }
