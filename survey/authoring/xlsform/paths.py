"""Values of a set outside its questions as columns of the sheet settings: x_consultation.contacts.1.name.

The name of a column is the path of its value, with numbers from 1. Texts have a column for each language. Any mapping
of mappings, lists, words and texts can be written like this.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from survey.authoring.language_names import language_header
from survey.authoring.located import At
from survey.authoring.xlsform.table import TableRow

PREFIX = "x_"
_COLUMN = re.compile(r"x_(?P<path>[a-z_]+(?:\.[a-z0-9_]+){1,7})")


class NoColumns(Exception):
    """A value that cannot be written into such columns, for example a number."""


def in_columns(key: str, value: Any, languages: Sequence[str]) -> dict[str, str]:
    """The headers and cells for the value of `key`. Raises NoColumns."""
    if isinstance(value, str):
        raise NoColumns  # its column would have no path, and could be the same as another column
    return dict(_cells(f"{PREFIX}{key}", value, languages))


def _cells(header: str, value: Any, languages: Sequence[str]) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield header, value
    elif isinstance(value, list) and value:
        for number, entry in enumerate(value, start=1):
            yield from _cells(f"{header}.{number}", entry, languages)
    elif isinstance(value, Mapping) and value and set(value) <= set(languages):
        for language, text in value.items():
            if not isinstance(text, str):
                raise NoColumns
            yield f"{header}::{language_header(language)}", text
    elif isinstance(value, Mapping) and value:
        for name, entry in value.items():
            yield from _cells(f"{header}.{name}", entry, languages)
    else:
        raise NoColumns


def from_columns(row: TableRow, known: Collection[str] = ()) -> dict[str, Any]:
    """The mappings and lists in the row's columns, each value with its cell. A key in `known` is an error."""
    whole: dict[str, Any] = {}
    for name in dict.fromkeys(column.name for column in row.table.columns):
        found = _COLUMN.fullmatch(name)
        value = _value(row, name) if found else None
        if value and found and found["path"].split(".")[0] in known:
            row.table.faults.error("two-values", value.cell, column=name, key=found["path"].split(".")[0])
        elif value and found:
            _put(whole, found["path"].split("."), value, row)
    return {key: _with_lists(value) for key, value in whole.items()}


def _value(row: TableRow, name: str) -> At | None:
    filled = list(row.filled(name))
    if any(column.language for _, column in filled):
        return row.texts(name)
    return row.at(name) if filled else None


def _put(whole: dict[str, Any], path: list[str], value: At, row: TableRow) -> None:
    node = whole
    for step in path[:-1]:
        node = node.setdefault(step, {})
        if isinstance(node, At):
            row.table.faults.error("two-values", value.cell, column=".".join(path), key=step)
            return
    if path[-1] in node:
        row.table.faults.error("two-values", value.cell, column=".".join(path), key=path[-1])
    node[path[-1]] = value


def _with_lists(node: Any) -> Any:
    """The node, with a list instead of each mapping whose keys are numbers."""
    if not isinstance(node, dict):
        return node
    if all(key.isdecimal() for key in node):
        return [_with_lists(node[key]) for key in sorted(node, key=int)]
    return {key: _with_lists(value) for key, value in node.items()}
