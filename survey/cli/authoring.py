"""Commands for authors of question sets: checking a file, converting it, the Excel template, and the JSON Schema for
editors.
"""

import json
import sys
from pathlib import Path
from typing import Any

import click

from survey.authoring.files import NotInTemplate, can_write, load_any, write_any, write_as_template
from survey.authoring.template.write import write_template
from survey.cli.options import format_option
from survey.cli.terminal_language import in_own_language, own_language, own_product_language
from survey.cli.translated_commands import argument, command, language_option, option
from survey.languages import PAGE_LANGUAGES
from survey.languages import mark as _
from survey.questions.faults.fault import Fault, QuestionSetFaulty, describe
from survey.questions.reading.json_schema import json_schema

draft_option = option("--draft", is_flag=True, help=_("A missing language is only a warning."))


@command(
    "check",
    _(
        "Check question sets. The exit code is 1 if any of them has an error. There is also advice on what makes "
        "a poor consultation."
    ),
)
@argument("files", _("FILE..."), nargs=-1, required=True, type=click.Path(path_type=Path))
@draft_option
@format_option
@language_option
def check(files: tuple[Path, ...], draft: bool, format_: str) -> None:  # noqa: FBT001  # click passes flags by name
    language = own_language()
    found = [(path, _faults(path, draft=draft)) for path in files]
    if format_ == "json":
        told = [_as_json(path, fault, language) for path, faults in found for fault in faults]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for path, faults in found:
            _print_faults(path, faults, language)
    sys.exit(any(not fault.warning for _path, faults in found for fault in faults))


@command(
    "convert",
    _(
        "Write a question set in another format.\n\n"
        "The ending of the new file's name decides the format: YAML, or an Excel workbook with an XLSForm. What it "
        "cannot express is listed with its place. No file is overwritten."
    ),
)
@argument("file", _("FILE"), type=click.Path(path_type=Path))
@option(
    "--to",
    "target",
    required=True,
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("A new file. Its name ends in .yaml or .xlsx."),
)
@option(
    "--template",
    "in_template",
    is_flag=True,
    help=_("Write an .xlsx as the Excel template, in the language of this command, and not as an XLSForm."),
)
@draft_option
@language_option
def convert(file: Path, target: Path, in_template: bool, draft: bool) -> None:  # noqa: FBT001  # click passes flags by name
    language = own_language()
    if not can_write(target):
        raise click.UsageError(in_own_language(_("The name of the new file must end in .yaml or .xlsx.")))
    if in_template and target.suffix.lower() != ".xlsx":
        raise click.UsageError(in_own_language(_("The name of a template must end in .xlsx.")))
    if target.exists():
        raise _exists(target)
    try:
        loaded = load_any(file, draft=draft)
        if in_template:
            write_as_template(loaded.question_set, target, own_product_language())
        else:
            write_any(loaded.question_set, target)
    except NotInTemplate as error:
        raise click.ClickException(error.words(language)) from error
    except QuestionSetFaulty as error:
        _print_faults(file, error.faults, language)
        sys.exit(1)
    if loaded.warnings:
        _print_faults(file, loaded.warnings, language)
    click.echo(str(target))


@command(
    "schema",
    _("Print the JSON Schema of question sets.\n\nWith it, an editor completes and checks what you write."),
)
@option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("The file to write. If it is not given, the schema is printed."),
)
def schema(target: Path | None) -> None:
    text = json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"
    if target is None:
        click.echo(text, nl=False)
    else:
        target.write_text(text, encoding="utf-8")
        click.echo(str(target))


@command(
    "template",
    _("Write the Excel template of question sets.\n\nIt is for writing them without YAML. No file is overwritten."),
)
@option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=_("FILE"),
    help=_("The .xlsx file to write."),
)
@option(
    "--language",
    type=click.Choice(PAGE_LANGUAGES),
    default=own_product_language,
    help=_(
        "The language of the template. If it is not given: the language of the terminal. Both languages are understood "
        "when the template is read."
    ),
)
def template(target: Path, language: str) -> None:
    if target.exists():
        raise _exists(target)
    write_template(target, language)
    click.echo(str(target))


def _exists(target: Path) -> click.ClickException:
    return click.ClickException(in_own_language(_("There is a file %(file)s already."), file=target))


def _faults(path: Path, *, draft: bool) -> list[Fault]:
    try:
        loaded = load_any(path, draft=draft)
        return sorted(loaded.warnings + loaded.advice)
    except QuestionSetFaulty as error:
        return error.faults


def _print_faults(path: Path, faults: list[Fault], language: str) -> None:
    for fault in faults:
        level = in_own_language(_("warning") if fault.warning else _("error"))
        click.echo(f"{path}:{fault.at}: {level} {fault.code}: {describe(fault, language)}")
    if not faults:
        none = in_own_language(_("no faults"))
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
