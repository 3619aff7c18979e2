"""Questions as a page shows them for printing: their texts, boxes to tick, and space for writing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.questions.asking.addresses import entry_of, key_in_set, sections_on_paper
from survey.questions.asking.condition_words import NumberedQuestion, numbered_questions
from survey.questions.asking.displayed import entry_name
from survey.questions.asking.entries import entries_of, with_entries
from survey.questions.asking.limits import limit_words
from survey.questions.details import DETAILS_KEY
from survey.questions.kinds.group import Group
from survey.questions.paper import (
    Boxes,
    PaperPart,
    Paragraphs,
    PartName,
    Provision,
    Quotation,
    Room,
    RowName,
    Unit,
)
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet, Section
from survey.web.language import _, page_language
from survey.web.words.conditions import ConditionView, condition_view
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class PaperPartView:
    """One part of a question on paper: its type as in `questions/paper.py`, and its texts in the page's language."""

    type: str
    words: Words | None = None
    message: str = ""
    required: bool = False
    lines: int = 0
    boxes: Sequence[tuple[Words, bool]] = ()


@dataclass(frozen=True)
class PaperQuestion:
    """One question. `asks` is false for a note among the questions. `entries`: the entries of a group, each with its
    name.
    """

    asks: bool
    number: str | None
    label: Words
    help: Words | None
    limit: str
    required: bool
    condition: ConditionView | None
    public: bool
    nothing_to_state: bool
    parts: Sequence[PaperPartView]
    entries: "Sequence[tuple[str, Sequence[PaperQuestion]]]" = ()
    more_entries: bool = False
    is_group: bool = False


@dataclass(frozen=True)
class PaperSection:
    """A section with all its questions, including those that only some respondents are asked."""

    key: str
    title: Words
    introduction: Words | None
    condition: ConditionView | None
    nothing_to_state: bool
    questions: Sequence[PaperQuestion]


def paper_sections(question_set: QuestionSet) -> list[PaperSection]:
    """Return every section of the set, and last the respondent's details, for printing."""
    numbers, questions = question_set.numbers(), numbered_questions(question_set)
    return [
        PaperSection(
            section.key,
            words(section.title),
            words(section.introduction) if section.introduction else None,
            condition_view(section.show_if, questions),
            bool(section.nothing_to_state),
            _questions(section, numbers, questions),
        )
        for section in sections_on_paper(question_set)
    ]


def _questions(
    section: Section, numbers: Mapping[str, str], questions: Mapping[str, NumberedQuestion]
) -> list[PaperQuestion]:
    whole = with_entries(section, lambda group: entries_of(group, {}))
    own = [question for question in whole.questions if entry_of(question.key) is None]
    details = section.key == DETAILS_KEY
    return [_question(question, "" if details else question.key, numbers, questions, whole) for question in own]


def _question(
    question: Question,
    key: str,
    numbers: Mapping[str, str],
    questions: Mapping[str, NumberedQuestion],
    section: Section,
) -> PaperQuestion:
    """Return one question for printing. `key` finds its number; the respondent's details have no numbers."""
    entries: list[tuple[str, Sequence[PaperQuestion]]] = []
    more = False
    if isinstance(question, Group):
        ids = entries_of(question, {})
        more = len(ids) < question.repeat.maximum
        for entry in ids:
            within = [each for each in section.questions if _stands_in(each, question, entry)]
            inner = [_question(each, key_in_set(each.key), numbers, questions, section) for each in within]
            entries.append((words(entry_name(question, entry, {})).text, inner))
    return PaperQuestion(
        asks=question.asks,
        number=numbers.get(key),
        label=words(question.label),
        help=words(question.help) if question.help else None,
        limit=limit_words(question, page_language()),
        required=question.is_marked_required,
        condition=condition_view(question.show_if, questions, asks=question.asks),
        public=question.public,
        nothing_to_state=bool(question.nothing_to_state),
        parts=[_part(each) for each in question.on_paper()],
        entries=entries,
        more_entries=more,
        is_group=isinstance(question, Group),
    )


def _stands_in(question: Question, group: Group, entry: str) -> bool:
    found = entry_of(question.key)
    return found is not None and (found.group, found.id) == (group.key, entry)


def _part(part: PaperPart) -> PaperPartView:
    match part:
        case Room():
            return PaperPartView(part.type, lines=part.lines)
        case Boxes():
            return PaperPartView(part.type, boxes=[(words(label), separate) for label, separate in part.options])
        case RowName():
            return PaperPartView(part.type, words(part.words), required=part.required)
        case PartName():
            texts = part.words
            return PaperPartView(part.type, message=_(texts)) if isinstance(texts, str) else _worded(part.type, texts)
        case Unit() | Provision() | Quotation() | Paragraphs():
            return _worded(part.type, part.words)


def _worded(part_type: str, texts: Mapping[str, str]) -> PaperPartView:
    return PaperPartView(part_type, words(texts))
