"""Values that know their cells, taken apart."""

from survey.authoring.placed import At, taken_apart
from survey.questions.places import CellPlace


def test_a_tree_is_taken_apart_into_plain_values_and_their_cells() -> None:
    a, b, c = (CellPlace("survey", 2, column) for column in (1, 2, 3))
    tree, places = taken_apart({"sections": [At({"key": At("k", b), "title": {"fi": At("T", c)}}, a)]}, a)
    assert tree == {"sections": [{"key": "k", "title": {"fi": "T"}}]}
    assert places.cell_of(("sections", 0, "title", "fi")) == c
    assert places.cell_of(("sections", 0, "questions")) == a
    assert places.keys_along("sections.1.title") == ("k",)
