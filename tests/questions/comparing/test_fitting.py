"""How many answers each change of a question set would break."""

from collections import Counter
from collections.abc import Mapping

import pytest

from survey.questions.comparing.changes import Change, changes
from survey.questions.comparing.fitting import Fitting
from survey.questions.load import load_text
from survey.questions.question import Given, State
from survey.questions.question_set import QuestionSet

HEAD = """
schema: 1
key: muutos
languages: [fi]
title: {fi: Muutos}
sections:
  - key: osio
    title: {fi: Osio}
    questions:
"""
OPTIONS = "[{key: a, label: {fi: A}}, {key: b, label: {fi: B}}, {key: c, label: {fi: C}}]"
CHOICES = f"{{key: q, kind: choices, label: {{fi: Q}}, at_most: 3, options: {OPTIONS}}}"
CHOICE = f"{{key: q, kind: choice, label: {{fi: Q}}, reason: optional, options: {OPTIONS}}}"
NUMBER = "{key: q, kind: number, label: {fi: Q}, minimum: 0, maximum: 100, decimals: 2}"
TEXT = "{key: q, kind: long_text, label: {fi: Q}, max_length: 10, nothing_to_state: true}"
FILES = "{key: q, kind: attachment, label: {fi: Q}, file_kinds: [pdf, docx], max_size: 10, max_files: 2}"
AMENDMENT = "{key: q, kind: amendment, label: {fi: Q}, reason: optional, max_length: 10}"
ROWS = "rows: [{key: r1, label: {fi: R1}}, {key: r2, label: {fi: R2}}]"
MATRIX = f"{{key: q, kind: matrix, label: {{fi: Q}}, steps: {OPTIONS}, {ROWS}}}"
GROUP = "{key: q, kind: group, label: {fi: Q}, entry: {fi: E}, repeat: {minimum: 1, maximum: 3}, questions: [%s]}"
INNER = "{key: inner, kind: text, label: {fi: I}, max_length: 10}"
OTHER = "{key: other, kind: text, label: {fi: O}}"


def question_set(*questions: str) -> QuestionSet:
    return load_text(HEAD + "\n".join(f"      - {each}" for each in questions)).question_set


def given(**parts: str) -> dict[str, Given]:
    return {"q": Given(parts)}


def entries(*texts: str) -> dict[str, Given]:
    ids = [f"e{number}" for number, _text in enumerate(texts, start=1)]
    inner = {f"q/{entry}/inner": Given({"text": text}) for entry, text in zip(ids, texts, strict=True)}
    return {"q": Given({"entries": " ".join(ids)}), **inner}


def files(*named: tuple[str, int]) -> dict[str, Given]:
    return given(files="\n".join(f"{'0' * 64} {size} {name}" for name, size in named))


def broken(before: QuestionSet, after: QuestionSet, *responses: Mapping[str, Given]) -> dict[str, int]:
    fitting = Fitting(before, after, changes(before, after))
    counted: Counter[Change] = sum(map(fitting.broken, responses), Counter())
    return {f"{change.code} {change.name}".strip(): number for change, number in counted.items() if number}


CASES: Mapping[str, tuple[str, str, str, list[dict[str, Given]], list[dict[str, Given]]]] = {
    "fewer options at most": (
        CHOICES,
        CHOICES.replace("at_most: 3", "at_most: 2"),
        "limit-narrowed at_most",
        [given(options="a b c")],
        [given(options="a b"), given(options="a")],
    ),
    "more options at least": (
        CHOICES,
        CHOICES.replace("at_most: 3", "at_least: 2"),
        "limit-narrowed at_least",
        [given(options="a")],
        [given(options="a b")],
    ),
    "an option less": (
        CHOICES.replace("at_most: 3, ", ""),
        CHOICES.replace("at_most: 3, ", "").replace(", {key: c, label: {fi: C}}", ""),
        "option-removed",
        [given(options="a c"), given(options="c")],
        [given(options="a b")],
    ),
    "an option that excludes others": (
        CHOICES.replace("at_most: 3, ", ""),
        CHOICES.replace("at_most: 3, ", "").replace("{key: c,", "{key: c, exclusive: true,"),
        "setting-changed exclusive",
        [given(options="a c")],
        [given(options="a b"), given(options="c")],
    ),
    "a step less": (
        MATRIX,
        MATRIX.replace(", {key: c, label: {fi: C}}", ""),
        "option-removed",
        [given(**{"row-r1": "a", "row-r2": "c"})],
        [given(**{"row-r1": "a", "row-r2": "b"})],
    ),
    "a row less": (
        MATRIX,
        MATRIX.replace(", {key: r2, label: {fi: R2}}", ""),
        "row-removed",
        [given(**{"row-r1": "a", "row-r2": "b"})],
        [given(**{"row-r1": "a"})],
    ),
    "a row that is required": (
        MATRIX,
        MATRIX.replace("{key: r2,", "{key: r2, required: true,"),
        "setting-changed required",
        [given(**{"row-r1": "a"})],
        [given(**{"row-r2": "a"})],
    ),
    "a required row more": (
        MATRIX,
        MATRIX.replace("{key: r2,", "{key: r3, required: true, label: {fi: R3}}, {key: r2,"),
        "row-added",
        [given(**{"row-r1": "a"})],
        [],
    ),
    "a required reason": (
        CHOICE,
        CHOICE.replace("reason: optional", "reason: required"),
        "setting-changed reason",
        [given(option="a")],
        [given(option="a", reason="Siksi.")],
    ),
    "no reason": (
        CHOICE,
        CHOICE.replace("reason: optional, ", ""),
        "setting-changed reason",
        [given(option="a", reason="Siksi.")],
        [given(option="a")],
    ),
    "an answer that is required": (
        TEXT,
        TEXT.replace("kind:", "required: true, kind:"),
        "setting-changed required",
        [],
        [given(text="A")],
    ),
    "a greater minimum": (
        NUMBER,
        NUMBER.replace("minimum: 0", "minimum: 10"),
        "limit-narrowed minimum",
        [given(number="9.99")],
        [given(number="10")],
    ),
    "a smaller maximum": (
        NUMBER,
        NUMBER.replace("maximum: 100", "maximum: 50"),
        "limit-narrowed maximum",
        [given(number="51")],
        [given(number="50"), {"q": Given({"number": "noin 60"}, State.MALFORMED)}],
    ),
    "fewer decimals": (
        NUMBER,
        NUMBER.replace("decimals: 2", "decimals: 1"),
        "limit-narrowed decimals",
        [given(number="1.25")],
        [given(number="1.5")],
    ),
    "a shorter text": (
        TEXT,
        TEXT.replace("max_length: 10", "max_length: 5"),
        "limit-narrowed max_length",
        [given(text="123456")],
        [given(text="12345"), {"q": Given({}, State.NOTHING_TO_STATE)}, {"q": Given({"text": "12345678901"})}],
    ),
    "a shorter proposal": (
        AMENDMENT,
        AMENDMENT.replace("max_length: 10", "max_length: 5"),
        "limit-narrowed max_length",
        [given(provision="5 §", wording="123456"), given(provision="5 §", wording="1", reason="123456")],
        [given(provision="5 §", wording="12345")],
    ),
    "a provision that is given": (
        AMENDMENT,
        AMENDMENT.replace("kind:", "provision: {fi: 5 §}, kind:"),
        "setting-changed provision",
        [given(provision="5 §", wording="1")],
        [],
    ),
    "nothing to state no longer": (
        TEXT,
        TEXT.replace(", nothing_to_state: true", ""),
        "setting-changed nothing_to_state",
        [{"q": Given({}, State.NOTHING_TO_STATE)}],
        [given(text="A")],
    ),
    "fewer files": (
        FILES,
        FILES.replace("max_files: 2", "max_files: 1"),
        "limit-narrowed max_files",
        [files(("a.pdf", 1), ("b.pdf", 1))],
        [files(("a.pdf", 1))],
    ),
    "smaller files": (
        FILES,
        FILES.replace("max_size: 10", "max_size: 1"),
        "limit-narrowed max_size",
        [files(("a.pdf", 1024 * 1024 + 1))],
        [files(("a.pdf", 1024 * 1024))],
    ),
    "fewer kinds of files": (
        FILES,
        FILES.replace(", docx", ""),
        "limit-narrowed file_kinds",
        [files(("a.docx", 1))],
        [files(("A.PDF", 1))],
    ),
    "fewer entries": (
        GROUP % INNER,
        (GROUP % INNER).replace("maximum: 3", "maximum: 1"),
        "limit-narrowed maximum",
        [entries("A", "B")],
        [entries("A")],
    ),
    "more entries at least": (
        GROUP % INNER,
        (GROUP % INNER).replace("minimum: 1", "minimum: 2"),
        "limit-narrowed minimum",
        [entries("A")],
        [entries("A", "B")],
    ),
    "a shorter text in each entry": (
        GROUP % INNER,
        (GROUP % INNER).replace("max_length: 10", "max_length: 2"),
        "limit-narrowed max_length",
        [entries("ABC"), entries("A", "ABCD")],
        [entries("A", "B")],
    ),
    "a question of the entries less": (
        GROUP % f"{INNER}, {OTHER}",
        GROUP % OTHER,
        "question-removed",
        [entries("A")],
        [],
    ),
    "a question less": (f"{TEXT}\n      - {OTHER}", OTHER, "question-removed", [given(text="A")], []),
    "another kind with other keys": (
        CHOICE,
        TEXT.replace(", nothing_to_state: true", ""),
        "kind-changed kind",
        [given(option="a"), given(option="b", reason="Siksi.")],
        [],
    ),
    "another kind": (
        OTHER.replace("other", "q"),
        "{key: q, kind: email, label: {fi: O}}",
        "kind-changed kind",
        [given(text="A")],
        [],
    ),
}


@pytest.mark.parametrize("what", CASES)
def test_answers_that_no_longer_fit_are_counted_and_no_others(what: str) -> None:
    before, after, code, unfit, fit = CASES[what]

    counted = broken(question_set(before), question_set(after), *unfit, *fit, {})

    assert counted == ({code: len(unfit)} if unfit else {})


def test_each_change_of_a_question_counts_its_own_answers() -> None:
    stricter = CHOICES.replace("at_most: 3", "at_most: 2").replace("{key: c,", "{key: c, exclusive: true,")

    counted = broken(question_set(CHOICES), question_set(stricter), given(options="a b c"), given(options="b c"))

    assert counted == {"limit-narrowed at_most": 1, "setting-changed exclusive": 2}


FOLLOWING = "{key: q, kind: text, label: {fi: Q}, show_if: {kanta: [%s]}}"
STANCE = CHOICE.replace("key: q", "key: kanta")


def answers(stance: str) -> dict[str, Given]:
    return {"kanta": Given({"option": stance}), "q": Given({"text": "A"})}


def test_a_changed_condition_counts_the_answers_that_it_hides() -> None:
    before, after = (question_set(STANCE, FOLLOWING % options) for options in ("a, b", "b, c"))

    assert broken(before, after, *map(answers, "aab")) == {"condition-changed show_if": 2}


def test_what_was_hidden_already_is_not_counted() -> None:
    before, after = question_set(STANCE, FOLLOWING % "a"), question_set(STANCE)

    assert broken(before, after, *map(answers, "aabc")) == {"question-removed": 2}


def test_a_changed_condition_of_a_section_counts_the_answers_in_it() -> None:
    section = "\n  - key: toinen\n    title: {fi: T}\n    show_if: {kanta: [%s]}\n    questions:\n      - "
    before, after = (question_set(STANCE + section % options + TEXT) for options in ("a, b", "b"))

    assert broken(before, after, *map(answers, "aab")) == {"condition-changed show_if": 2}


def test_only_answers_of_changed_questions_and_of_their_conditions_are_read() -> None:
    before, after = (question_set(STANCE, OTHER, FOLLOWING % options) for options in ("a, b", "b"))

    fitting = Fitting(before, after, changes(before, after))

    assert fitting.addresses == {"kanta", "q", "sections/osio"}
    assert not fitting.groups
