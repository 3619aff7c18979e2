"""JSON in a cell of a workbook: what a question set says for which the workbook has no column."""

import json
from collections.abc import Mapping
from typing import Any

DEEPEST = 20
"""The most brackets inside one another. No key of a set needs as many."""


def mapping_in(text: str) -> dict[str, Any] | None:
    """The JSON mapping that a cell's text is; None if it is anything else, or has too many brackets."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and _depth(found) <= DEEPEST else None


def cell_text(found: Mapping[str, Any]) -> str:
    """A mapping as the text of a cell; empty if there is nothing in it."""
    return json.dumps(found, ensure_ascii=False) if found else ""


def _depth(value: Any) -> int:
    """How deep mappings and lists are inside one another."""
    depth, level = 0, [value]
    while level:
        inner = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        level = [child for children in inner for child in children]
        depth += bool(inner)
    return depth
