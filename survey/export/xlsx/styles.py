"""How the cells of a workbook look: one style for each kind of content in each kind of row."""

from typing import Any

from openpyxl.cell import Cell as ExcelCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from survey.export.xlsx.openpyxl_internals import FontInOrder
from survey.export.xlsx.sheets import Look
from survey.questions.difference import Mark

TYPEFACE = "Arial"
"""On every Windows and Mac, and with letters of the same width (Liberation Sans) elsewhere."""

_GREY, _PALE, _BLUE = "FFB8BFC6", "FFE8EDF2", "FF1A4B8C"
_YELLOW, _GREEN = "FFFFF6D6", "FFDFEFDC"

_NUMBER_FORMATS = {
    "date": "d.m.yyyy",
    "moment": "d.m.yyyy h.mm",
    "number": "#,##0",
    "decimal": "#,##0.0#############",
    "share": "0 %",
    "formula": "#,##0;;",
}

_FIGURES = ("number", "share", "formula")

RUNS = {
    Mark.KEPT: "",
    Mark.ADDED: f'<b/><u/><sz val="10"/><color rgb="FF1B5E20"/><rFont val="{TYPEFACE}"/><family val="2"/>',
    Mark.REMOVED: f'<strike/><sz val="10"/><color rgb="FF9C1C1C"/><rFont val="{TYPEFACE}"/><family val="2"/>',
}
"""How a marked piece looks, in the order of elements that the standard demands."""


class Styles:
    """The styles of one book, each made when it is first asked for, since making one for every cell is slow."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Look, str, bool], int] = {}

    def number(self, target: Any, look: Look, kind: str, *, quoted: bool = False) -> int:
        """The number of the style of this kind of cell (text, link, date …) in a row of this look."""
        key = (look, kind, quoted)
        if key not in self._numbers:
            self._numbers[key] = _style(target, look, kind, quoted=quoted)
        return self._numbers[key]


_REACHING = (Look.TITLE, Look.LABELLED, Look.GOES_ON)
"""In these, a text that would be wrapped would not reach over the columns after it."""


def plain_font(**how: Any) -> Font:
    """The typeface of the whole book, 10 points unless another `size` is given."""
    return FontInOrder(name=TYPEFACE, family=2, size=how.pop("size", 10), **how)


def _style(target: Any, look: Look, kind: str, *, quoted: bool) -> int:
    """The number of the style of all cells of one kind in rows of one look."""
    model = ExcelCell(target, row=1, column=1)
    strong = look not in (Look.BODY, Look.LABELLED, Look.GOES_ON, Look.FIGURES, Look.HANDLED)
    head = look in (Look.HEADER, Look.HEADER_BY_HAND, Look.FIGURES_HEADER)
    model.font = plain_font(
        size=14 if look is Look.TITLE else 10,
        bold=strong,
        italic=kind == "note",
        underline="single" if kind == "link" else None,
        color=_BLUE if kind == "link" else None,
    )
    if head or kind == "beginning":
        of_head = _GREEN if look is Look.HEADER_BY_HAND else _PALE
        model.fill = PatternFill("solid", fgColor=of_head if head else _YELLOW)
    if look not in (Look.TITLE, Look.GOES_ON):
        # Words that fill their column would run into those of the next one.
        between = Side(style="hair", color=_GREY) if head or look in (Look.BODY, Look.HANDLED) else None
        model.border = Border(bottom=Side(style="medium" if head else "hair", color=_GREY), left=between)
    right = look is Look.FIGURES_HEADER or (kind in _FIGURES and look in (Look.FIGURES, Look.TOTAL))
    wrapped = look not in _REACHING
    model.alignment = Alignment(horizontal="right" if right else "left", vertical="top", wrap_text=wrapped)
    model.number_format = _NUMBER_FORMATS.get(kind, "General")
    model.quotePrefix = quoted
    return model.style_id
