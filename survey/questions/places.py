"""Where in the file a value stands: line and column for a path of keys and indexes."""

from collections.abc import Iterable, Sequence
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

Path = Sequence[str | int]


class Places:
    """Finds the line and column (from 1) of what lies at a path in a tree that ruamel.yaml has read."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree

    def of(self, path: Path) -> tuple[int, int]:
        """The place of the key or entry at `path`; of the nearest one above it that is in the file."""
        node, place = self._tree, (1, 1)
        for step in path:
            if not _holds(node, step):
                return place
            mark = (node.lc.data or {}).get(step)  # none where `<<` merged the key in from elsewhere
            place = (mark[0] + 1, mark[1] + 1) if mark else place
            node = node[step]
        return place

    def lacking(self, path: Path, keys: Iterable[str]) -> set[str]:
        """Those of `keys` that the mapping at `path` does not have."""
        node = self._tree
        for step in path:
            node = node[step]
        return {key for key in keys if key not in node}


def _holds(node: Any, step: str | int) -> bool:
    if isinstance(node, CommentedSeq):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, CommentedMap) and step in node


def words_for(path: Path) -> str:
    """A path as an author reads it: sections.1.questions.3.label, counting from 1."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
