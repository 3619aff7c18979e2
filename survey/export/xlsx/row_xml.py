"""A row of a worksheet as XML (ECMA-376 part 1, 18.3).

It is made by joining a few strings, which is fast, because there may be a million cells. In all functions `place` is
the address of the cell (such as A2) and `style` the number of its style (`Styles.number`).
"""

from collections.abc import Iterable

from survey.export.xlsx.cell_text import escape

_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def row_xml(number: int, height: float, cells: Iterable[str], *, grows: bool = False) -> str:
    """One row, `height` points high. `cells` are strings made by the functions below.

    With `grows`, a spreadsheet program makes the row higher when people write more in it than it can show.
    """
    kept = "" if grows else ' customHeight="1"'
    return f'<row r="{number}" ht="{height:g}"{kept}>{"".join(cells)}</row>'


def text_cell(place: str, style: int, text: str) -> str:
    """A text. It stays a text also when it looks like a number or formula, and keeps its spaces."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_text(text)}</is></c>'


def runs_cell(place: str, style: int, runs: Iterable[tuple[str, str]]) -> str:
    """A text made of runs. Each run is a pair: its properties (XML for the inside of `rPr`, or empty) and its text."""
    written = "".join(f"<r>{f'<rPr>{how}</rPr>' if how else ''}{_text(text)}</r>" for how, text in runs)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{written}</is></c>'


def number_cell(place: str, style: int, number: str) -> str:
    """A number. `number` has digits and a decimal point, such as -12.5."""
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def formula_cell(place: str, style: int, formula: str, result: str) -> str:
    """A formula with its present result, for programs that do not calculate formulas."""
    return f'<c r="{place}" s="{style}"><f>{in_xml(formula)}</f><v>{result}</v></c>'


def empty_cell(place: str, style: int) -> str:
    """An empty cell with a style."""
    return f'<c r="{place}" s="{style}"/>'


def in_xml(text: str) -> str:
    """The text escaped for use between two XML tags."""
    for letter, written in _XML.items():
        if letter in text:
            text = text.replace(letter, written)
    return text


def _text(text: str) -> str:
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<t{kept}>{in_xml(escape(text))}</t>"
