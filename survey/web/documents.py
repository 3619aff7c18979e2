"""A response or a statement as a document: every question in order with what was answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from survey.questions.model import QuestionSet
from survey.questions.progress import Answers, Finding, Given, addressed, asked_sections
from survey.questions.question import Question, State
from survey.web.attached import FileView, file_views
from survey.web.fields import field_name
from survey.web.language import page_language
from survey.web.problems import finding_words, problem_words
from survey.web.question_views import Words, words


@dataclass(frozen=True)
class AnswerText:
    """A filled part of an answer as people read it; `own` where these are the respondent's very words.

    What is not (an option's label, a day) is in the page's language, whatever the statement's language is.
    """

    field: str
    text: str
    own: bool


@dataclass(frozen=True)
class AnswerView:
    """One question and its answer: `texts` is empty where there is none; `problems` says what is to be mended.

    Of an answer of files, `files` has each with its address.
    """

    anchor: str
    number: int | None
    label: Words
    texts: Sequence[AnswerText]
    public: bool
    field: str
    problems: Sequence[str] = ()
    files: Sequence[FileView] = ()


@dataclass(frozen=True)
class DocumentSection:
    """One section of the document."""

    key: str
    title: Words
    answers: Sequence[AnswerView]


def document(
    question_set: QuestionSet, answers: Answers, findings: Sequence[Finding] = (), *, with_contact: bool = False
) -> list[DocumentSection]:
    """The respondent's details and every section, with each answer as people read it in the page's language.

    Personal data is there only `with_contact`. `findings` are put beside the answers that they concern.
    """
    numbers = question_set.numbers()
    by_address: dict[str, list[Finding]] = {}
    for finding in findings:
        by_address.setdefault(finding.address, []).append(finding)
    return [
        DocumentSection(
            section.key,
            words(section.title),
            [
                _answer_view(address, question, answers, by_address.get(address, ()), numbers)
                for address, question in addressed(section)
                if question.public or with_contact
            ],
        )
        for section in asked_sections(question_set, answers)
    ]


def summary_of(
    findings: Sequence[Finding], numbers: Mapping[str, int], address_of: Callable[..., str]
) -> list[tuple[str, str]]:
    """Each finding as (address of the field that it concerns, message) for the summary at the top of the review."""
    return [
        (
            f"{address_of(finding.section.key, from_review=True)}#{field_name(finding.question, finding.problem.part)}",
            finding_words(finding, _number(finding, numbers)),
        )
        for finding in findings
    ]


def _answer_view(
    address: str,
    question: Question,
    answers: Answers,
    findings: Sequence[Finding],
    numbers: Mapping[str, int],
) -> AnswerView:
    return AnswerView(
        anchor=_anchor(address),
        number=numbers.get(question.key) if address == question.key else None,
        label=words(question.label),
        texts=_texts(question, answers.get(address)),
        public=question.public,
        field=field_name(question, findings[0].problem.part if findings else question.parts[0]),
        problems=[problem_words(finding.problem) for finding in findings],
        files=file_views(answers.get(address)),
    )


def _texts(question: Question, given: Given | None) -> list[AnswerText]:
    if given is None or given.state is State.NOTHING_TO_STATE:
        return []
    shown = question.shown(given.value, given.state, page_language())
    return [
        AnswerText(field_name(question, part), shown[part], own=shown[part] == given.value[part])
        for part in question.used_parts
        if part in shown
    ]


def _number(finding: Finding, numbers: Mapping[str, int]) -> int | None:
    return numbers.get(finding.question.key) if finding.address == finding.question.key else None


def _anchor(address: str) -> str:
    return f"row-{address.replace('/', '-')}"
