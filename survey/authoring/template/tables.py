"""The sheets of a filled-in template as tables: the columns by name, and the cell of each value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from survey.authoring.template.words import EXAMPLE_SHEET, HEADINGS, QUESTION_SHEET, plain, understood
from survey.authoring.worksheets import ReadSheet
from survey.languages import AUTHOR_LANGUAGES
from survey.questions.faults.fault import Fault
from survey.questions.faults.places import CellPlace, Path, SheetPlaces
from survey.questions.text import clean_text

LEAST_HEADINGS = 2
"""A sheet with fewer headings of the template is another sheet."""


@dataclass(frozen=True)
class Table:
    """A sheet with a row of headings: numbers from 1 by column name (label-fi), and heading texts by number."""

    sheet: ReadSheet
    columns: Mapping[str, int]
    headings: Mapping[int, str]

    def texts(self, row: int, name: str) -> dict[str, str]:
        """The texts of a row in the columns `name`-fi and `name`-sv, by language. Empty cells are left out."""
        found = {language: self.text(row, f"{name}-{language}") for language in AUTHOR_LANGUAGES}
        return {language: text for language, text in found.items() if text}

    def text(self, row: int, column: str) -> str:
        """The text of a cell; empty if there is no such column.

        Characters that cannot be stored are not removed here, so that the later check reports them.
        """
        number = self.columns.get(column)
        written = self.sheet.cell(row, number).strip() if number else ""
        cleaned = clean_text(written)
        return written if cleaned.removed else cleaned.text

    def place(self, row: int, column: str) -> CellPlace:
        """The cell in that row and column; the first cell of the row if there is no such column."""
        return CellPlace(self.sheet.name, row, self.columns.get(column, 1))


def _table(sheet: ReadSheet, headings: Mapping[str, str]) -> Table:
    known = understood(headings)
    columns, written = dict[str, int](), dict[int, str]()
    for number, heading in enumerate(sheet.rows[0] if sheet.rows else (), start=1):
        written[number] = heading
        if plain(heading) in known:
            columns.setdefault(known[plain(heading)], number)
    return Table(sheet, columns, written)


def sheet_with(sheets: Iterable[ReadSheet], name: str, headings: Mapping[str, str]) -> Table | None:
    """The sheet called `name`, or else the first with at least LEAST_HEADINGS of the headings, but never the example.

    None if no sheet has enough headings.
    """
    names, examples = understood({name: name}), understood({EXAMPLE_SHEET: EXAMPLE_SHEET})
    tables = [_table(sheet, headings) for sheet in sheets if plain(sheet.name) not in examples]
    fitting = [table for table in tables if len(table.columns) >= LEAST_HEADINGS]
    return next((table for table in fitting if plain(table.sheet.name) in names), next(iter(fitting), None))


def is_template(sheets: Iterable[ReadSheet]) -> bool:
    """Whether one of the sheets has the headings of the template's questions."""
    return sheet_with(sheets, QUESTION_SHEET, HEADINGS) is not None


class TemplatePlaces(SheetPlaces):
    """Finds the cell of a value. Messages name it by the heading of its column."""

    def __init__(self, tree: Any, cells: Mapping[tuple[str | int, ...], CellPlace], whole: CellPlace,
                 headings: Mapping[tuple[str, int], str]) -> None:  # fmt: skip
        super().__init__(tree, cells, whole)
        self._headings = headings

    def fault(  # noqa: PLR0913  # the same as in SheetPlaces
        self,
        path: Path,
        code: str,
        words: Mapping[str, str] | None = None,
        *,
        at: Path | None = None,
        nearest: str = "",
        warning: bool = False,
    ) -> Fault:
        words = words or {}
        there = path if at is None else at
        if code == "language-missing":
            there = (*path, words["language"])
        cell = self.cell_of(there)
        heading = self._headings.get((cell.sheet, cell.column), "")
        said = {"where": heading, "heading": heading} if heading else {}
        return super().fault(path, code, {**said, **words}, at=there, nearest=nearest, warning=warning)
