"""Trees whose values know the cells that they came from, taken apart into the tree and its places.

Those who read a workbook build mappings and lists and put each value that has a cell into an `At`; what comes out is
what `load_tree` takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from survey.questions.places import CellPlace, SheetPlaces


@dataclass(frozen=True)
class At:
    """A value (a scalar, a mapping or a list) and the cell where its author finds it."""

    value: Any
    cell: CellPlace


def taken_apart(node: Any, whole: CellPlace) -> tuple[Any, SheetPlaces]:
    """The plain tree, and the places of what is in it; `whole` is the place of the set itself."""
    cells: dict[tuple[str | int, ...], CellPlace] = {}
    tree = _plain(node, (), cells)
    return tree, SheetPlaces(tree, cells, whole)


def _plain(node: Any, path: tuple[str | int, ...], cells: dict[tuple[str | int, ...], CellPlace]) -> Any:
    if isinstance(node, At):
        cells[path] = node.cell
        return _plain(node.value, path, cells)
    if isinstance(node, Mapping):
        return {key: _plain(child, (*path, key), cells) for key, child in node.items()}
    if isinstance(node, list):
        return [_plain(child, (*path, index), cells) for index, child in enumerate(node)]
    return node
