"""Confirming a statement whose decision was pending: the body has met, and decided it as it was submitted."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import in_helsinki
from survey.operations.log import record
from survey.operations.submissions.submitting import AnswersChanged, DeadlinePassed, SubmissionRefused, awaited
from survey.questions.asking.decision import ToldDecision, told_decision
from survey.questions.freeze import canonical_json, digest
from survey.store.personal_links import Access
from survey.store.responses.answers import given_answers, lock_response, stored_answers_of
from survey.store.responses.attachments import keep_for_submission
from survey.store.responses.entered import find_file_id
from survey.store.responses.submissions import latest_submission
from survey.store.tables import ConfirmationRow, SubmissionRow


class NothingToConfirm(SubmissionRefused):
    """No statement of the organisation waits for its decision: it has been confirmed, replaced or withdrawn."""


class DecisionNotWhole(SubmissionRefused):
    """The respondent's details do not tell who decided and when, or tell of a day that is still to come."""


def decision_fingerprint(submission: SubmissionRow, told: ToldDecision) -> str:
    """Return a digest of what a person confirms: of which submission, and with which decision."""
    day = told.decided_on.isoformat() if told.decided_on else ""
    extract = told.extract.line if told.extract else ""
    return digest(canonical_json([submission.reference, told.body, day, told.paragraph, extract]))[:32]


def confirm_statement(session: Session, access: Access, *, nonce: str, checked: str, now: datetime) -> ConfirmationRow:
    """Confirm the submission that counts, with the decision of which the respondent's details tell now.

    `nonce`: the page's own random text; the same nonce again returns the same confirmation. `checked`: the
    `decision_fingerprint` of what the person has read. Raises NothingToConfirm, DeadlinePassed, AnswersChanged and
    DecisionNotWhole.
    """
    lock_response(session, access.response.id)
    submission = latest_submission(session, access.response.id)
    if submission and submission.confirmation and submission.confirmation.nonce == nonce:
        return submission.confirmation
    if submission is None or awaited(submission) is None:
        raise NothingToConfirm
    if not access.is_open(now):
        raise DeadlinePassed
    told = told_decision(given_answers(stored_answers_of(session, access.response.id)))
    if decision_fingerprint(submission, told) != checked:
        raise AnswersChanged
    if told.decided_on is None or not told.is_whole(in_helsinki(now).date()):
        raise DecisionNotWhole
    made = ConfirmationRow(
        submission=submission,
        body=told.body,
        decided_on=told.decided_on,
        paragraph=told.paragraph,
        extract_id=_kept_extract(session, submission, told),
        at=now,
        participant_id=access.participant.id,
        nonce=nonce,
    )
    session.add(made)
    session.flush()
    record(
        session,
        "decision confirmed",
        now=now,
        invitation_id=access.invitation.id,
        participant_id=access.participant.id,
    )
    return made


def _kept_extract(session: Session, submission: SubmissionRow, told: ToldDecision) -> int | None:
    """Keep the extract of the minutes with the submission for good, and return its id; None if there is none."""
    if told.extract is None:
        return None
    keep_for_submission(session, submission.response_id, submission.id, {told.extract.sha256})
    return find_file_id(session, submission.response_id, told.extract.sha256)
