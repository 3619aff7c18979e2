"""The answers to one question, statement by statement, as the committee's papers show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter

from survey.export.documents.statement import filled_blocks, question_spans
from survey.export.statements.collected import Collected, CollectedAnswer
from survey.export.statements.records import Respondent
from survey.export.word.document import Block, Heading, Look, Paragraph, plain
from survey.languages import gettext, text_in
from survey.questions.asking.displayed import displayed_parts
from survey.questions.kinds.group import Group
from survey.questions.question import Question, State, Texts
from survey.questions.question_set import QuestionSet


@dataclass(frozen=True)
class NumberedQuestion:
    """A question with its number, the title of its section, and, of a group, the questions within with theirs."""

    question: Question
    number: str
    section_title: Texts
    within: Sequence[tuple[Question, str]] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The question's own key, and of a group those of the questions within: the piles of its answers."""
        return (self.question.key, *(f"{self.question.key}/{inner.key}" for inner, _number in self.within))


@dataclass(frozen=True)
class Answer:
    """One answer of a statement: to which question, in which entry (from 1; 0 outside groups)."""

    numbered: NumberedQuestion
    place: int
    collected_answer: CollectedAnswer


def numbered_questions(question_set: QuestionSet) -> Sequence[NumberedQuestion]:
    """Every question that asks, in the order of the form."""
    numbers = question_set.numbers()
    return [
        NumberedQuestion(
            question,
            numbers[question.key],
            section.title,
            [(inner, numbers[f"{question.key}/{inner.key}"]) for _path, inner in question.within() if inner.asks],
        )
        for section in question_set.sections
        for question in section.questions
        if question.asks
    ]


def answers_to(numbered: NumberedQuestion, collected: Collected) -> Iterator[tuple[Respondent, list[Answer]]]:
    """Each statement that answered, in the order of the pass: its answer, and of a group those of every entry."""
    streams = [_stream(numbered, place, key, collected) for place, key in enumerate(numbered.keys)]
    ordered = merge(*streams, key=itemgetter(0))
    for position, found in groupby(ordered, key=lambda pair: pair[0][0]):
        answers = [answer for _order, answer in found if not _is_list_of_entries(answer)]
        if answers:
            yield collected.respondents[position], answers


def one_answer(answers: Sequence[Answer], respondent: Respondent, *, level: int, language: str) -> Iterator[Block]:
    """What one organisation answered to one question; entries of a group under headings of `level`."""
    entry = 0
    for answer in answers:
        if answer.collected_answer.entry != entry:
            entry = answer.collected_answer.entry
            yield Heading(level, plain(_entry_name(answer, language)))
        question, number = _question_of(answer)
        if answer.place:
            yield Paragraph(question_spans(number, question.label, language, within=True), Look.PART_NAME)
        given = answer.collected_answer.answer.given
        if given.state is State.NOTHING_TO_STATE:
            yield Paragraph(plain(gettext(language, "Nothing to state")), Look.HINT)
        else:
            parts = displayed_parts(question, given, language, written_in=respondent.language)
            yield from filled_blocks(given, parts, answer_language=respondent.language, language=language)


def _stream(
    numbered: NumberedQuestion, place: int, key: str, collected: Collected
) -> Iterator[tuple[tuple[int, int, int], Answer]]:
    for collected_answer in collected.answers_to(key):
        yield (collected_answer.position, collected_answer.entry, place), Answer(numbered, place, collected_answer)


def _is_list_of_entries(answer: Answer) -> bool:
    return isinstance(_question_of(answer)[0], Group) and bool(answer.collected_answer.answer.given.value)


def _question_of(answer: Answer) -> tuple[Question, str]:
    numbered = answer.numbered
    return numbered.within[answer.place - 1] if answer.place else (numbered.question, numbered.number)


def _entry_name(answer: Answer, language: str) -> str:
    group = answer.numbered.question
    return f"{text_in(group.entry, language)} {answer.collected_answer.entry}" if isinstance(group, Group) else ""
