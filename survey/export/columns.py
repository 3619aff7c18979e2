"""Which columns the answers fill: planned from the question set alone, never from who happened to answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from survey.languages import gettext, text_in
from survey.questions.model import QuestionSet
from survey.questions.question import LONGEST_SHORT, Question


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


LONGEST_UNIT = 20
"""Characters of a number's unit in a header."""

FILES = "files"
"""The part that lists files by name."""

SPECIFY = "specify"
"""The part that says what "other" means."""

PART_WORDS = {"reason": _("reason"), SPECIFY: _("specification")}
"""What is added to a header for each part but the first. A part without a word here goes by its own name."""


@dataclass(frozen=True)
class Column:
    """One part of one question, with the words that head it: number and short label, at most 60 characters."""

    question: Question
    number: int
    part: str
    header: str


def plan_columns(question_set: QuestionSet, language: str) -> tuple[Column, ...]:
    """A column for each part that each question asks for, in the order of the form, headed in `language`.

    The number makes every header unique, also without regard to case: a table needs that, and two sections may
    well have questions of the same name.
    """
    return tuple(
        Column(question, number, part, _header(question, number, part, language))
        for number, question in enumerate(question_set.questions(), start=1)
        for part in question.used_parts
    )


def asks_what(columns: Iterable[Column]) -> bool:
    """Whether any question of the set asks what "other" means: where none does, sheets have no place for it."""
    return any(column.part == SPECIFY for column in columns)


def _header(question: Question, number: int, part: str, language: str) -> str:
    label = " ".join(text_in(question.header, language).split())
    ending = "" if part == question.used_parts[0] else f" – {gettext(language, PART_WORDS.get(part, part))}"
    if unit := getattr(question, "unit", None):  # the cells hold numbers alone
        ending += f" ({text_in(unit, language)[:LONGEST_UNIT]})"
    room = LONGEST_SHORT - len(f"{number} ") - len(ending)
    return f"{number} {label if len(label) <= room else label[: room - 1].rstrip() + '…'}{ending}"
