"""What the pages of comments show: each question with its answer and the threads about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from survey.operations.colleagues.comments import Thread
from survey.operations.colleagues.topics import WHOLE, topics
from survey.questions.asking.addresses import addressed, all_sections
from survey.questions.asking.displayed import displayed_sections
from survey.questions.freeze import read_frozen
from survey.questions.question import Answers
from survey.questions.question_set import QuestionSet
from survey.respond.sections import address_of
from survey.web.documents.statement import AnswerView, answer_view
from survey.web.guards import access, caller_may
from survey.web.installation import now
from survey.web.language import page_language
from survey.web.permissions import Permission
from survey.web.questions.names import field_name
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class TopicView:
    """A question with the threads about it, and the address of their page. `answers` are the question's own and those
    of its entries; there are none where it is not asked now. `label` is None for the statement as a whole. `section`:
    where its answer can be changed; empty for those who cannot.
    """

    number: str | None
    label: Words | None
    answers: Sequence[AnswerView]
    threads: Sequence[Thread]
    page: str
    section: str = ""

    @property
    def open(self) -> int:
        """How many of the threads are open."""
        return sum(each.is_open for each in self.threads)


@dataclass(frozen=True)
class SectionOfTopics:
    """The questions of a section that are asked now."""

    key: str
    title: Words
    topics: Sequence[TopicView]


@dataclass(frozen=True)
class AllComments:
    """The whole draft with its comments. `unasked`: questions that are not asked now, but were commented on."""

    whole: TopicView
    sections: Sequence[SectionOfTopics]
    unasked: Sequence[TopicView]

    @property
    def open(self) -> Sequence[TopicView]:
        """Where a comment is open."""
        every = [self.whole, *(each for section in self.sections for each in section.topics), *self.unasked]
        return [each for each in every if each.open]


def all_comments(answers: Answers, threads: Mapping[str, Sequence[Thread]]) -> AllComments:
    """Return the page of the whole draft with these threads, by address."""
    question_set = read_frozen(access().consultation.question_set)
    shown = _answers_by_topic(question_set, answers)
    sections = [
        SectionOfTopics(
            key, title, [_topic(question_set, at, found, threads.get(at, ())) for at, found in each.items()]
        )
        for key, title, each in shown
    ]
    asked = {at for _key, _title, each in shown for at in each}
    left = [at for at in topics(question_set) if at in threads and at not in asked]
    return AllComments(
        whole=_topic(question_set, WHOLE, (), threads.get(WHOLE, ())),
        sections=sections,
        unasked=[_topic(question_set, at, (), threads[at]) for at in left],
    )


def topic_view(address: str, answers: Answers, threads: Sequence[Thread]) -> TopicView:
    """Return one question, or the statement as a whole, with its threads. Raises KeyError for an unknown address."""
    question_set = read_frozen(access().consultation.question_set)
    shown = {at: found for _key, _title, each in _answers_by_topic(question_set, answers) for at, found in each.items()}
    return _topic(question_set, address, shown.get(address, ()), threads)


def _answers_by_topic(
    question_set: QuestionSet, answers: Answers
) -> list[tuple[str, Words, dict[str, list[AnswerView]]]]:
    """Key and title of each section that is asked, and the answers in it by what they are commented on."""
    found = []
    for each in displayed_sections(question_set, answers, language=page_language(), with_contact=True):
        by_topic: dict[str, list[AnswerView]] = {}
        for answer in each.answers:
            address = answer.address if not answer.within else answer.address.partition("/")[0]
            by_topic.setdefault(address, []).append(answer_view(answer, ()))
        found.append((each.section.key, words(each.section.title), by_topic))
    return found


def _topic(
    question_set: QuestionSet, address: str, answers: Sequence[AnswerView], threads: Sequence[Thread]
) -> TopicView:
    page = url_for(".comments_on", response_id=access().response.id, address=address)
    if address == WHOLE:
        return TopicView(None, None, answers, threads, page)
    question = topics(question_set)[address]
    number = question_set.numbers().get(address)
    return TopicView(number, words(question.label), answers, threads, page, _section_of(question_set, address))


def _section_of(question_set: QuestionSet, address: str) -> str:
    """The address of the field of the question, for those who can change its answer now."""
    if not caller_may(Permission.CHANGE_RESPONSE) or not access().is_open(now()):
        return ""
    for section in all_sections(question_set):
        for at, question in addressed(section):
            if at == address:
                return f"{address_of(section.key)}#{field_name(question, question.used_parts[0])}"
    return ""
