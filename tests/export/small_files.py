"""Files of one sheet, as small as can be, for the tests of the writer."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl

from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.sheets import About, Cell, Sheet, SheetColumn

ABOUT = About(
    title="Arviomuistio",
    language="fi-FI",
    created=datetime(2026, 11, 24, 14, 5, tzinfo=UTC),
    head="VN/1/2026",
    foot="Ladattu 24.11.2026",
)


def column(header: str, width: int = 10, **other: Any) -> SheetColumn[Any]:
    """A column that shows its records themselves."""
    return SheetColumn(header=header, width=width, **{"name": header, "cell": lambda record: record, **other})


def put_in(sheet: Sheet[Any], before: str, header: str = "Uusi") -> Sheet[Any]:
    """The sheet with one more column before the one of this name, and an x in its cells."""
    at = [each.name for each in sheet.columns].index(before)
    more = column(header, cell=lambda _record: "x")
    return replace(sheet, columns=(*sheet.columns[:at], more, *sheet.columns[at:]))


def one_sheet(*contents: Cell, title: str = "Vastaukset", **other: Any) -> Sheet[Any]:
    """A sheet of one column with a row for each of the contents."""
    plain: dict[str, Any] = {"printed": 1, "records": contents}
    return Sheet(title, (column("Vastaus", 62),), **{**plain, **other})


def written(target: Path, *contents: Cell, **other: Any) -> Any:
    """The sheet, written and reopened."""
    write_workbook(target, [one_sheet(*contents, **other)], ABOUT)
    return openpyxl.load_workbook(target).worksheets[0]
