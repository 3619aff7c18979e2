"""Iterating over all invited organisations in batches. Only their ids are kept in memory, however many there are.

The submission that counts is selected once for each organisation, so that every iteration reads the same submissions.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy.orm import Session

from survey.export.committee_workbook.respondents import official_place
from survey.languages import text_in
from survey.questions.details import GROUP
from survey.questions.freeze import read_frozen
from survey.store.consultations import (
    Invited,
    InvitedKeys,
    InvitedRecord,
    answers_at,
    invited_among,
    invited_keys,
    invited_records,
)
from survey.store.tables import ConsultationRow

AT_A_TIME = 50
"""How many organisations are in memory at the same time. Twice as many would not be faster."""

_NONE = 0


@dataclass(frozen=True)
class InvitationOrder:
    """The ids of invitations in a certain order, and of each one's submission that counts (0 if there is none)."""

    session: Session
    invitations: Sequence[int]
    submissions: Sequence[int]

    def __len__(self) -> int:
        return len(self.invitations)

    @property
    def submitted(self) -> int:
        """How many organisations have submitted."""
        return sum(1 for each in self.submissions if each != _NONE)

    def batches(self) -> Iterator[list[Invited]]:
        """Yield all invited organisations in batches."""
        for invitations, submissions in self._numbers():
            yield invited_among(self.session, invitations, submissions)

    def invited_records(self) -> Iterator[list[InvitedRecord]]:
        """Yield all invited organisations in batches, as plain records."""
        for invitations, submissions in self._numbers():
            yield invited_records(self.session, invitations, submissions)

    def _numbers(self) -> Iterator[tuple[list[int], list[int]]]:
        pairs = zip(self.invitations, self.submissions, strict=True)
        while some := list(islice(pairs, AT_A_TIME)):
            submissions = [submission for _invitation, submission in some if submission != _NONE]
            yield [invitation for invitation, _submission in some], submissions


def by_group_and_name(session: Session, consultation: ConsultationRow, language: str) -> InvitationOrder:
    """Return the order by group (in official order, as stated in the submission that counts), then by name."""
    own_groups = read_frozen(consultation.question_set).own_groups
    displayed = {submission: value.get("option") for submission, value in answers_at(session, consultation.id, GROUP)}

    def place(each: InvitedKeys) -> tuple[Any, int]:
        group = displayed.get(each.submission_id or _NONE) or each.group
        return official_place(group, text_in(each.name, language), own_groups), each.organisation_id

    return _in_order(session, consultation, place)


def by_invitation(session: Session, consultation: ConsultationRow) -> InvitationOrder:
    """Return the order in which the organisations were invited."""
    return _in_order(session, consultation, lambda each: each.invitation_id)


def _in_order(session: Session, consultation: ConsultationRow, place: Callable[[InvitedKeys], Any]) -> InvitationOrder:
    # Only a tuple for each: 30,000 database row objects would need more memory than all the rest of an export.
    everybody = invited_keys(session, consultation.id)
    found = sorted((place(each), each.invitation_id, each.submission_id or _NONE) for each in everybody)
    return InvitationOrder(session, array("q", (each[1] for each in found)), array("q", (each[2] for each in found)))
