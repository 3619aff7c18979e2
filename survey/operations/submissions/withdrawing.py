"""Withdrawing what was submitted: it is kept, and is no part of the answers any more."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.log import record
from survey.operations.submissions.submitting import AnswersChanged, DeadlinePassed, SubmissionRefused
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.responses.entered import own_response, participant_for
from survey.store.responses.submissions import latest_submission, latest_withdrawal
from survey.store.tables import CoordinatorRow, InvitationRow, SubmissionRow, WithdrawalRow
from survey.store.tables.submissions import LONGEST_REASON

__all__ = ["LONGEST_REASON", "NothingToWithdraw", "ReasonLacking", "withdraw", "withdraw_for"]


class NothingToWithdraw(SubmissionRefused):
    """Nothing that the organisation has submitted counts: it was withdrawn before, or nothing was submitted."""


class ReasonLacking(SubmissionRefused):
    """No reason is given, or a longer one than LONGEST_REASON."""


def withdraw(  # noqa: PLR0913  # what and why, who and when
    session: Session, access: Access, *, nonce: str, checked: str, reason: str, now: datetime
) -> WithdrawalRow:
    """Withdraw the submission that counts, and with it all that was submitted before. The draft is kept.

    `nonce`: the page's own random text; the same nonce again returns the same withdrawal. `checked`: the reference of
    the submission that the page named. An organisation may withdraw until its time to answer ends; after that it asks
    the authority, which has begun to work with the statement. Raises NothingToWithdraw, DeadlinePassed, AnswersChanged
    and ReasonLacking.
    """
    made = _begin(session, access.response.id, nonce)
    if isinstance(made, WithdrawalRow):
        return made
    if now >= access.closing:
        raise DeadlinePassed
    _check(made, checked, reason)
    withdrawal = _append(session, made, access.participant.id, nonce=nonce, reason=reason, now=now)
    record(
        session,
        "statement withdrawn",
        now=now,
        invitation_id=access.invitation.id,
        participant_id=access.participant.id,
    )
    return withdrawal


def withdraw_for(  # noqa: PLR0913  # of whom, what and why, who and when
    session: Session,
    invitation: InvitationRow,
    *,
    nonce: str,
    checked: str,
    reason: str,
    by: CoordinatorRow,
    now: datetime,
) -> WithdrawalRow:
    """Withdraw for an organisation that has asked the authority for it, at any time. `checked` and what it raises are
    as in `withdraw`, but for DeadlinePassed.
    """
    response = own_response(session, invitation.id)
    made = _begin(session, response.id, nonce)
    if isinstance(made, WithdrawalRow):
        return made
    _check(made, checked, reason)
    participant = participant_for(session, invitation.id, by.id, now=now)
    withdrawal = _append(session, made, participant.id, nonce=nonce, reason=reason, now=now)
    record(
        session,
        "statement withdrawn for the organisation",
        now=now,
        consultation_id=invitation.consultation_id,
        invitation_id=invitation.id,
        coordinator_id=by.id,
    )
    return withdrawal


def _begin(session: Session, response_id: int, nonce: str) -> SubmissionRow | WithdrawalRow:
    """Return the submission to withdraw; the withdrawal that this page has made already, if it has made one."""
    lock_response(session, response_id)
    last = latest_withdrawal(session, response_id)
    if last and last.nonce == nonce:
        return last
    submission = latest_submission(session, response_id)
    if submission is None:
        raise NothingToWithdraw
    return submission


def _check(submission: SubmissionRow, checked: str, reason: str) -> None:
    if submission.reference != checked:
        raise AnswersChanged
    if not 0 < len(reason) <= LONGEST_REASON:
        raise ReasonLacking


def _append(  # noqa: PLR0913  # what a withdrawal is made of
    session: Session,
    submission: SubmissionRow,
    participant_id: int,
    *,
    nonce: str,
    reason: str,
    now: datetime,
) -> WithdrawalRow:
    made = WithdrawalRow(submission=submission, reason=reason, at=now, participant_id=participant_id, nonce=nonce)
    session.add(made)
    session.flush()
    return made
