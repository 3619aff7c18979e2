"""Values that know their cells, taken apart."""

import pytest

from survey.authoring.located import At, split_cells
from survey.questions.faults.fault import QuestionSetFaulty
from survey.questions.faults.places import CellPlace


def test_a_tree_is_taken_apart_into_plain_values_and_their_cells() -> None:
    a, b, c = (CellPlace("survey", 2, column) for column in (1, 2, 3))
    tree, places = split_cells({"sections": [At({"key": At("k", b), "title": {"fi": At("T", c)}}, a)]}, a)
    assert tree == {"sections": [{"key": "k", "title": {"fi": "T"}}]}
    assert places.cell_of(("sections", 0, "title", "fi")) == c
    assert places.cell_of(("sections", 0, "questions")) == a
    assert places.keys_along("sections.1.title") == ("k",)


def test_a_tree_that_becomes_too_large_is_refused() -> None:
    cell = CellPlace("choices", 2, 1)
    options = [At({"key": At(f"a{number}", cell)}, cell) for number in range(1_000)]
    with pytest.raises(QuestionSetFaulty) as raised:
        split_cells({"sections": [{"options": options} for _ in range(100)]}, CellPlace("survey", 1, 1))
    assert [(fault.code, fault.at) for fault in raised.value.faults] == [("too-large", "survey!A1")]
