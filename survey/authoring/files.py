"""A question set in a file of any format for authors: YAML, a filled-in template, or an XLSForm."""

from collections.abc import Sequence
from pathlib import Path

from survey.authoring.cell_faults import with_cell_faults
from survey.authoring.template.filled import filled_sheets
from survey.authoring.template.read import load_template
from survey.authoring.template.tables import is_template, sheet_with
from survey.authoring.template.words import HEADINGS, NAME_HEADINGS, NAME_SHEET, QUESTION_SHEET
from survey.authoring.template.write import about_template
from survey.authoring.workbook_package import NotAWorkbook
from survey.authoring.worksheets import (
    LARGEST_WORKBOOK,
    ReadSheet,
    TextTooLong,
    WrittenSheet,
    read_sheets,
    write_sheets,
)
from survey.authoring.xlsform.read import read_xlsform, sheets_of_form
from survey.authoring.xlsform.write import write_xlsform
from survey.authoring.yaml_text import write_yaml
from survey.languages import AUTHOR_LANGUAGES, TranslatableError
from survey.languages import mark as _
from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.freeze import freeze
from survey.questions.load import LARGEST_FILE, Loaded, contents, load_bytes
from survey.questions.question_set import QuestionSet

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
"""Endings of spreadsheets. Only .xlsx and .xlsm are read; for the others the fault says why they are not."""

YAML = frozenset({".yaml", ".yml"})


class NotInTemplate(TranslatableError):
    """The Excel template cannot hold a question set as it is. The message says why."""


class NotTheSame(Exception):
    """The written file would give another set than the one to write: a bug, never an author's mistake."""


def load_any(path: Path, *, draft: bool = False) -> Loaded:
    """Read the question set in `path`; the ending of its name decides the format. For the rest see `load_text`."""
    largest = LARGEST_WORKBOOK if path.suffix.lower() in WORKBOOKS else LARGEST_FILE
    return load_named(contents(path, largest), path.name, draft=draft)


def load_named(raw: bytes, name: str, *, draft: bool = False) -> Loaded:
    """Read the question set from the bytes `raw` of a file called `name`. For the rest see `load_text`."""
    path = Path(name)
    if path.suffix.lower() not in WORKBOOKS:
        return load_bytes(raw, draft=draft)
    try:
        sheets = read_sheets(raw)
    except NotAWorkbook as error:
        raise QuestionSetFaulty([Fault(1, 1, "not-a-workbook", places={"reason": error.reason})]) from error
    if is_template(sheets):
        return with_cell_faults(sheets_of_template(sheets), lambda: load_template(sheets, draft=draft))
    return with_cell_faults(sheets_of_form(sheets), lambda: read_xlsform(sheets, path.stem, draft=draft))


def sheets_of_template(sheets: Sequence[ReadSheet]) -> list[ReadSheet]:
    """The sheets that are read of a template: its questions and its name."""
    read = (sheet_with(sheets, QUESTION_SHEET, HEADINGS), sheet_with(sheets, NAME_SHEET, NAME_HEADINGS))
    return [table.sheet for table in read if table]


def can_write(target: Path) -> bool:
    """Whether the ending of the file's name is that of a format that `write_any` writes."""
    return target.suffix.lower() in YAML | {".xlsx"}


def write_any(question_set: QuestionSet, target: Path) -> None:
    """Write the set in the format for the ending of `target`. Reading the file gives a set with the same digests.

    Raises QuestionSetFaulty, and writes nothing, if a text is too long for a cell. Raises NotTheSame if the file would
    give another set.
    """
    if target.suffix.lower() in YAML:
        text = write_yaml(question_set)
        _compare(question_set, load_bytes(text.encode("utf-8"), draft=True))
        target.write_text(text, encoding="utf-8")
        return
    sheets = write_xlsform(question_set)
    _compare(question_set, read_xlsform(_as_read(sheets), target.stem, draft=True))
    try:
        write_sheets(target, sheets)
    except TextTooLong as error:
        raise QuestionSetFaulty([Fault(error.row, error.column, "cell-too-small", sheet=error.sheet)]) from error


def write_as_template(question_set: QuestionSet, target: Path, language: str) -> None:
    """Write the set into the Excel template in `language`. Reading the file gives a set with the same digests.

    Raises NotInTemplate, and writes nothing, if the template cannot hold the set as it is.
    """
    others = [each for each in question_set.languages if each not in AUTHOR_LANGUAGES]
    if others:
        raise NotInTemplate(
            _("The template has columns for Finnish and Swedish only, and the question set has other languages too.")
        )
    sheets = filled_sheets(question_set, language)
    changed = NotInTemplate(_("Its options or headings are written so that the template would change them."))
    try:
        _compare(question_set, load_template(_as_read(sheets), draft=True))
    except (QuestionSetFaulty, NotTheSame) as error:
        raise changed from error
    try:
        write_sheets(target, sheets, about_template(language))
    except TextTooLong as error:
        raise NotInTemplate(_("A text is too long for a cell of Excel.")) from error


def _as_read(sheets: Sequence[WrittenSheet]) -> list[ReadSheet]:
    return [
        ReadSheet(sheet.name, (tuple(column.header for column in sheet.columns), *map(tuple, sheet.rows)))
        for sheet in sheets
    ]


def _compare(question_set: QuestionSet, read: Loaded) -> None:
    if freeze(read.question_set) != freeze(question_set.with_own_groups(())):
        raise NotTheSame(question_set.key)
