"""Finds the letters of columns by name, for formulas, lists of choices and charts that refer to other sheets."""

from collections.abc import Sequence

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import quote_sheetname

from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.sheets import AnySheet, ColumnOf, HeadersOf, Sheet


class Places:
    """The position of every column of the sheets of one workbook, counted from 1, from the columns to be written."""

    def __init__(self, sheets: Sequence[AnySheet]) -> None:
        self._names = {
            sheet.title: [column.name for column in sheet.columns] for sheet in sheets if isinstance(sheet, Sheet)
        }

    def letter(self, column: ColumnOf) -> str:
        """The letter of a column. Raises WorkbookIncomplete when the workbook has no such column, or several."""
        return get_column_letter(self._number(column))

    def headers(self, of: HeadersOf) -> str:
        """The cell range of these headers. Raises WorkbookIncomplete when they are not adjacent in this order."""
        numbers = [self._number(ColumnOf(of.sheet, name)) for name in of.names]
        first, last = numbers[0], numbers[-1]
        if numbers != list(range(first, last + 1)):
            raise WorkbookIncomplete(f"The columns {of.names} of {of.sheet} do not stand side by side.")
        return f"{quote_sheetname(of.sheet)}!${get_column_letter(first)}$1:${get_column_letter(last)}$1"

    def _number(self, column: ColumnOf) -> int:
        names = self._names.get(column.sheet, [])
        if names.count(column.name) != 1:
            raise WorkbookIncomplete(f"{column.sheet} has {names.count(column.name)} columns called {column.name}.")
        return names.index(column.name) + 1
