"""How far the organisations of a consultation have come: at a glance, and as a list by page, filter and order."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.export.statements.records import Status, status_words
from survey.languages import in_helsinki, sort_key
from survey.operations.submissions.submitting import NOTHING_TO_STATE
from survey.questions.details import group_name
from survey.questions.freeze import read_frozen
from survey.store.consultations import Invited
from survey.store.following import STATUSES, Counted, Filters, Followed, count_only, counts, followed, number_of
from survey.store.tables import ConsultationRow

__all__ = ["Glance", "GroupCounts", "OrganisationList", "Status", "at_a_glance", "days_left", "listed", "status",
           "status_of", "status_words"]  # fmt: skip

ROWS_OF_A_PAGE = 50


@dataclass(frozen=True)
class GroupCounts:
    """How many organisations of a group, or of a language, have each status; `name` is in the page's language. They are
    those that were asked, but for the group of those that were not.
    """

    key: str
    name: str
    counts: Mapping[Status, int]

    @property
    def asked(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def answered(self) -> int:
        """Those that have submitted a statement, or that they have nothing to state, or are behind a joint one."""
        return sum(self.counts[each] for each in (Status.SUBMITTED, Status.NOTHING_TO_STATE, Status.JOINT))


@dataclass(frozen=True)
class Glance:
    """The counts of a consultation: of all that were asked, by group and by language, and of each filter that is not a
    status; and apart from these, of those that were not asked but want to answer.
    """

    all: GroupCounts
    groups: Sequence[GroupCounts]
    languages: Sequence[GroupCounts]
    only: Mapping[str, int]
    not_asked: GroupCounts


@dataclass(frozen=True)
class OrganisationList:
    """One page of the list: its rows, the number of all that the filters find, and which page of how many this is."""

    rows: Sequence[Followed]
    number: int
    page: int
    pages: int


def at_a_glance(session: Session, consultation: ConsultationRow, *, language: str) -> Glance:
    """Return the counts of a consultation. Groups are sorted by name; every status is in the counts, also with 0."""
    found = counts(session, consultation.id)
    own_groups = read_frozen(consultation.question_set).own_groups
    by_group = {each.group for each in found}
    groups = [_counted(key, group_name(key, own_groups, language), found, group=key) for key in by_group]
    return Glance(
        all=_counted("", "", found),
        groups=sorted(groups, key=lambda each: sort_key(each.name)),
        languages=[_counted(key, "", found, language=key) for key in sorted({each.language for each in found})],
        only=count_only(session, consultation.id),
        not_asked=_counted("", "", found, asked=False),
    )


def _counted(  # noqa: PLR0913  # what is counted under which name
    key: str, name: str, found: Sequence[Counted], *, group: str = "", language: str = "", asked: bool = True
) -> GroupCounts:
    number: Counter[str] = Counter()
    for each in found:
        if each.asked is not asked:
            continue
        if (not group or each.group == group) and (not language or each.language == language):
            number[each.status] += each.number
    return GroupCounts(key, name, {Status(status): number[status] for status in STATUSES})


def listed(  # noqa: PLR0913  # which ones, in which order, which page
    session: Session, consultation: ConsultationRow, filters: Filters, *, language: str, order: str, page: int
) -> OrganisationList:
    """Return one page of the organisations that the filters find; the last page if there are fewer."""
    number = number_of(session, consultation.id, filters)
    pages = max(1, -(-number // ROWS_OF_A_PAGE))
    page = min(max(page, 1), pages)
    skipped = (page - 1) * ROWS_OF_A_PAGE
    rows = followed(
        session, consultation.id, filters, language=language, order=order, most=ROWS_OF_A_PAGE, skipped=skipped
    )
    return OrganisationList(rows, number, page, pages)


def days_left(deadline: datetime, now: datetime) -> int:
    """Return how many days of the calendar in Finland are left until the deadline: 0 on its last day, and after it."""
    return max(0, (in_helsinki(deadline).date() - in_helsinki(now).date()).days)


def status_of(each: Invited) -> Status:
    """Return an organisation's status. Its latest submission decides; a draft that was changed later does
    not matter.
    """
    return status(each.submission.kind if each.submission else None, each.invitation.opened_at)


def status(
    kind: str | None, opened_at: datetime | None, *, has_withdrawn: bool = False, is_joint: bool = False
) -> Status:
    """Return the status from the kind of the submission that counts (None: none does), the time when the link was first
    used, whether anything was withdrawn, and whether the organisation is behind another one's statement.
    """
    if kind is not None:
        return Status.NOTHING_TO_STATE if kind == NOTHING_TO_STATE else Status.SUBMITTED
    if is_joint:
        return Status.JOINT
    if has_withdrawn:
        return Status.WITHDRAWN
    return Status.DRAFT if opened_at else Status.NOT_OPENED
