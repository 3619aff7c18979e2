"""Which of an organisation's submissions counts: the rule in one place, for every query."""

from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from survey.store.tables import ConfirmationRow, JointPartyRow, SubmissionRow, SubmittedPartyRow, WithdrawalRow

PENDING = "pending"
"""What a submission's `decision` is while the organisation has not decided."""


def counting_id(response_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """Return a subquery: the id of the submission that counts of this response; NULL if there is none.

    Of those that the organisation has submitted the latest, and of those that were entered for it the latest: who
    enters again corrects. If there are both, the one that arrived later. Never one that was withdrawn.
    """
    each = aliased(SubmissionRow)
    return (
        select(each.id)
        .where(each.response_id == response_id, ~is_replaced(each), ~is_withdrawn(each))
        .order_by(each.submitted_at.desc(), each.id.desc())
        .limit(1)
        .correlate(response_id.class_)
        .scalar_subquery()
    )


def joint_submission_id(invitation_id: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    """Return a subquery: the id of another organisation's submission that this invited one is behind, because it has
    confirmed it; NULL if there is none. It is a statement that counts, and the organisation has not left it since.

    A submission of the organisation's own that counts goes before this one: nobody is counted twice.
    """
    party, behind, joint = aliased(JointPartyRow), aliased(SubmittedPartyRow), aliased(SubmissionRow)
    later = aliased(SubmissionRow)
    counted = exists().where(  # the other sort of submission, if it arrived later
        later.response_id == joint.response_id,
        later.id != joint.id,
        or_(
            later.submitted_at > joint.submitted_at,
            and_(later.submitted_at == joint.submitted_at, later.id > joint.id),
        ),
        ~is_replaced(later),
        ~is_withdrawn(later),
    )
    return (
        select(joint.id)
        .join(behind, behind.submission_id == joint.id)
        .join(party, party.id == behind.joint_party_id)
        .where(
            behind.invitation_id == invitation_id,
            party.left_at.is_(None),
            joint.kind == "statement",
            ~is_replaced(joint),
            ~is_withdrawn(joint),
            ~counted,
        )
        .order_by(behind.at, joint.id)
        .limit(1)
        .correlate(invitation_id.class_)
        .scalar_subquery()
    )


def is_replaced(each: type[SubmissionRow]) -> ColumnElement[bool]:
    """Return whether a later submission of the same sort is there: submitted by the organisation, or entered for it."""
    later = aliased(SubmissionRow)
    return exists().where(
        later.response_id == each.response_id,
        later.channel.is_(None) == each.channel.is_(None),
        later.id > each.id,
    )


def is_withdrawn(each: type[SubmissionRow]) -> ColumnElement[bool]:
    """Return whether the organisation has withdrawn this submission, or a later one and this with it: who withdraws
    takes back all that was there then, so that nothing older counts again.
    """
    named = aliased(SubmissionRow)
    return exists().where(
        named.response_id == each.response_id,
        WithdrawalRow.submission_id == named.id,
        or_(named.id == each.id, WithdrawalRow.at > func.coalesce(each.entered_at, each.submitted_at)),
    )


def has_withdrawn(response_id: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return whether anything that was submitted from this response has been withdrawn. Where something counts all the
    same, it was submitted afterwards.
    """
    named = aliased(SubmissionRow)
    return exists().where(named.response_id == response_id, WithdrawalRow.submission_id == named.id)


def is_pending(each: type[SubmissionRow]) -> ColumnElement[bool]:
    """Return whether the organisation has still to decide on this submission."""
    confirmed = exists().where(ConfirmationRow.submission_id == each.id)
    return and_(each.decision == PENDING, ~confirmed)


def late_from(each: type[SubmissionRow]) -> ColumnElement[datetime]:
    """Return the time by which a submission is late or not: when it was received; of one in the place of another whose
    decision was pending, when that one was.
    """
    pending = aliased(SubmissionRow)
    first = select(pending.submitted_at).where(pending.id == each.decides_id).correlate(each).scalar_subquery()
    return func.coalesce(first, each.submitted_at)


def counting_first() -> ColumnElement[int]:
    """Return what sorts the submissions of a response: the one that counts before the others."""
    return case((SubmissionRow.id == counting_id(SubmissionRow.response_id), 0), else_=1)


def counting_submission_ids() -> Subquery:
    """Return a subquery of each response's submission that counts."""
    return (
        select(SubmissionRow.response_id, SubmissionRow.id.label("submission_id"))
        .where(SubmissionRow.id == counting_id(SubmissionRow.response_id))
        .subquery()
    )
