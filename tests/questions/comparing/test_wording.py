"""What has changed in a question is told to those who answer it, in their language."""

from survey.questions.comparing.wording import Worded, wording_changes
from survey.questions.difference import Mark
from tests.questions.written import question_of

OPTIONS = "[{key: a, label: {fi: Yksi, sv: Ett}}, {key: b, label: {fi: Kaksi, sv: Två}}]"
FEWER = "[{key: b, label: {fi: Kaksi tai enemmän, sv: Två}}, {key: c, label: {fi: Kolme, sv: Tre}}]"


def changed(before: str, after: str, language: str = "fi") -> list[tuple[Worded, list[tuple[Mark, str]]]]:
    """What has changed between two questions, each in YAML without its key."""
    first, then = (question_of(f"- {{key: q, {each}}}\n") for each in (before, after))
    return [
        (each.worded, [(piece.mark, piece.text) for piece in each.pieces])
        for each in wording_changes(first, then, language)
    ]


def test_a_reworded_label_is_told_word_by_word_in_the_language_of_the_reader() -> None:
    before, after = "kind: text, label: {fi: Vanha nimi, sv: Namn}", "kind: text, label: {fi: Uusi nimi, sv: Namn}"
    assert changed(before, after) == [
        (Worded.LABEL, [(Mark.REMOVED, "Vanha "), (Mark.ADDED, "Uusi "), (Mark.KEPT, "nimi")])
    ]
    assert changed(before, after, "sv") == []


def test_options_that_came_went_or_were_reworded_are_told() -> None:
    label = "kind: choice, label: {fi: K, sv: F}"
    assert changed(f"{label}, options: {OPTIONS}", f"{label}, options: {FEWER}") == [
        (Worded.OPTION, [(Mark.REMOVED, "Kaksi"), (Mark.ADDED, "Kaksi tai enemmän")]),
        (Worded.OPTION, [(Mark.ADDED, "Kolme")]),
        (Worded.OPTION, [(Mark.REMOVED, "Yksi")]),
    ]


def test_limits_and_instructions_are_told() -> None:
    label = "kind: long_text, label: {fi: K, sv: F}"
    assert changed(f"{label}, max_length: 500", f"{label}, max_length: 300, help: {{fi: Ohje, sv: Anvisning}}") == [
        (Worded.HELP, [(Mark.ADDED, "Ohje")]),
        (Worded.LONGEST, [(Mark.REMOVED, "500"), (Mark.ADDED, "300")]),
    ]


def test_a_language_more_is_no_change() -> None:
    both = question_of("- {key: q, kind: text, label: {fi: Nimi, sv: Namn}}\n")
    only_swedish = both.model_copy(update={"label": {"sv": "Namn"}})
    assert wording_changes(only_swedish, both, "fi") == []
