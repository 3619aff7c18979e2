"""Reads the column x_more: JSON with everything of a question set that has no column of its own."""

from collections.abc import Collection
from typing import Any

from survey.authoring.cell_json import mapping_in
from survey.authoring.located import At
from survey.authoring.xlsform.fields import MORE
from survey.authoring.xlsform.table import TableRow


def more_of(row: TableRow, known: Collection[str]) -> dict[str, Any]:
    """The keys and values in x_more. A key that another column already has (`known`) is an error."""
    found = json_of(row, MORE)
    for key in sorted(found.keys() & set(known)):
        row.table.faults.error("two-values", row.place(MORE), column=MORE, key=key)
    return {key: At(value, row.place(MORE)) for key, value in found.items() if key not in known}


def json_of(row: TableRow, column: str) -> dict[str, Any]:
    """The JSON mapping in a cell; empty if the cell is empty. Anything else is an error."""
    text = row.text(column)
    found = mapping_in(text) if text else {}
    if found is None:
        row.table.faults.error("cell-not-valid", row.place(column), column=column, value=text, expected="JSON")
        return {}
    return found
