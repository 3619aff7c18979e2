"""Which columns the answers fill: planned from the question set alone, never from who happened to answer."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from survey.languages import gettext, text_in
from survey.questions.asked import ENTRIES
from survey.questions.model import QuestionSet
from survey.questions.question import LONGEST_SHORT, Question


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


LONGEST_UNIT = 20
"""Characters of a number's unit in a header."""

FILES = "files"
"""The part that lists files by name."""

LONGEST_ROW = 30
"""Characters of a matrix row's label in a header: half of what there is."""

SPECIFY = "specify"
"""The part that says what "other" means."""

PART_WORDS = {
    "reason": _("reason"),
    SPECIFY: _("specification"),
    "wording": _("wording"),
    ENTRIES: _("number of entries"),
}
"""What is added to a header for each part but the first. A part without a word here goes by its own name."""


@dataclass(frozen=True)
class Column:
    """One part of one question, with the words that head it: number and short label, at most 60 characters."""

    question: Question
    number: str
    part: str
    header: str

    @property
    def within(self) -> bool:
        """Whether the question stands in a group: then a statement may have several answers to it, or none."""
        return "/" in self.question.key


def table_questions(question_set: QuestionSet) -> Iterator[Question]:
    """Every question that asks, in the order of the form; those of a group after it, with `group/question` as key."""
    for question in question_set.questions():
        if question.asks:
            yield question
        for _path, inner in question.within():
            if inner.asks:
                yield inner.model_copy(update={"key": f"{question.key}/{inner.key}"})


def plan_columns(question_set: QuestionSet, language: str) -> tuple[Column, ...]:
    """A column for each part that each question asks for, in the order of the form, headed in `language`.

    The number makes every header unique, also without regard to case: a table needs that, and two sections may
    well have questions of the same name.
    """
    numbers = question_set.numbers()
    return tuple(
        Column(question, numbers[question.key], part, _header(question, numbers[question.key], part, language))
        for question in table_questions(question_set)
        for part in question.used_parts
    )


def has_groups(columns: Iterable[Column]) -> bool:
    """Whether any question stands in a group: where none does, sheets have no column for the entry."""
    return any(column.within for column in columns)


def asks_what(columns: Iterable[Column]) -> bool:
    """Whether any question of the set asks what "other" means: where none does, sheets have no place for it."""
    return any(column.part == SPECIFY for column in columns)


def _header(question: Question, number: str, part: str, language: str) -> str:
    label = " ".join(text_in(question.header, language).split())
    ending = _ending(question, part, language)
    if unit := getattr(question, "unit", None):  # the cells hold numbers alone
        ending += f" ({text_in(unit, language)[:LONGEST_UNIT]})"
    return f"{number} {shortened(label, LONGEST_SHORT - len(f'{number} ') - len(ending))}{ending}"


def _ending(question: Question, part: str, language: str) -> str:
    """What tells a part from the others of the same question. A row of a matrix is told by its label and its place."""
    if row := question.part_label(part):
        words = " ".join(text_in(row, language).split())
        return f" – {question.used_parts.index(part) + 1} {shortened(words, LONGEST_ROW)}"
    if part == question.used_parts[0] and part != ENTRIES:
        return ""
    return f" – {gettext(language, PART_WORDS.get(part, part))}"


def shortened(words: str, room: int) -> str:
    """The words in at most `room` characters."""
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"
