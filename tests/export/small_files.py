"""Files of one sheet, as small as can be, for the tests of the writer."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from survey.export.sheets import About, Cell, Row, Sheet, SheetColumn
from survey.export.workbook.book import write_workbook

ABOUT = About(
    title="Arviomuistio",
    language="fi-FI",
    created=datetime(2026, 11, 24, 14, 5, tzinfo=UTC),
    head="VN/1/2026",
    foot="Ladattu 24.11.2026",
)


def one_sheet(*contents: Cell, title: str = "Vastaukset", **other: Any) -> Sheet:
    """A sheet of one column with a row for each of the contents."""
    plain: dict[str, Any] = {"printed": 1, "rows": [Row((content,)) for content in contents]}
    return Sheet(title, (SheetColumn("Vastaus", 62),), **{**plain, **other})


def written(target: Path, *contents: Cell, **other: Any) -> Any:
    """The sheet, written and reopened."""
    write_workbook(target, [one_sheet(*contents, **other)], ABOUT)
    return openpyxl.load_workbook(target).worksheets[0]
