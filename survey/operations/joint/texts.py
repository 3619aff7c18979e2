"""The text that the organisations behind a joint statement confirm."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.submissions.snapshots import public_answers, question_set_of
from survey.operations.submissions.submitting import STATEMENT, part_of_snapshot, take_snapshot
from survey.questions.asking.progress import language_given
from survey.questions.details import DETAILS_KEY
from survey.questions.freeze import digest, read_frozen
from survey.questions.question import Answers, Given
from survey.questions.question_set import QuestionSet
from survey.store.personal_links import Access
from survey.store.responses.answers import given_answers, stored_answers_of
from survey.store.responses.submissions import latest_submission
from survey.store.tables import ConsultationRow, JointPartyRow, ResponseRow, SubmissionRow


@dataclass(frozen=True)
class JointText:
    """What is to be confirmed: the statement that counts (`submission`), or the draft as long as there is none. Answers
    that are not published are not among its `answers`. `digest` names the text, without the details of who hands in.
    """

    submission: SubmissionRow | None
    question_set: QuestionSet
    answers: Mapping[str, Given]
    language: str

    @property
    def digest(self) -> str:
        """Changes when an answer does, and not when a decision is added to the details."""
        return joint_text_digest(self.answers)

    def is_confirmed_by(self, party: JointPartyRow) -> bool:
        """Whether the organisation has confirmed exactly this text."""
        return party.left_at is None and party.confirmed_digest == self.digest


def joint_text_digest(answers: Answers) -> str:
    """Return the digest of published answers, without the respondent's details among them."""
    text = {address: given for address, given in answers.items() if not address.startswith(f"{DETAILS_KEY}/")}
    return digest(part_of_snapshot(text))


def joint_text(
    session: Session, consultation: ConsultationRow, response: ResponseRow, language: str, *, now: datetime
) -> JointText:
    """Return what the organisations behind this response are asked to confirm now. `language`: of the organisation
    whose response it is, where it has not said in which one it writes.
    """
    submission = latest_submission(session, response.id)
    if submission is not None and submission.kind == STATEMENT:
        question_set = question_set_of(session, consultation, submission.snapshot)
        return JointText(submission, question_set, public_answers(submission.snapshot), submission.language)
    return _draft(session, consultation, response, language, now)


def draft_text(session: Session, access: Access, *, now: datetime) -> JointText:
    """Return the draft as it would be submitted now, whatever has been submitted."""
    return _draft(session, access.consultation, access.response, access.organisation.language, now)


def _draft(
    session: Session, consultation: ConsultationRow, response: ResponseRow, language: str, now: datetime
) -> JointText:
    question_set = read_frozen(consultation.question_set)
    answers = given_answers(stored_answers_of(session, response.id))
    taken = take_snapshot(consultation, response.id, question_set, answers, kind=STATEMENT, now=now)
    return JointText(None, question_set, taken.public, language_given(answers, language))
