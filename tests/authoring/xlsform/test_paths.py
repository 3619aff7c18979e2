"""What a set tells beside its questions, as columns named by their paths."""

import pytest

from survey.authoring.located import split_cells
from survey.authoring.xlsform.paths import NoColumns, from_columns, in_columns
from survey.authoring.xlsform.table import Faults, Table
from survey.questions.faults.places import CellPlace
from tests.authoring.xlsform.elsewhere import sheet

CONSULTATION = {
    "issuer": {"fi": "Ministeriö", "sv": "Ministeriet"},
    "diary_number": "VN/1/2026",
    "contacts": [{"name": "Maija"}, {"name": "Matti", "title": {"fi": "Neuvos", "sv": "Råd"}}],
}


def test_each_value_has_a_column_and_texts_one_for_each_language() -> None:
    assert in_columns("consultation", CONSULTATION, ["fi", "sv"]) == {
        "x_consultation.issuer::Suomi (fi)": "Ministeriö",
        "x_consultation.issuer::Svenska (sv)": "Ministeriet",
        "x_consultation.diary_number": "VN/1/2026",
        "x_consultation.contacts.1.name": "Maija",
        "x_consultation.contacts.2.name": "Matti",
        "x_consultation.contacts.2.title::Suomi (fi)": "Neuvos",
        "x_consultation.contacts.2.title::Svenska (sv)": "Råd",
    }


def table(header: str, *rows: str) -> Table:
    return Table(sheet("settings", "\n".join([header, *rows])), Faults())


def test_columns_are_read_back_with_their_cells() -> None:
    cells = in_columns("consultation", CONSULTATION, ["fi", "sv"])
    [row] = table(" | ".join(cells), " | ".join(cells.values())).rows()
    tree, places = split_cells(from_columns(row), CellPlace("settings", 1, 1))
    assert tree == {"consultation": CONSULTATION}
    assert places.cell_of(("consultation", "contacts", 0, "name")) == CellPlace("settings", 2, 4)


@pytest.mark.parametrize("value", ["a", 5, {"a": 5}, {"a": []}, {"a": {}}, {"a": {"fi": 5}}, {"a": None}])
def test_what_no_column_holds_is_left_to_another_way(value: object) -> None:
    with pytest.raises(NoColumns):
        in_columns("a", value, ["fi"])


def test_a_value_at_a_path_that_another_column_goes_through_is_told() -> None:
    settings = table("x_a.b | x_a.b.c | x_a.b", "1 | 2 | 3")
    [row] = settings.rows()
    from_columns(row)
    assert from_columns(row, known=("a",)) == {}
    assert {fault.code for fault in settings.faults.found} == {"two-values"}
