"""Cells of a workbook whose text is none of their author's: errors of Excel, and formulas without a result.

A cell that refers to what is gone holds #REF!, and would be asked as the question “#REF!”.
"""

from collections.abc import Callable, Iterator, Sequence

from survey.authoring.worksheets import ReadSheet
from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.load import Loaded

_COLUMNS_NOT_READ = frozenset({"column-not-read", "column-without-header", "unknown-heading"})
_ROWS_NOT_READ = frozenset({"row-not-read", "row-left-out", "type-not-used"})


def with_cell_faults(sheets: Sequence[ReadSheet], load: Callable[[], Loaded]) -> Loaded:
    """What `load` makes of `sheets`, those that are read. Raises QuestionSetFaulty with the faults of cells too."""
    cells = list(_faults(sheets))
    if not cells:
        return load()
    try:
        loaded = load()
    except QuestionSetFaulty as error:
        told = _told(cells, error.faults)
        at = {(fault.sheet, fault.line, fault.column) for fault in told}
        others = [fault for fault in error.faults if (fault.sheet, fault.line, fault.column) not in at]
        raise QuestionSetFaulty([*told, *others]) from error
    told = _told(cells, loaded.warnings)
    if told:
        raise QuestionSetFaulty([*told, *loaded.warnings])
    return loaded


def _faults(sheets: Sequence[ReadSheet]) -> Iterator[Fault]:
    for sheet in sheets:
        for (row, column), error in sheet.errors.items():
            yield Fault(row, column, "cell-error", "", {"value": error}, sheet=sheet.name)
        for (row, column), formula in sheet.uncalculated.items():
            yield Fault(row, column, "formula-not-calculated", "", {"value": formula}, sheet=sheet.name)


def _told(cells: Sequence[Fault], others: Sequence[Fault]) -> list[Fault]:
    """The faults of cells that are read: not those of a column or a row of the author's own notes."""
    columns = {(fault.sheet, fault.column) for fault in others if fault.code in _COLUMNS_NOT_READ and fault.line == 1}
    rows = {(fault.sheet, fault.line) for fault in others if fault.code in _ROWS_NOT_READ}
    return [
        cell
        for cell in cells
        if (cell.line == 1 or (cell.sheet, cell.column) not in columns) and (cell.sheet, cell.line) not in rows
    ]
