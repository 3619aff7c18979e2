"""The first sheet: which consultation it was, how many answered in each group, and figures to check the file by."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from survey.export.committee_workbook.contents import (
    AMENDMENTS,
    BY_QUESTION,
    GROUP,
    HANDLING,
    LONG_ANSWERS,
    REPEATS,
    Contents,
)
from survey.export.committee_workbook.figures.charts import CHARTS
from survey.export.committee_workbook.figures.distributions import DISTRIBUTIONS
from survey.export.committee_workbook.figures.values import VALUES
from survey.export.committee_workbook.joint import JOINT
from survey.export.committee_workbook.respondents import LATE
from survey.export.committee_workbook.superseded import SUPERSEDED
from survey.export.committee_workbook.withdrawn import WITHDRAWN
from survey.export.statements.counts import in_official_order
from survey.export.statements.records import ConsultationRecord, Respondent, Status
from survey.export.xlsx.recount import WorkbookIncomplete
from survey.export.xlsx.sheets import Cell, FreeSheet, Link, Look, Row
from survey.languages import format_date, format_moment, gettext, text_in
from survey.languages import mark as _
from survey.questions.details import group_name
from survey.questions.own_groups import OwnGroups

WIDTHS = (36, 17, 12, 14, 13, 10, 15)
JOINTLY = _("Behind another one's statement")
"""The column that there is only where there are joint statements."""

"""A label of 36 characters and a value of 81, which the counts by group share: a digest of 64 is on one line."""

WITHOUT_ANSWER = (Status.NOT_OPENED, Status.DRAFT, Status.WITHDRAWN)
"""The statuses of organisations that have given no statement, or taken it back."""

WHAT_IS_ON = {
    HANDLING: _("Counts for each question, and room for a summary, a proposal and a decision."),
    BY_QUESTION: _(
        "Every answer, to read and to print. Fill in positions, tags and remarks here. A position stands there already"
        " where the option that was chosen is one: change it where the reason says otherwise."
    ),
    _("Respondents"): _("Everybody who was asked, and who has answered."),
    JOINT: _("Who is behind another organisation's statement, with dissenting parts."),
    WITHDRAWN: _("What organisations have taken back, when and why. It is no part of the answers."),
    DISTRIBUTIONS: _("How often each option was chosen, of everybody and in each group."),
    CHARTS: _("The same as bars, of everybody."),
    AMENDMENTS: _("Proposals for other wordings, with what differs marked."),
    REPEATS: _("What was answered several times, such as section by section."),
    _("Answers as a table"): _("One row for each statement, one column for each question."),
    LONG_ANSWERS: _("Texts that are too long for their cells, whole."),
    VALUES: _("One row for each single value, for pivot tables."),
    SUPERSEDED: _("What was handed in before the statement that counts."),
    _("Questions"): _("What was asked, word for word, and the options."),
}
"""The sheets, each with what is on it."""


@dataclass(frozen=True)
class Counted:
    """How many organisations of one group were asked, and what became of it. The late ones are among the others.

    `not_asked`: how many others have answered without being asked.
    """

    asked: int = 0
    answered: int = 0
    nothing_to_state: int = 0
    not_answered: int = 0
    late: int = 0
    not_asked: int = 0
    jointly: int = 0
    """Behind another organisation's statement, which is counted once, with that one."""


def summary_sheet(contents: Contents, titles: Sequence[str]) -> FreeSheet:
    """The sheet, which is filled in last: its check figures count what is on the other sheets, `titles`."""
    return FreeSheet(
        gettext(contents.language, "Summary"),
        (*WIDTHS, *([15] if contents.consultation.joint else [])),
        summary_rows(contents, titles),
        written_last=True,
    )


def summary_rows(contents: Contents, titles: Sequence[str]) -> Iterator[Row]:
    """Which consultation it was, how many answered in each group, which sheet has what, and figures to check by."""
    consultation, language, edition = contents.consultation, contents.language, contents.edition
    yield Row((text_in(consultation.title, language),), Look.TITLE)
    yield Row(())
    yield from _labelled(
        (gettext(language, "Requested by"), text_in(consultation.issuer, language)),
        (gettext(language, "Diary number"), consultation.diary_number or None),
        (gettext(language, "Response time begins"), consultation.opened_at),
        (gettext(language, "Response time ends"), consultation.deadline),
        (gettext(language, "Exported"), edition.exported_at),
        (gettext(language, _("Exported by")), edition.by),
        (gettext(language, _("This file")), edition.kind),
        *(
            [(gettext(language, _("Contact details")), _not_kept(consultation.contact_deleted_at, language))]
            if consultation.contact_deleted_at
            else []
        ),
        (gettext(language, "How to read the answers"), _reading_guide(language)),
    )
    yield Row(())
    yield from _rows_by_group(contents.respondents, consultation, language)
    yield Row(())
    yield from _table_of_contents(titles, language)
    yield Row(())
    yield Row((gettext(language, "Check figures"),), Look.TITLE)
    yield from _labelled(*_check_figures(contents))


def _not_kept(deleted_at: datetime, language: str) -> str:
    return gettext(language, _("Deleted from the service on %(date)s, after their time."), date=format_date(deleted_at))


def _table_of_contents(titles: Sequence[str], language: str) -> Iterator[Row]:
    yield Row((gettext(language, _("Sheets")),), Look.TITLE)
    repeats = gettext(language, REPEATS)  # a set with several groups has a sheet for each, with the group's name after
    told = {gettext(language, title): gettext(language, words) for title, words in WHAT_IS_ON.items()}
    for title in titles:
        words = told.get(title) or told.get(repeats if title.startswith(f"{repeats} ") else "")
        yield Row((Link(title, title, 1), words), Look.LABELLED)


def _check_figures(contents: Contents) -> Iterator[tuple[str, Cell]]:
    """Raises WorkbookIncomplete where anything that came in has not gone out."""
    tally, language, consultation = contents.collected.tally, contents.language, contents.consultation
    if contents.delivered.characters != tally.characters:
        raise WorkbookIncomplete(f"{tally.characters} characters came in, {contents.delivered.characters} went out.")
    yield gettext(language, _("Statements included")), gettext(language, _("Everybody's latest, of all groups"))
    yield gettext(language, "Statements"), tally.statements
    yield gettext(language, "Answers"), tally.answers
    yield gettext(language, "Characters in the answers"), tally.characters
    yield gettext(language, _("Characters in this file")), contents.delivered.characters
    if contents.edition.full:
        yield gettext(language, SUPERSEDED), contents.replaced.statements
        yield gettext(language, _("Answers in superseded statements")), contents.replaced.answers
        yield gettext(language, _("Characters in superseded statements")), contents.replaced.characters
    yield gettext(language, _("Last statement included")), _last_included(contents)
    yield gettext(language, "Digest of the questions' structure"), consultation.structure_digest
    yield gettext(language, "Digest of the questions' texts"), consultation.text_digest
    for revision in consultation.text_revisions:
        since = format_moment(language, revision.at)
        yield gettext(language, _("Texts, revision %(number)s"), number=revision.number), f"{since}: {revision.digest}"


def _last_included(contents: Contents) -> str | None:
    """The reference of the statement that came last, and when it came."""
    received = ((each.received_at, each.reference) for each in contents.collected.respondents if each.received_at)
    last = max(received, default=None)
    if last is None:
        return None
    moment, reference = last
    return f"{reference}, {format_moment(contents.language, moment)}"


def count_by_group(respondents: Iterable[Respondent], deadline: datetime, own_groups: OwnGroups) -> dict[str, Counted]:
    """The counts of each group that was asked, in official order; a group that is not known comes last."""
    answered = {Status.SUBMITTED, Status.NOTHING_TO_STATE}
    statuses: Counter[tuple[str, Status]] = Counter()
    late: Counter[str] = Counter()
    not_asked: Counter[str] = Counter()
    joint_not_asked: Counter[str] = Counter()
    for each in respondents:
        group = each.group_in_statement
        if each.asked:
            statuses[group, each.status] += 1
        elif each.status is Status.JOINT:
            joint_not_asked[group] += 1
        elif each.status in answered:
            not_asked[group] += 1
        late[group] += each.is_late(deadline)
    return {
        group: Counted(
            asked=sum(statuses[group, status] for status in Status),
            answered=statuses[group, Status.SUBMITTED],
            nothing_to_state=statuses[group, Status.NOTHING_TO_STATE],
            not_answered=sum(statuses[group, status] for status in WITHOUT_ANSWER),
            late=late[group],
            not_asked=not_asked[group],
            jointly=statuses[group, Status.JOINT] + joint_not_asked[group],
        )
        for group in in_official_order({*(group for group, _ in statuses), *not_asked, *joint_not_asked}, own_groups)
    }


def _labelled(*lines: tuple[str, Cell]) -> Iterator[Row]:
    for line in lines:
        yield Row(line, Look.LABELLED)


def _rows_by_group(respondents: Iterable[Respondent], consultation: ConsultationRecord, language: str) -> Iterator[Row]:
    own_groups = consultation.question_set.own_groups
    counts = count_by_group(respondents, consultation.deadline, own_groups)
    with_joint = any(each.jointly for each in counts.values())
    headers = (
        gettext(language, GROUP),
        gettext(language, "Have been asked"),
        gettext(language, "Have answered"),
        gettext(language, "Nothing to state"),
        gettext(language, "Have not answered"),
        gettext(language, LATE),
        gettext(language, _("Answered without being asked")),
        *([gettext(language, JOINTLY)] if with_joint else []),
    )
    yield Row(headers, Look.FIGURES_HEADER)
    for group, counted in counts.items():
        yield Row((group_name(group, own_groups, language), *_figures([counted], with_joint=with_joint)), Look.FIGURES)
    yield Row((gettext(language, "Total"), *_figures(list(counts.values()), with_joint=with_joint)), Look.TOTAL)


def _figures(counts: Sequence[Counted], *, with_joint: bool) -> tuple[int, ...]:
    return (
        sum(counted.asked for counted in counts),
        sum(counted.answered for counted in counts),
        sum(counted.nothing_to_state for counted in counts),
        sum(counted.not_answered for counted in counts),
        sum(counted.late for counted in counts),
        sum(counted.not_asked for counted in counts),
        *([sum(counted.jointly for counted in counts)] if with_joint else []),
    )


def _reading_guide(language: str) -> str:
    return gettext(
        language,
        "An empty cell means that the question was not answered. The sheet “%(sheet)s” has whole every text that is"
        " too long to be shown or printed in its cell; a link leads there from its row.",
        sheet=gettext(language, "Long answers"),
    )
