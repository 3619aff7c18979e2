"""The table of the coordinator's desk: each invited organisation with its status, and the number of each status."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.export.statements.records import Status, status_words
from survey.languages import sort_key, text_in
from survey.operations.submissions.submitting import NOTHING_TO_STATE
from survey.questions.details import group_labels
from survey.store.consultations import Invited, invited
from survey.store.tables import ConsultationRow

__all__ = ["Desk", "DeskRow", "Status", "desk", "status", "status_of", "status_words"]


@dataclass(frozen=True)
class DeskRow:
    """One invited organisation in the table; `name` and `group` are in the language of the page."""

    name: str
    group: str
    status: Status
    invited: Invited


@dataclass(frozen=True)
class Desk:
    """The table, and the number of organisations with each status. Every status is a key of `counts`, also with 0."""

    rows: Sequence[DeskRow]
    counts: Mapping[Status, int]


def desk(session: Session, consultation: ConsultationRow, *, language: str) -> Desk:
    """Return the invited organisations sorted by status (submitted first), then by name in Finnish and
    Swedish order.
    """
    groups = group_labels()
    order = [Status.SUBMITTED, Status.NOTHING_TO_STATE, Status.DRAFT, Status.NOT_OPENED]
    rows = [
        DeskRow(
            name=text_in(each.organisation.name, language),
            group=text_in(groups[each.organisation.group], language),
            status=status_of(each),
            invited=each,
        )
        for each in invited(session, consultation.id)
    ]
    counted = Counter(row.status for row in rows)
    return Desk(
        rows=sorted(rows, key=lambda row: (order.index(row.status), sort_key(row.name), row.invited.invitation.id)),
        counts={status: counted[status] for status in order},
    )


def status_of(each: Invited) -> Status:
    """Return an organisation's status. Its latest submission decides; a draft that was changed later does
    not matter.
    """
    return status(each.submission.kind if each.submission else None, each.invitation.opened_at)


def status(kind: str | None, opened_at: datetime | None) -> Status:
    """Return the status from the kind of the latest submission (None: none) and the time when the link was
    first used.
    """
    if kind is not None:
        return Status.NOTHING_TO_STATE if kind == NOTHING_TO_STATE else Status.SUBMITTED
    return Status.DRAFT if opened_at else Status.NOT_OPENED
