"""Which columns the answers need. They depend on the question set alone, and not on who has answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.asking.entries import ENTRIES
from survey.questions.question import LONGEST_SHORT, Question, Texts
from survey.questions.question_set import QuestionSet
from survey.questions.text import shortened

_BETWEEN = " / "

BEFORE_SECTION = " · "

LONGEST_UNIT = 20
"""Characters of a number's unit in a header."""

FILES = "files"
"""The part that lists files by name."""

LONGEST_SECTION = 37
"""Characters of a section's title in a header of a table: with what comes before it at most LONGEST_HEADING."""

LONGEST_HEADING = 100

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


class Shows(Enum):
    """What a column shows of its part: the answer; the keys of what was chosen; whether one option was."""

    CONTENT = auto()
    KEYS = auto()
    CHOSEN = auto()


@dataclass(frozen=True)
class Column:
    """One part of one question, with the words that head it: number and short label, at most 60 characters.

    `section` is the title of the section where it is asked: the same words may be asked in several of them.
    """

    question: Question
    number: str
    part: str
    header: str
    section: Texts = field(default_factory=dict)
    shows: Shows = Shows.CONTENT
    option: str = ""
    """The key of the option that a column of CHOSEN is about."""

    @property
    def within(self) -> bool:
        """Whether the question is in a group. A statement may then have several answers to it, or none."""
        return "/" in self.question.key

    def heading(self, *languages: str) -> str:
        """The header in a table. It ends with the section's title, which no other column of a table has."""
        return f"{self.header}{BEFORE_SECTION}{in_languages(self.section, languages, LONGEST_SECTION)}"


def table_questions(question_set: QuestionSet) -> Iterator[Question]:
    """Every question that asks, in the order of the form; those of a group after it, with `group/question` as key."""
    for question in question_set.questions():
        if question.asks:
            yield question
        for _path, inner in question.within():
            if inner.asks:
                yield inner.model_copy(update={"key": f"{question.key}/{inner.key}"})


def section_titles(question_set: QuestionSet) -> dict[str, Texts]:
    """The title of the section in which each question is asked, by the keys of `table_questions`."""
    return {
        key: section.title
        for section in question_set.sections
        for question in section.questions
        for key in (question.key, *(f"{question.key}/{inner.key}" for _path, inner in question.within()))
    }


def plan_columns(question_set: QuestionSet, *languages: str) -> tuple[Column, ...]:
    """A column for each part that each question asks for, in the order of the form, headed in these languages.

    The number makes every header unique, also without regard to case: a table needs that, and two sections may
    well have questions of the same name.
    """
    numbers, sections = question_set.numbers(), section_titles(question_set)
    return tuple(
        Column(
            question,
            numbers[question.key],
            part,
            _header(question, numbers[question.key], part, languages),
            sections[question.key],
        )
        for question in table_questions(question_set)
        for part in question.used_parts
    )


def has_groups(columns: Iterable[Column]) -> bool:
    """Whether any question is in a group. If none is, sheets have no column for the entry."""
    return any(column.within for column in columns)


def asks_what(columns: Iterable[Column]) -> bool:
    """Whether any question of the set asks what "other" means: where none does, sheets have no place for it."""
    return any(column.part == SPECIFY for column in columns)


def _header(question: Question, number: str, part: str, languages: Sequence[str]) -> str:
    ending = _ending(question, part, languages)
    if question.measured_in:
        ending += f" ({in_languages(question.measured_in, languages, LONGEST_UNIT)})"
    room = LONGEST_SHORT - len(f"{number} ") - len(ending)
    return f"{number} {in_languages(question.header, languages, room)}{ending}"


def _ending(question: Question, part: str, languages: Sequence[str]) -> str:
    """The end of a header, different for each part of the question; for a row of a matrix its label and number."""
    if row := question.part_label(part):
        return f" – {question.used_parts.index(part) + 1} {in_languages(row, languages, LONGEST_ROW)}"
    if part == question.used_parts[0] and part != ENTRIES:
        return ""
    words = (gettext(language, PART_WORDS.get(part, part)) for language in languages)
    return f" – {side_by_side(words, LONGEST_SHORT // 2)}"


def in_languages(texts: Texts, languages: Iterable[str], room: int) -> str:
    """A text on one line in each of the languages, in at most `room` characters."""
    return side_by_side((" ".join(text_in(texts, language).split()) for language in languages), room)


def side_by_side(several: Iterable[str], room: int) -> str:
    """The same thing in several words, in at most `room` characters: what is short leaves its room to the others."""
    words = list(dict.fromkeys(several))
    left = room - len(_BETWEEN) * (len(words) - 1)
    shown = dict.fromkeys(words, "")
    for place, each in enumerate(sorted(words, key=len)):
        shown[each] = shortened(each, left // (len(words) - place))
        left -= len(shown[each])
    return _BETWEEN.join(shown.values())
