"""The line and column of what lies at a path of a file."""

from typing import Any

import pytest
from ruamel.yaml import YAML

from survey.questions.faults.places import CellPlace, Path, Places, SheetPlaces, words_for

TREE = """\
title: {fi: A, sv: B}
sections:
  - key: a
    questions: [x, y]
  -
    key: b
copy: &copy {one: 1}
merged:
  <<: *copy
  two: 2
1: number
"""


def places() -> Places:
    tree: Any = YAML(typ="rt", pure=True).load(TREE)
    return Places(tree)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        (("title",), (1, 1)),
        (("title", "sv"), (1, 16)),
        (("sections", 0), (3, 5)),
        (("sections", 0, "questions", 1), (4, 20)),
        (("sections", 1, "key"), (6, 5)),
        (("merged", "two"), (10, 3)),
    ],
)
def test_a_key_or_an_entry_is_found_where_it_stands(path: Path, place: tuple[int, int]) -> None:
    assert places().of(path) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("key",), (1, 1)),
        (("title", "en"), (1, 1)),
        (("sections", 0, "title"), (3, 5)),
        (("sections", 7), (2, 1)),
        (("sections", "key"), (2, 1)),
        (("title", "fi", "deeper", 3), (1, 9)),
        (("merged", "one"), (8, 1)),
    ],
)
def test_what_is_not_in_the_file_is_put_at_the_nearest_thing_above_it(path: Path, place: tuple[int, int]) -> None:
    assert places().of(path) == place


def test_the_keys_of_a_mapping_are_given_as_texts() -> None:
    assert places().lacking(("title",), ("fi", "sv", "en")) == {"en"}
    assert places().lacking((), ("title", "merged", "key")) == {"key"}


def test_a_path_is_read_as_authors_count() -> None:
    assert words_for(("sections", 0, "questions", 2, "label")) == "sections.1.questions.3.label"
    assert words_for(()) == ""


def test_in_a_workbook_a_path_is_found_in_its_cell_or_in_the_nearest_one_above() -> None:
    tree = {"sections": [{"key": "a", "questions": [{"key": "b", "label": {"fi": "B"}}]}]}
    cells = {
        ("sections", 0): CellPlace("survey", 2, 1),
        ("sections", 0, "questions", 0, "label", "fi"): CellPlace("survey", 3, 5),
    }
    found = SheetPlaces(tree, cells, CellPlace("settings", 1, 1))
    assert found.fault(("sections", 0, "questions", 0, "label", "fi"), "empty-text").at == "survey!E3"
    assert found.fault(("sections", 0, "questions", 0, "kind"), "missing-key").at == "survey!A2"
    assert found.fault((), "missing-key").at == "settings!A1"
    assert found.keys_along("sections.1.questions.1.label") == ("a", "b")
    assert found.lacking(("sections", 0), ("key", "title")) == {"title"}
