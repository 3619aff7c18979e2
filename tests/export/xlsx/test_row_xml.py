"""A row of a worksheet as XML."""

from xml.etree import ElementTree as ET

import pytest

from survey.export.xlsx.row_xml import empty_cell, formula_cell, number_cell, row_xml, runs_cell, text_cell

BLANKS_KEPT = "{http://www.w3.org/XML/1998/namespace}space"


def parsed(xml: str) -> ET.Element:
    return ET.fromstring(xml)  # noqa: S314  # of our own making


@pytest.mark.parametrize("text", ["a", "<b>&amp;</b>", "]]>", "rivi\ntoinen", "a  b", "😀\u202e"])
def test_a_text_is_the_text_whatever_it_looks_like(text: str) -> None:
    cell = parsed(text_cell("A2", 3, text))

    assert cell.attrib == {"r": "A2", "s": "3", "t": "inlineStr"}
    assert cell.findtext("is/t") == text


@pytest.mark.parametrize("text", [" a", "a\n", "\ta", "  ", "\N{NO-BREAK SPACE}a"])
def test_blanks_at_the_ends_are_to_be_kept(text: str) -> None:
    for cell in (text_cell("A2", 3, text), runs_cell("A2", 3, [("", text)])):
        (written,) = parsed(cell).iter("t")
        assert written.attrib == {BLANKS_KEPT: "preserve"}


def test_runs_make_one_text_and_only_the_marked_ones_have_properties() -> None:
    cell = parsed(runs_cell("A2", 3, [("", "Palvelu on "), ("<b/>", "ilmainen")]))

    assert [run.findtext("t") for run in cell.iter("r")] == ["Palvelu on ", "ilmainen"]
    assert [run.find("rPr/b") is not None for run in cell.iter("r")] == [False, True]


def test_numbers_and_formulas_have_their_values() -> None:
    assert parsed(number_cell("B2", 1, "1.5")).findtext("v") == "1.5"
    formula = parsed(formula_cell("B2", 1, 'COUNTIFS(A:A,A2&" *")', "0"))
    assert (formula.findtext("f"), formula.findtext("v")) == ('COUNTIFS(A:A,A2&" *")', "0")


def test_a_row_keeps_its_height_unless_people_write_in_it() -> None:
    kept, growing = (parsed(row_xml(2, 16, [empty_cell("A2", 1)], grows=grows)) for grows in (False, True))

    assert kept.attrib == {"r": "2", "ht": "16", "customHeight": "1"}
    assert growing.attrib == {"r": "2", "ht": "16"}
    assert kept[0].attrib == {"r": "A2", "s": "1"}
