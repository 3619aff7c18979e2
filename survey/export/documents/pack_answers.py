"""The answers to one question in the committee's papers, one statement after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter

from survey.export.documents.statement import filled_blocks, instead_of_answer, question_spans
from survey.export.statements.collected import Collected, CollectedAnswer
from survey.export.statements.records import Respondent
from survey.export.word.document import Block, Heading, Look, Paragraph, plain
from survey.languages import gettext, text_in
from survey.questions.asking.displayed import displayed_parts
from survey.questions.kinds.group import Group
from survey.questions.question import Question, State
from survey.questions.question_set import QuestionSet, Section


@dataclass(frozen=True)
class NumberedQuestion:
    """A question with its number and its section. `within` has the questions of a group with their numbers."""

    question: Question
    number: str
    section: Section
    within: Sequence[tuple[Question, str]] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys by which its answers were collected: its own, and `group/question` for each question within."""
        return tuple(question.key for question, _number in self.counted())

    def counted(self) -> Iterator[tuple[Question, str]]:
        """The question and those within, with their numbers, and with the keys by which answers were counted."""
        yield self.question, self.number
        for inner, number in self.within:
            yield inner.model_copy(update={"key": f"{self.question.key}/{inner.key}"}), number


@dataclass(frozen=True)
class Answer:
    """One answer of a statement. `place` is 0 for the question itself, and counts the questions within from 1."""

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
            section,
            [(inner, numbers[f"{question.key}/{inner.key}"]) for _path, inner in question.within() if inner.asks],
        )
        for section in question_set.sections
        for question in section.questions
        if question.asks
    ]


def answers_to(numbered: NumberedQuestion, collected: Collected) -> Iterator[tuple[Respondent, list[Answer]]]:
    """Yield each statement that answered, in the order of the pass, with its answer or, of a group, all answers of its
    entries.
    """
    streams = [_stream(numbered, place, key, collected) for place, key in enumerate(numbered.keys)]
    ordered = merge(*streams, key=itemgetter(0))
    for position, found in groupby(ordered, key=lambda pair: pair[0][0]):
        answers = [answer for _order, answer in found if not _is_list_of_entries(answer)]
        if answers:
            yield collected.respondents[position], answers


def one_answer(
    answers: Sequence[Answer], respondent: Respondent, *, level: int, language: str, introduced: bool = False
) -> Iterator[Block]:
    """The answer of one organisation to one question. Entries of a group get headings of `level`.

    If `introduced` is true, what the set gives with the question (the provision of an amendment), and what the marks of
    a changed wording mean, is in the document above all answers, and is not repeated.
    """
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
            yield instead_of_answer(gettext(language, "Nothing to state"))
        else:
            known = question.given_parts(language) if introduced and not answer.place else {}
            parts = displayed_parts(question, given, language, written_in=respondent.language)
            yield from filled_blocks(
                given,
                [part for part in parts if part.part not in known],
                answer_language=respondent.language,
                language=language,
                marks_explained=introduced and not answer.place,
            )


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
