"""The sheets of a filled-in template by their columns, and where in them each value stands."""

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
"""A sheet with fewer of the template's headings is another sheet."""


@dataclass(frozen=True)
class Table:
    """A sheet with a row of headings: its columns by name (label-fi), from 1, and the headings as they are written."""

    sheet: ReadSheet
    columns: Mapping[str, int]
    headings: Mapping[int, str]

    def texts(self, row: int, name: str) -> dict[str, str]:
        """What stands on a row in the columns `name`-fi and `name`-sv, where something does."""
        found = {language: self.text(row, f"{name}-{language}") for language in AUTHOR_LANGUAGES}
        return {language: text for language, text in found.items() if text}

    def text(self, row: int, column: str) -> str:
        """The text of a cell, whole; empty where there is no such column. What cannot be kept is left for the check."""
        number = self.columns.get(column)
        written = self.sheet.cell(row, number).strip() if number else ""
        cleaned = clean_text(written)
        return written if cleaned.removed else cleaned.text

    def place(self, row: int, column: str) -> CellPlace:
        """The cell; where there is no such column, the row's first one."""
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
    """The sheet of that name; else the first with the headings that is not the example."""
    names, examples = understood({name: name}), understood({EXAMPLE_SHEET: EXAMPLE_SHEET})
    tables = [_table(sheet, headings) for sheet in sheets if plain(sheet.name) not in examples]
    fitting = [table for table in tables if len(table.columns) >= LEAST_HEADINGS]
    return next((table for table in fitting if plain(table.sheet.name) in names), next(iter(fitting), None))


def is_template(sheets: Iterable[ReadSheet]) -> bool:
    """Whether some sheet has the headings of the template's questions."""
    return sheet_with(sheets, QUESTION_SHEET, HEADINGS) is not None


class TemplatePlaces(SheetPlaces):
    """Finds the cell of a value, and names it by the heading of its column."""

    def __init__(self, tree: Any, cells: Mapping[tuple[str | int, ...], CellPlace], whole: CellPlace,
                 headings: Mapping[tuple[str, int], str]) -> None:  # fmt: skip
        super().__init__(tree, cells, whole)
        self._headings = headings

    def fault(  # noqa: PLR0913  # as the one above
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
