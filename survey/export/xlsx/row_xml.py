"""A row of a worksheet as XML (ECMA-376 part 1, 18.3): a few strings joined, since there may be a million cells."""

from collections.abc import Iterable

from survey.export.xlsx.cell_text import escape

_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def row_xml(number: int, height: float, cells: Iterable[str], *, grows: bool = False) -> str:
    """A row of so many points with its cells, each of which one of the functions below has made.

    A row that `grows` becomes higher by itself when people write more in it than it shows.
    """
    kept = "" if grows else ' customHeight="1"'
    return f'<row r="{number}" ht="{height:g}"{kept}>{"".join(cells)}</row>'


def text_cell(place: str, style: int, text: str) -> str:
    """A text, written as text whatever it looks like, with its blanks."""
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{_text(text)}</is></c>'


def runs_cell(place: str, style: int, runs: Iterable[tuple[str, str]]) -> str:
    """A text in runs, each with its own properties (the inside of `rPr`) or none."""
    written = "".join(f"<r>{f'<rPr>{how}</rPr>' if how else ''}{_text(text)}</r>" for how, text in runs)
    return f'<c r="{place}" s="{style}" t="inlineStr"><is>{written}</is></c>'


def number_cell(place: str, style: int, number: str) -> str:
    """A number, written in digits with a decimal point."""
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def formula_cell(place: str, style: int, formula: str, result: str) -> str:
    """A formula with what it gives now, for programmes that do not reckon."""
    return f'<c r="{place}" s="{style}"><f>{in_xml(formula)}</f><v>{result}</v></c>'


def empty_cell(place: str, style: int) -> str:
    """Nothing, with a look."""
    return f'<c r="{place}" s="{style}"/>'


def in_xml(text: str) -> str:
    """Text between two tags."""
    for letter, written in _XML.items():
        if letter in text:
            text = text.replace(letter, written)
    return text


def _text(text: str) -> str:
    kept = "" if text == text.strip() else ' xml:space="preserve"'
    return f"<t{kept}>{in_xml(escape(text))}</t>"
