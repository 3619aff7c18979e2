"""YAML and XLSForm carry the same sets: whatever a set says, both give it back to the digest."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

from survey.authoring.files import load_any, write_any
from survey.questions.freeze import freeze
from survey.questions.kinds import KINDS
from survey.questions.load import load_file, set_files
from survey.questions.question_set import QuestionSet
from tests.questions.whole_sets import OWN_KEYS, QUICK, question_sets
from tests.questions.written import FORMS

SETS = [*set_files(FORMS), *set_files(FORMS.parents[1] / "forms")]


def through(question_set: QuestionSet, folder: Path, *endings: str) -> QuestionSet:
    """The set after it was written to and read from files with these endings, one after the other."""
    for number, ending in enumerate(endings):
        target = folder / f"{number}.{ending}"
        write_any(question_set, target)
        loaded = load_any(target)
        assert loaded.warnings == []
        question_set = loaded.question_set
    return question_set


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_set_of_the_product_goes_through_a_workbook_and_back(path: Path, tmp_path: Path) -> None:
    question_set = load_file(path).question_set
    assert freeze(through(question_set, tmp_path, "xlsx", "yaml", "xlsx")) == freeze(question_set)


@QUICK
@given(question_set=question_sets())
def test_any_set_goes_through_a_workbook_and_back(question_set: QuestionSet) -> None:
    with TemporaryDirectory() as folder:
        assert freeze(through(question_set, Path(folder), "yaml", "xlsx", "yaml")) == freeze(question_set)


def test_sets_of_every_kind_are_made_up() -> None:
    assert KINDS.keys() <= OWN_KEYS.keys() | {"group", "note"}
