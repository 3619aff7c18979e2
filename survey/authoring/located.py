"""Trees whose values are stored with the cells that they came from, and separating the values from the cells.

Modules that read a workbook build mappings and lists, and put each value that has a cell into an `At`. `split_cells`
makes from them what `load_tree` takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.faults.places import CellPlace, SheetPlaces
from survey.questions.load import MOST_VALUES


@dataclass(frozen=True)
class At:
    """A value (a scalar, a mapping or a list) and the cell in which the author wrote it."""

    value: Any
    cell: CellPlace


def split_cells(node: Any, whole: CellPlace) -> tuple[Any, SheetPlaces]:
    """The tree without cells, and the place of each of its values; `whole` is the place of the set itself.

    Raises QuestionSetFaulty if the tree becomes too large: many questions can use the same long list of options.
    """
    taking = _Splitting()
    tree = taking.plain(node, ())
    if taking.values > MOST_VALUES:
        raise QuestionSetFaulty([Fault(whole.row, whole.column, "too-large", sheet=whole.sheet)])
    return tree, SheetPlaces(tree, taking.cells, whole)


class _Splitting:
    """Separates the values of a tree from their cells. Stops if there are more values than a set may have."""

    def __init__(self) -> None:
        self.values = 0
        self.cells: dict[tuple[str | int, ...], CellPlace] = {}

    def plain(self, node: Any, path: tuple[str | int, ...]) -> Any:
        """The node without cells."""
        if isinstance(node, At):
            self.cells[path] = node.cell
            return self.plain(node.value, path)
        self.values += 1
        if self.values > MOST_VALUES:
            return None
        if isinstance(node, Mapping):
            return {key: self.plain(child, (*path, key)) for key, child in node.items()}
        if isinstance(node, list):
            return [self.plain(child, (*path, index)) for index, child in enumerate(node)]
        return node
