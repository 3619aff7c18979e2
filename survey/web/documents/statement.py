"""A response or a statement as a page shows it: every question in order with what was answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from survey.questions.asking.displayed import DisplayedAnswer, displayed_sections, number_of
from survey.questions.asking.progress import Finding
from survey.questions.difference import Piece
from survey.questions.question import Answers
from survey.questions.question_set import QuestionSet
from survey.web.files import FileView, file_views
from survey.web.language import page_language
from survey.web.questions.names import field_name
from survey.web.sections.problems import finding_words, problem_words
from survey.web.words.texts import Words, words


class AnswerText(NamedTuple):  # as quick to make as can be: a page has dozens
    """A filled part of an answer; `own` where these are the respondent's very words, in the statement's language."""

    field: str
    text: str
    own: bool
    label: Words | None = None
    changes: Sequence[Piece] = ()


class AnswerView(NamedTuple):  # as quick to make as can be: a page has dozens
    """One question and its answer: `texts` is empty where there is none; `problems` says what is to be mended.

    `entry` names the entry of a group that begins with this question; `within` is set for all of an entry's.
    Of an answer of files, `files` has each with its address.
    """

    anchor: str
    number: str | None
    label: Words
    texts: Sequence[AnswerText]
    public: bool
    field: str
    problems: Sequence[str] = ()
    nothing: bool = False
    holds_entries: bool = False
    within: bool = False
    entry: str = ""
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
    by_address = findings_by_address(findings)
    displayed = displayed_sections(question_set, answers, language=page_language(), with_contact=with_contact)
    return [
        DocumentSection(
            each.section.key,
            words(each.section.title),
            [answer_view(answer, by_address.get(answer.address, ())) for answer in each.answers],
        )
        for each in displayed
    ]


def summary_of(
    findings: Sequence[Finding], numbers: Mapping[str, str], address_of: Callable[..., str]
) -> list[tuple[str, str]]:
    """Each finding as (address of the field that it concerns, message) for the summary at the top of the review."""
    return [
        (
            f"{address_of(finding.section.key, from_review=True)}#{field_name(finding.question, finding.problem.part)}",
            finding_words(finding, number_of(finding.address, finding.question, numbers)),
        )
        for finding in findings
    ]


def findings_by_address(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings at each address."""
    by_address: dict[str, list[Finding]] = {}
    for finding in findings:
        by_address.setdefault(finding.address, []).append(finding)
    return by_address


def answer_view(displayed: DisplayedAnswer, findings: Sequence[Finding]) -> AnswerView:
    """One answer in the words of the page, with what is to be mended in it."""
    question = displayed.question
    return AnswerView(
        anchor=_anchor(displayed.address),
        number=displayed.number,
        label=words(question.label),
        texts=[
            AnswerText(
                field_name(question, each.part),
                each.text,
                each.own,
                words(each.label) if each.label else None,
                each.changes,
            )
            for each in displayed.parts
        ],
        public=question.public,
        field=field_name(question, findings[0].problem.part if findings else question.used_parts[0]),
        problems=[problem_words(finding.problem) for finding in findings],
        nothing=displayed.nothing,
        holds_entries=displayed.holds_entries,
        within=displayed.within,
        entry=words(displayed.entry).text if displayed.entry else "",
        files=file_views(displayed.given),
    )


def _anchor(address: str) -> str:
    return f"row-{address.replace('/', '-')}"
