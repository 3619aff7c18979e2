"""A response or a statement as a page shows it: every question in order with its answer."""

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


class AnswerText(NamedTuple):  # quicker to make than a dataclass: a page has dozens
    """A filled part of an answer. `own`: whether the text is the respondent's own, in the language of the statement."""

    field: str
    text: str
    own: bool
    label: Words | None = None
    changes: Sequence[Piece] = ()


class AnswerView(NamedTuple):  # quicker to make than a dataclass: a page has dozens
    """One question and its answer.

    `texts`: empty if there is no answer; `problems`: messages about what must be corrected; `entry`: the name of the
    group's entry that begins with this question; `within`: whether the question is inside an entry, whose name is
    `of_entry`; `files`: for an answer that consists of files, each file with its URL.
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
    of_entry: str = ""
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
    """Return the respondent's details and every section, with each answer readable in the page's language.

    Personal data is included only if `with_contact` is true. Each of the `findings` is added to the answer that it
    concerns.
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
    """Return each finding as (URL of its field, message), for the summary at the top of the review."""
    return [
        (
            f"{address_of(finding.section.key, from_review=True)}#{field_name(finding.question, finding.problem.part)}",
            finding_words(finding, number_of(finding.address, finding.question, numbers)),
        )
        for finding in findings
    ]


def findings_by_address(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """Return the findings at each address."""
    by_address: dict[str, list[Finding]] = {}
    for finding in findings:
        by_address.setdefault(finding.address, []).append(finding)
    return by_address


def answer_view(displayed: DisplayedAnswer, findings: Sequence[Finding]) -> AnswerView:
    """Return one answer with its texts in the page's language, and what must be corrected in it."""
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
        of_entry=words(displayed.of_entry).text if displayed.of_entry else "",
        files=file_views(displayed.given),
    )


def _anchor(address: str) -> str:
    return f"row-{address.replace('/', '-')}"
