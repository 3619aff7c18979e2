"""How the answers of two versions differ, whatever the kind of the question."""

from survey.questions.comparing.answers import ComparedSection, compared_sections
from survey.questions.difference import Mark
from survey.questions.load import load_text
from survey.questions.question import Given, State
from tests.questions.written import tiny_set
from tests.rounds import one_question

ASKED_BY_SOME = """
schema: 1
key: joiltakin
languages: [fi]
title: {fi: Joiltakin}
sections:
  - key: osio
    title: {fi: Osio}
    questions:
      - key: tarpeen
        kind: choice
        label: {fi: Tarpeen?}
        options:
          - {key: kylla, label: {fi: Kyllä}}
          - {key: ei, label: {fi: Ei}}
      - {key: miten, kind: long_text, label: {fi: Miten?}, show_if: {tarpeen: [ei]}}
      - {key: muuta, kind: long_text, label: {fi: Muuta?}}
"""

Marked = list[tuple[str, str]]


def compared(earlier: dict[str, Given], later: dict[str, Given], name: str = "") -> list[ComparedSection]:
    """Compare two versions of the answers to a tiny set."""
    return compared_sections(tiny_set(name) if name else one_question(), earlier, later, language="fi")


def changes(sections: list[ComparedSection]) -> dict[str, list[Marked]]:
    """The marked pieces of each part that differs, by address; without what is kept."""
    return {
        answer.displayed.address: [
            [(str(piece.mark), piece.text.strip()) for piece in part.pieces if piece.mark is not Mark.KEPT]
            for part in answer.parts
        ]
        for section in sections
        for answer in section.changed
    }


def test_the_same_answers_differ_nowhere_and_all_questions_are_there() -> None:
    given = {"nakemys": Given({"text": "A"})}
    (section,) = compared(given, given)
    assert not section.changed and [each.displayed.address for each in section.answers] == ["nakemys", "kanta"]


def test_a_text_differs_by_words_and_an_option_as_a_whole() -> None:
    earlier = {"nakemys": Given({"text": "Yksi kaksi kolme."}), "kanta": Given({"option": "ei", "reason": "Siksi."})}
    later = {"nakemys": Given({"text": "Yksi viisi kolme."}), "kanta": Given({"option": "kylla", "reason": "Siksi."})}
    assert changes(compared(earlier, later)) == {
        "nakemys": [[("removed", "kaksi"), ("added", "viisi")]],
        "kanta": [[("removed", "Ei"), ("added", "Kyllä")], []],
    }


def test_an_answer_that_was_given_or_emptied_is_all_added_or_all_removed() -> None:
    given = {"nakemys": Given({"text": "A"})}
    assert changes(compared({}, given)) == {"nakemys": [[("added", "A")]]}
    assert changes(compared(given, {})) == {"nakemys": [[("removed", "A")]]}


def test_nothing_to_state_in_the_place_of_an_answer_is_told() -> None:
    earlier, later = {"nakemys": Given({"text": "A"})}, {"nakemys": Given({}, State.NOTHING_TO_STATE)}
    assert changes(compared(earlier, later)) == {"nakemys": [[("removed", "A")], [("added", "Ei lausuttavaa")]]}


def test_a_question_that_only_one_version_asks_is_in_its_place() -> None:
    asked = load_text(ASKED_BY_SOME).question_set
    earlier = {"tarpeen": Given({"option": "ei"}), "miten": Given({"text": "Toisin."})}
    (section,) = compared_sections(asked, earlier, {"tarpeen": Given({"option": "kylla"})}, language="fi")
    assert changes([section]) == {
        "tarpeen": [[("removed", "Ei"), ("added", "Kyllä")]],
        "miten": [[("removed", "Toisin.")]],
    }
    assert [each.displayed.address for each in section.answers] == ["tarpeen", "miten", "muuta"]


def test_a_file_of_the_same_name_with_other_content_is_another_one() -> None:
    (question,) = [q for s in tiny_set("attachment").sections for q in s.questions][:1]
    files = [Given({"files": f"{digit * 64} 2048 liite.pdf"}) for digit in "ab"]
    found = changes(compared({question.key: files[0]}, {question.key: files[1]}, "attachment"))
    name = "liite.pdf (2\N{NO-BREAK SPACE}kt)"
    assert found == {question.key: [[("removed", name), ("added", name)]]}


def test_entries_of_a_group_are_compared_question_by_question() -> None:
    group = {"pykalat": Given({"entries": "e1"})}
    earlier = {**group, "pykalat/e1/saannos": Given({"text": "5 §"})}
    later = {**group, "pykalat/e1/saannos": Given({"text": "6 §"})}
    assert changes(compared(earlier, later, "group")) == {"pykalat/e1/saannos": [[("removed", "5"), ("added", "6")]]}
