"""A text among the questions: it tells, and asks nothing."""

import pytest

from survey.questions.paper import Paragraphs
from survey.questions.question import NOTHING, TICKED, Reading, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

NOTE = "- {key: tausta, kind: note, label: {fi: Taustaa, sv: Bakgrund}, text: {fi: Katso., sv: Se.}}\n"


@pytest.mark.parametrize("typed", [{}, {"text": "Vastaus"}, {NOTHING: TICKED}])
def test_nothing_can_be_answered_to_a_note(typed: dict[str, str]) -> None:
    assert tiny_question("note").answer(typed) == Reading(None)


def test_a_note_is_never_missing_and_has_no_part() -> None:
    note = tiny_question("note")
    assert (note.asks, note.used_parts, note.missing()) == (False, (), [])
    assert note.example("Kannatamme.", "fi", 0) == {}
    assert note.problems({}, State.ANSWERED) == []


def test_its_text_is_printed_and_is_to_be_there_in_every_language() -> None:
    note = question_of(NOTE)
    assert list(note.on_paper()) == [Paragraphs({"fi": "Katso.", "sv": "Se."})]
    assert [path for path, _texts in note.texts_within()] == [("label",), ("text",)]


@pytest.mark.parametrize("key", ["help: {fi: A, sv: B}", "short: {fi: A, sv: B}", "required: true"])
def test_a_note_has_no_keys_of_what_asks(key: str) -> None:
    written = with_questions(NOTE.replace("text:", f"{key}, text:") + "- {key: a, kind: date, label: {fi: A, sv: B}}\n")
    assert [fault.code for fault in faults_of(written)] == ["unknown-key"]
