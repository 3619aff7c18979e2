"""Question sets as an author writes them, whole or with one place marked, for the tests of the engine."""

from functools import cache
from pathlib import Path

from survey.questions.faults.fault import Fault, QuestionSetFaulty
from survey.questions.load import load_file, load_text
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet

FORMS = Path(__file__).resolve().parents[1] / "forms"
"""The tiny question sets, one for each feature."""

MARK = "‹"
"""Stands before the place in a text where a fault is expected. No question set has it."""

BEFORE_QUESTIONS = """\
schema: 1
key: lausunto
languages: [fi, sv]
title: {fi: Lausunto, sv: Utlåtande}
sections:
  - key: kysymykset
    title: {fi: Kysymykset, sv: Frågor}
    questions:
"""
"""Eight lines: the first question of `with_questions` begins on line 9, its keys in column 9."""

ONE_QUESTION = "- {key: muuta, kind: long_text, label: {fi: Muuta, sv: Övrigt}}\n"


def with_questions(questions: str = ONE_QUESTION) -> str:
    """A whole set with these questions, which are written from the first column."""
    return BEFORE_QUESTIONS + "".join(f"      {line}" for line in questions.splitlines(keepends=True))


def question_of(written: str) -> Question:
    """The one question, read from YAML."""
    return next(load_text(with_questions(written)).question_set.questions())


@cache
def tiny_set(name: str) -> QuestionSet:
    """The set in tests/forms/NAME.yaml."""
    return load_file(FORMS / f"{name}.yaml").question_set


def tiny_question(name: str) -> Question:
    """The first question of tests/forms/NAME.yaml."""
    return next(tiny_set(name).questions())


def unmarked(marked: str) -> tuple[str, tuple[int, int]]:
    """The text without its mark, and the line and column where the mark stood."""
    before, found, after = marked.partition(MARK)
    assert found, "The text has no mark."
    return before + after, (before.count("\n") + 1, len(before) - before.rfind("\n"))


def faults_of(yaml: str, *, draft: bool = False) -> list[Fault]:
    """What is wrong with the set; nothing where it loads."""
    try:
        return load_text(yaml, draft=draft).warnings
    except QuestionSetFaulty as faulty:
        return faulty.faults
