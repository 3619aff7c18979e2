"""A response or a statement as a document: every question in order with what was answered."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from survey.questions.asked import (
    addressed,
    asked_sections,
    entries_of,
    entry_of,
    filled_entries,
    is_answered,
    key_in_set,
    settled,
)
from survey.questions.difference import Piece
from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.group import Group
from survey.questions.model import QuestionSet, Section
from survey.questions.progress import Finding
from survey.questions.question import Answers, Given, Question, State
from survey.web.attached import FileView, file_views
from survey.web.fields import field_name
from survey.web.language import _, page_language
from survey.web.problems import finding_words, problem_words
from survey.web.views import Words
from survey.web.words import words


@dataclass(frozen=True)
class AnswerText:
    """A filled part of an answer as people read it; `own` where these are the respondent's very words.

    What is not (an option's label, a day) is in the page's language, whatever the statement's language is. `label`
    says which part it is where one answer has several; `changes` marks what a wording changes.
    """

    field: str
    text: str
    own: bool
    label: Words | None = None
    changes: Sequence[Piece] = ()


@dataclass(frozen=True)
class AnswerView:
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
    numbers = question_set.numbers()
    by_address: dict[str, list[Finding]] = {}
    for finding in findings:
        by_address.setdefault(finding.address, []).append(finding)
    return [
        DocumentSection(
            section.key,
            words(section.title),
            list(_answer_views(section, settled(section, answers), by_address, numbers, with_contact=with_contact)),
        )
        for section in asked_sections(question_set, answers)
    ]


def summary_of(
    findings: Sequence[Finding], numbers: Mapping[str, str], address_of: Callable[..., str]
) -> list[tuple[str, str]]:
    """Each finding as (address of the field that it concerns, message) for the summary at the top of the review."""
    return [
        (
            f"{address_of(finding.section.key, from_review=True)}#{field_name(finding.question, finding.problem.part)}",
            finding_words(finding, _number(finding.address, finding.question, numbers)),
        )
        for finding in findings
    ]


def _answer_views(
    section: Section,
    answers: Answers,
    findings: Mapping[str, Sequence[Finding]],
    numbers: Mapping[str, str],
    *,
    with_contact: bool,
) -> Iterator[AnswerView]:
    """Each question in order; of a group the entries that have an answer, the first question of each named."""
    groups = {each.key: each for each in section.questions if isinstance(each, Group)}
    filled = {key: filled_entries(group, answers) for key, group in groups.items()}
    begun: set[str] = set()
    for address, question in addressed(section):
        entry = entry_of(address)
        if (entry and entry.id not in filled[entry.group]) or not (question.public or with_contact):
            continue
        name, here = "", f"{entry.group}/{entry.id}" if entry else ""
        if entry and here not in begun:
            begun.add(here)
            name = entry_name(groups[entry.group], entry.id, answers)
        number = _number(address, question, numbers)
        yield _answer_view(address, question, answers, findings.get(address, ()), number, entry=name)


def entry_name(group: Group, entry: str, answers: Answers) -> str:
    """What an entry is called on pages, by its place among all: "Section 2"."""
    return f"{words(group.entry).text} {entries_of(group, answers).index(entry) + 1}"


def _answer_view(  # noqa: PLR0913  # one question with all that is known of it
    address: str,
    question: Question,
    answers: Answers,
    findings: Sequence[Finding],
    number: str | None,
    *,
    entry: str,
) -> AnswerView:
    given = answers.get(address)
    return AnswerView(
        anchor=_anchor(address),
        number=number,
        label=words(question.label),
        texts=_texts(question, given),
        public=question.public,
        field=field_name(question, findings[0].problem.part if findings else question.used_parts[0]),
        problems=[problem_words(finding.problem) for finding in findings],
        nothing=given is not None and given.state is State.NOTHING_TO_STATE,
        holds_entries=isinstance(question, Group) and is_answered(question, answers),
        within=entry_of(address) is not None,
        entry=entry,
        files=file_views(given),
    )


def _texts(question: Question, given: Given | None) -> list[AnswerText]:
    if given is None or given.state is State.NOTHING_TO_STATE:
        return []
    shown = question.shown(given.value, given.state, page_language())
    changes = question.difference(given.value) if isinstance(question, Amendment) else ()
    return _provision(question) + [
        AnswerText(
            field_name(question, part),
            shown[part],
            own=shown[part] == given.value[part],
            label=part_label(question, part),
            changes=changes if part == "wording" else (),
        )
        for part in question.used_parts
        if part in shown
    ]


def _provision(question: Question) -> list[AnswerText]:
    """The provision that the set names, without which an own wording says little."""
    if not isinstance(question, Amendment) or not question.provision:
        return []
    name = words(question.provision)
    return [
        AnswerText(field_name(question, "provision"), name.text, own=False, label=part_label(question, "provision"))
    ]


def part_label(question: Question, part: str) -> Words | None:
    """What a part of an answer is called where the question's label alone would not tell."""
    texts = question.part_label(part)
    if texts:
        return words(texts)
    own = {"provision": _("Provision"), "wording": _("Own wording"), "reason": _("Reason")}
    return Words(own[part], page_language()) if isinstance(question, Amendment) else None


def _number(address: str, question: Question, numbers: Mapping[str, str]) -> str | None:
    return numbers.get(key_in_set(address)) if address == question.key else None


def _anchor(address: str) -> str:
    return f"row-{address.replace('/', '-')}"
