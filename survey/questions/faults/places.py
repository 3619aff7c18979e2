"""Finds the place of a value by its path of keys and indexes: line and column in a file, or a cell in a workbook."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap

from survey.questions.faults.fault import Fault

Path = Sequence[str | int]


class Places:
    """Finds the line and column (from 1) of the value at a path, in a tree that ruamel.yaml has read."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree

    def of(self, path: Path) -> tuple[int, int]:
        """The line and column of the key or entry at `path`, or else of the nearest one above it in the file."""
        node, place = self._tree, (1, 1)
        for step in path:
            if not _holds(node, step):
                return place
            mark = (node.lc.data or {}).get(step)  # None if the key comes from a mapping merged with `<<`
            place = (mark[0] + 1, mark[1] + 1) if mark else place
            node = node[step]
        return place

    def sheet_of(self, path: Path) -> str:
        """The name of the sheet that contains the value at `path`; empty if there are no sheets."""
        return ""

    def fault(  # noqa: PLR0913  # all that a fault has, except its place
        self,
        path: Path,
        code: str,
        words: Mapping[str, str] | None = None,
        *,
        at: Path | None = None,
        nearest: str = "",
        warning: bool = False,
    ) -> Fault:
        """A fault of the value at `path`. Its line and column are those of `at` (of `path` if not given).

        `words` fill its message.
        """
        there = path if at is None else at
        (line, column), sheet, where = self.of(there), self.sheet_of(there), words_for(path)
        return Fault(line, column, code, where, words or {}, nearest, warning, sheet=sheet)

    def lacking(self, path: Path, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that the mapping at `path` does not have."""
        node = self._tree
        for step in path:
            node = node[step]
        return {key for key in keys if key not in node}

    def keys_along(self, where: str) -> tuple[str, ...]:
        """The `key` of each numbered entry in the path `where` (sections.1.questions.3), or an empty text."""
        node, keys = self._tree, []
        for step in where.split("."):
            found: str | int = int(step) - 1 if step.isdigit() and isinstance(node, list) else step
            node = node[found] if _holds(node, found) else None
            if step.isdigit():
                key = node.get("key") if isinstance(node, dict) else None
                keys.append(key if isinstance(key, str) else "")
        return tuple(keys)

    def is_lone_word(self, path: Path) -> bool:
        """Whether the last key of `path` is really a piece of a text that was cut off at a comma inside {…}.

        Such a key has no value and no colon: the next sign follows directly. A key whose value was forgotten has a
        colon.
        """
        node, word = self._tree, path[-1]
        for step in path[:-1]:
            if not _holds(node, step):
                return False
            node = node[step]
        if not isinstance(node, CommentedMap) or not node.fa.flow_style() or node.get(word, path) is not None:
            return False
        mark = (node.lc.data or {}).get(word)
        follows = mark is not None and mark[3] - mark[1] == len(str(word))
        return follows or not re.fullmatch("[a-z_]+", str(word))


def _holds(node: Any, step: str | int) -> bool:
    if isinstance(node, list):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, dict) and step in node


@dataclass(frozen=True)
class CellPlace:
    """A cell of a workbook: the name of its sheet, and its row and column from 1."""

    sheet: str
    row: int
    column: int


class SheetPlaces(Places):
    """Finds the cell that a value of a set came from. A fault's line is then the row of the cell.

    `tree` is made of plain mappings and lists. `cells` has the cell of each path that has one. A path without a cell
    gets the cell of the nearest path above it; the set itself has the cell `whole`.
    """

    def __init__(self, tree: Any, cells: Mapping[tuple[str | int, ...], CellPlace], whole: CellPlace) -> None:
        super().__init__(tree)
        self._cells, self._whole = cells, whole

    def of(self, path: Path) -> tuple[int, int]:
        cell = self.cell_of(path)
        return cell.row, cell.column

    def sheet_of(self, path: Path) -> str:
        return self.cell_of(path).sheet

    def cell_of(self, path: Path) -> CellPlace:
        """The cell of the value at `path`, or of the nearest path above it that has a cell."""
        above = (self._cells.get(tuple(path[:length])) for length in range(len(path), -1, -1))
        return next((cell for cell in above if cell), self._whole)

    def is_lone_word(self, path: Path) -> bool:
        return False


def words_for(path: Path) -> str:
    """A path as an author reads it: sections.1.questions.3.label, with numbers from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
