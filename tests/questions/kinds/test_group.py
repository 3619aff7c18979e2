"""Questions that are asked again for each entry: the order of the entries, and what a group may hold."""

import pytest

from survey.questions.kinds.group import MOST_FIELDS, NOT_WITHIN, USUAL_MOST, Group
from survey.questions.question import Reading, State
from tests.questions.written import faults_of, question_of, tiny_question, with_questions

INNER = "{key: b, kind: text, label: {fi: B, sv: B}}"


def group_of(inner: str = INNER, more: str = "") -> str:
    """A group with these questions, and more keys."""
    words = "label: {fi: A, sv: A}, entry: {fi: Pykälä, sv: Paragraf}"
    return f"- {{key: a, kind: group, {words}, {more}questions: [{inner}]}}\n"


def group(more: str = "") -> Group:
    """The group itself."""
    found = question_of(group_of(more=more))
    assert isinstance(found, Group)
    return found


def test_the_answer_is_the_order_of_the_entries_and_those_that_were_removed() -> None:
    asked = tiny_question("group")
    assert asked.read({"entries": " e2  e1 ", "removed": "e3", "text": "x"}) == Reading(
        {"entries": "e2 e1", "removed": "e3"}
    )
    assert asked.read({}) == Reading(None)


def test_a_table_tells_how_many_entries_there_are_and_people_read_nothing_of_their_ids() -> None:
    asked = tiny_question("group")
    assert asked.cells({"entries": "e2 e1", "removed": "e3"}, State.ANSWERED, "fi") == {"entries": 2}
    assert asked.cells({"removed": "e3"}, State.ANSWERED, "fi") == {}
    assert asked.shown({"entries": "e2 e1"}, State.ANSWERED, "fi") == {}


@pytest.mark.parametrize(
    ("more", "least", "most"),
    [
        ("", 0, USUAL_MOST),
        ("required: true, ", 1, USUAL_MOST),
        ("repeat: {minimum: 2, maximum: 5}, ", 2, 5),
        ("required: true, repeat: {minimum: 2}, ", 2, USUAL_MOST),
    ],
)
def test_how_many_entries_there_may_be(more: str, least: int, most: int) -> None:
    asked = group(more)
    assert (asked.least, asked.repeat.maximum) == (least, most)


def test_its_texts_are_those_of_its_questions_too() -> None:
    assert [path for path, _texts in group().texts_within()] == [
        ("label",),
        ("entry",),
        ("questions", 0, "label"),
    ]
    assert [(path, inner.key) for path, inner in group().within()] == [(("questions", 0), "b")]


@pytest.mark.parametrize("kind", sorted(NOT_WITHIN))
def test_some_kinds_cannot_stand_in_a_group(kind: str) -> None:
    more = f", entry: {{fi: B, sv: B}}, questions: [{INNER.replace('key: b', 'key: c')}]" if kind == "group" else ""
    inner = f"{{key: b, kind: {kind}, label: {{fi: B, sv: B}}{more}}}"
    assert [fault.code for fault in faults_of(with_questions(group_of(inner)))] == ["kind-in-group"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (group_of(more="repeat: {minimum: 4, maximum: 3}, "), "limits-crossed"),
        (group_of(more="nothing_to_state: true, "), "unknown-key"),
        (group_of("{key: b, kind: note, label: {fi: B, sv: B}, text: {fi: B, sv: B}}"), "too-few"),
        (
            group_of(", ".join(INNER.replace("key: b", f"key: b{n}") for n in range(11)), "repeat: {maximum: 100}, "),
            "group-too-large",
        ),
    ],
)
def test_what_a_group_cannot_be(written: str, code: str) -> None:
    assert [fault.code for fault in faults_of(with_questions(written))] == [code]
    assert MOST_FIELDS < 11 * 3 * 100


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("", ""),
        ("required: true, ", "Vähintään 1 kohta."),
        ("repeat: {maximum: 5}, ", "Enintään 5 kohtaa."),
        ("repeat: {minimum: 2, maximum: 5}, ", "Vähintään 2 kohtaa. Enintään 5 kohtaa."),
        ("repeat: {minimum: 3, maximum: 3}, ", "3 kohtaa."),
    ],
)
def test_the_number_of_entries_is_said_if_the_set_limits_it(more: str, words: str) -> None:
    assert group(more).limits("fi") == words
