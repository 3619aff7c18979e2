"""What holds for every kind of question."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from survey.questions.kinds import KINDS
from survey.questions.kinds.registry import find_kinds
from survey.questions.load import load_file
from survey.questions.question import NOTHING, TICKED, Question, Reading, State
from tests.questions.written import FORMS, question_of, tiny_question

TYPED = [
    *("", " ", "\n", "kylla", " ei ", "ehkä", "32.13.", "24.11.2026", " 4.1.2026 ", "2026-02-30", "1.1.0999"),
    *("muu", "talous muu ei_mihinkaan", "ei_kantaa", "1234,5", "-0,10", "1\u202f234", "7 tuhatta euroa", "9" * 40),
    *("+358\u00a09  123", "112", "FI12345671", "1234567-2", "www.ä.fi", "http://a.fi:x", "https://u:p@a.fi"),
    *("a@b.fi", " a@b.fi ", "a@", "=1+1", "_x0041_", "a\r\nb\r\rc", "\va\f", "a\x85b\u2028c\u2029", "\x00", "a\ud800b"),
    *(
        "\ufffe\ufdd0\U0001fffe",
        "👩\u200d👧 👍🏽",
        "\u202eabc\u202c",
        "  blanks  ",
        "\ttab\t",
        "x" * 100_001,
        "e\u0301",
    ),
]


def kinds_without_a_tiny_set(kinds: Iterable[str], folder: Path) -> Iterator[str]:
    """The kinds for which no file KIND.yaml in the folder asks a question of that kind."""
    for kind in kinds:
        file = folder / f"{kind}.yaml"
        if not file.exists() or kind not in {question.kind for question in load_file(file).question_set.questions()}:
            yield kind


def test_every_kind_has_a_tiny_question_set() -> None:
    assert list(kinds_without_a_tiny_set(KINDS, FORMS)) == []


def test_a_kind_that_lacks_a_tiny_question_set_is_noticed(tmp_path: Path) -> None:
    assert list(kinds_without_a_tiny_set([*KINDS, "drawing"], FORMS)) == ["drawing"]
    (tmp_path / "date.yaml").write_text((FORMS / "email.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    assert list(kinds_without_a_tiny_set(["date"], tmp_path)) == ["date"]


ANSWERED = [kind for kind, question in KINDS.items() if question.asks and kind != "group"]
"""The kinds that a page reads an answer of. The entries of a group are read as the questions that they are."""


@pytest.mark.parametrize("kind", ANSWERED)
def test_what_was_read_is_shown_for_changing_and_read_again_as_the_same(kind: str) -> None:
    question = tiny_question({"choice": "choice_with_specification"}.get(kind, kind))
    for main in TYPED:
        for second in TYPED if len(question.used_parts) > 1 else [""]:
            first = question.read(dict(zip(question.used_parts, (main, second, second), strict=False)))
            if first.value is None:
                assert first.state is State.ANSWERED
                continue
            again = question.read(question.typed(first.value, first.state))
            assert (again.value, again.state, again.removed) == (first.value, first.state, 0)
            assert all(text and part in question.used_parts for part, text in first.value.items())


@pytest.mark.parametrize("kind", ANSWERED)
def test_every_answer_can_be_shown_put_in_cells_and_judged(kind: str) -> None:
    question = tiny_question(kind)
    for main in TYPED:
        reading = question.read({question.used_parts[0]: main})
        if reading.value is None:
            continue
        for language in ("fi", "sv"):
            assert question.shown(reading.value, reading.state, language).keys() == reading.value.keys()
            cells = question.cells(reading.value, reading.state, language)
            assert all(isinstance(cell, str | int | Decimal | date) for cell in cells.values())
        malformed = reading.state is State.MALFORMED
        problems = question.problems(reading.value, reading.state)
        assert not malformed or problems
        assert all(problem.part in question.used_parts for problem in problems)


@pytest.mark.parametrize(
    "name", [*KINDS, "choice_with_reason", "choice_with_required_reason", "choice_with_specification", "required"]
)
def test_nothing_to_state_is_an_answer_without_words_in_every_kind(name: str) -> None:
    question = tiny_question(name)
    assert question.shown({}, State.NOTHING_TO_STATE, "fi") == {}
    assert question.typed({}, State.NOTHING_TO_STATE) == {}
    assert question.cells({}, State.NOTHING_TO_STATE, "fi") == {}


@pytest.mark.parametrize("kind", ANSWERED)
def test_nothing_to_state_is_read_where_the_set_offers_it(kind: str) -> None:
    question = tiny_question(kind)
    assert question.answer({NOTHING: TICKED}).value is None
    offered = question.model_copy(update={"nothing_to_state": True})
    assert offered.answer({NOTHING: TICKED}) == Reading({}, State.NOTHING_TO_STATE)
    assert offered.answer({NOTHING: ""}).value is None


@pytest.mark.parametrize("kind", ANSWERED)
def test_an_answer_beside_nothing_to_state_is_kept_as_typed_with_it(kind: str) -> None:
    question = tiny_question(kind).model_copy(update={"nothing_to_state": True})
    part = question.used_parts[0]
    both = question.answer({part: " jotain ", NOTHING: TICKED})
    assert both == Reading({part: " jotain ", NOTHING: TICKED}, State.MALFORMED)
    assert question.typed(both.value or {}, both.state) == both.value
    assert question.answer(question.typed(both.value or {}, both.state)) == both


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_names_its_parts_and_which_of_them_hold_running_text(kind: str) -> None:
    question = tiny_question(kind)
    assert bool(question.used_parts) is question.asks
    assert set(question.texts) | set(question.short_parts) <= {*question.parts, *question.used_parts}
    assert question.kind == "matrix" or set(question.used_parts) <= set(question.parts)
    assert [part for line in question.lines for part in line] == list(question.used_parts)


def test_every_kind_is_found_under_the_name_it_has_in_question_sets() -> None:
    for kind, class_ in KINDS.items():
        assert type(tiny_question(kind)) is class_
        assert tiny_question(kind).kind == kind


def test_kinds_are_listed_with_the_commonest_first() -> None:
    assert list(KINDS)[:4] == ["text", "long_text", "choice", "choices"]
    assert [question.order for question in KINDS.values()] == sorted({question.order for question in KINDS.values()})


MODULE = """
from typing import ClassVar, Literal
from survey.questions.question import Question

class Asked(Question):
    parts: ClassVar = ("part",)
    kind: Literal["{kind}"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in which modules can be written."""
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / f"package_{tmp_path.name}"
    package.mkdir()
    (package / "__init__.py").touch()
    return package


def test_a_kind_is_found_in_its_module_after_those_that_have_a_place(folder: Path) -> None:
    (folder / "rating.py").write_text(MODULE.format(kind="rating"), encoding="utf-8")
    (folder / "drawing.py").write_text(MODULE.format(kind="drawing"), encoding="utf-8")
    (folder / "vote.py").write_text(MODULE.format(kind="vote") + "    order: ClassVar = 5\n", encoding="utf-8")
    (folder / "shared.py").write_text("from survey.questions.kinds.text import Text\n", encoding="utf-8")
    assert list(find_kinds(folder.name, [str(folder)])) == ["vote", "drawing", "rating"]


def test_a_kind_in_a_module_of_another_name_stops_the_service_and_says_how_to_name_it(folder: Path) -> None:
    (folder / "stars.py").write_text(MODULE.format(kind="rating"), encoding="utf-8")
    with pytest.raises(ImportError, match=r'Asked in .*stars\.py has the kind "rating": name its file rating\.py'):
        find_kinds(folder.name, [str(folder)])


def test_a_question_without_a_kind_of_its_own_does_nothing() -> None:
    question = Question.model_validate({"key": "a", "kind": "none", "label": {"fi": "A"}})
    for call in (
        lambda: question.read({}),
        lambda: question.problems({}, State.ANSWERED),
        lambda: question.shown({}, State.ANSWERED, "fi"),
    ):
        with pytest.raises(NotImplementedError):
            call()


def test_answers_are_published_unless_the_question_says_otherwise() -> None:
    assert question_of("- {key: a, kind: text, label: {fi: A, sv: A}}").public is True
    assert question_of("- {key: a, kind: text, label: {fi: A, sv: A}, public: false}").public is False


def test_the_head_of_a_column_is_the_short_label_where_there_is_one() -> None:
    assert tiny_question("short_label").header == {"fi": "Työnjako", "sv": "Arbetsfördelning"}
    assert question_of("- {key: a, kind: text, label: {fi: A, sv: Å}}").header == {"fi": "A", "sv": "Å"}
