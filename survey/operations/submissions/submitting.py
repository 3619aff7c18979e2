"""Submitting: it creates a snapshot of the answers in three parts, a numbered submission, and the reference for its
receipt.
"""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from survey.export.statements.records import Decision
from survey.operations.answers.saving import note_opened
from survey.operations.handling.counting import decision_of
from survey.operations.log import record
from survey.operations.submissions.snapshots import public_answers
from survey.questions.asking.addresses import addressed
from survey.questions.asking.decision import DECISION_ADDRESSES, ToldDecision, told_decision
from survey.questions.asking.progress import Finding, all_findings, language_given
from survey.questions.asking.visibility import asked_sections, statement_answers
from survey.questions.details import details_section
from survey.questions.freeze import canonical_json, digest, read_frozen
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Answers, Given
from survey.questions.question_set import QuestionSet
from survey.store.personal_links import Access
from survey.store.responses.answers import StoredAnswer, given_answers, lock_response, stored_answers_of
from survey.store.responses.attachments import keep_for_submission
from survey.store.responses.handling import note_submitted_with
from survey.store.responses.open_conflicts import OpenConflicts, open_conflicts_of
from survey.store.responses.submissions import (
    append_submission,
    latest_number,
    latest_submission,
    reference_is_taken,
    submission_by_nonce,
)
from survey.store.tables import ConsultationRow, SnapshotRow, SubmissionRow

STATEMENT = "statement"
NOTHING_TO_STATE = "nothing_to_state"

REFERENCE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0 O 1 I, which people confuse when they read a reference aloud."""


class SubmissionRefused(Exception):
    """A statement could not be submitted. Nothing was changed."""


class DeadlinePassed(SubmissionRefused):
    """The response time has ended."""


class NotReady(SubmissionRefused):
    """Something is missing or cannot be read, which `findings` has, or a choice between two texts is still open."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


class AlreadySubmitted(SubmissionRefused):
    """The latest submission, which `submission` has, says exactly the same about the same questions."""

    def __init__(self, submission: SubmissionRow) -> None:
        super().__init__(submission.reference)
        self.submission = submission


class ReplacesStatement(SubmissionRefused):
    """The organisation has submitted a statement, `submission`, and has not said that it is to count no longer."""

    def __init__(self, submission: SubmissionRow) -> None:
        super().__init__(submission.reference)
        self.submission = submission


class StillPending(SubmissionRefused):
    """The response time has ended: in the place of a statement whose decision was pending, only a decided one comes."""


class AnswersChanged(SubmissionRefused):
    """Somebody changed an answer after the statement was checked, so the statement would differ from what the person
    read.
    """


@dataclass(frozen=True)
class DecisionSaid:
    """What the organisation says of its own decision when it submits: None if it was not asked. `expected`: the day on
    which a pending one is expected, if it says.
    """

    decision: Decision | None = None
    expected: date | None = None


NOTHING_SAID = DecisionSaid()


def fingerprint(stored_answers: Mapping[str, StoredAnswer], waiting: OpenConflicts) -> str:
    """Return a digest of the addresses and revisions of all answers, and of the texts that wait for a choice. It
    changes when any answer is changed, or given otherwise by somebody else.
    """
    revisions = {address: answer.revision for address, answer in stored_answers.items()}
    numbers = sorted(each.id for texts in waiting.values() for each in texts)
    return digest(canonical_json([revisions, numbers]))[:32]


def draft_fingerprint(session: Session, access: Access) -> str:
    """Return the `fingerprint` of the draft as it is stored now."""
    return fingerprint(stored_answers_of(session, access.response.id), open_conflicts_of(session, access))


def submit_statement(  # noqa: PLR0913  # what the person has seen and says, beside who and when
    session: Session,
    access: Access,
    *,
    nonce: str,
    checked: str,
    now: datetime,
    said: DecisionSaid = NOTHING_SAID,
) -> SubmissionRow:
    """Submit the answers as they are stored now, and return the submission.

    `nonce`: the page's own random text; the same nonce again returns the same submission. `checked`: the `fingerprint`
    of what the person read before pressing the button. Raises DeadlinePassed, StillPending, AnswersChanged, NotReady or
    AlreadySubmitted.
    """
    made = _begin(session, access, nonce, now)
    if made:
        return made
    if access.only_decides(now) and said.decision is Decision.PENDING:
        raise StillPending
    stored_answers, waiting = as_checked(session, access, checked)
    question_set = read_frozen(access.consultation.question_set)
    answers = given_answers(stored_answers)
    findings = all_findings(question_set, answers)
    if findings or waiting:
        raise NotReady(findings)
    return _append(session, access, question_set, answers, kind=STATEMENT, nonce=nonce, now=now, said=said)


def submit_nothing_to_state(  # noqa: PLR0913  # what the person has seen, beside who and when
    session: Session, access: Access, *, nonce: str, checked: str, now: datetime, replaces: str = ""
) -> SubmissionRow:
    """Submit that the organisation has nothing to state on the complete request. The draft is kept as it is.

    Of the respondent's details, those that are filled in and valid are included; none is required. `nonce` and
    `checked` work as in `submit_statement`. `replaces`: the reference of the statement that the person has agreed to
    undo by this. Raises DeadlinePassed, AnswersChanged, AlreadySubmitted, and ReplacesStatement if the statement that
    counts is not the one agreed on.
    """
    made = _begin(session, access, nonce, now)
    if made:
        return made
    latest = latest_submission(session, access.response.id)
    if latest and latest.kind == STATEMENT and latest.reference != replaces:
        raise ReplacesStatement(latest)
    stored_answers, _waiting = as_checked(session, access, checked)
    question_set = read_frozen(access.consultation.question_set)
    answers = given_answers(stored_answers)
    details = valid_details(question_set, answers)
    return _append(session, access, question_set, details, kind=NOTHING_TO_STATE, nonce=nonce, now=now)


def valid_details(question_set: QuestionSet, answers: Answers) -> dict[str, Given]:
    """Return the respondent's details that are filled in and valid: all that goes with "nothing to state"."""
    return {
        address: answers[address]
        for address, question in addressed(details_section(question_set))
        if address in answers and not question.problems(answers[address].value, answers[address].state)
    }


def has_unsent_changes(access: Access, question_set: QuestionSet, answers: Answers, submission: SubmissionRow) -> bool:
    """Return whether the draft says something else than the latest submission, so that its receiver lacks something.

    Compared are the answers, not only times: who changes a text and changes it back has nothing to submit. After
    “nothing to state” every later change counts, because no answer was submitted.
    """
    if not access.changed_after(submission.submitted_at):
        return False
    if submission.kind != STATEMENT:
        return True
    if is_confirmed_by(submission, told_decision(answers)):
        return has_unsent_answers(access, question_set, answers, submission)
    return _says_otherwise(access, submission, *_parted(question_set, answers))


def has_unsent_answers(access: Access, question_set: QuestionSet, answers: Answers, submission: SubmissionRow) -> bool:
    """Return the same without regard to the decision of which the details tell."""
    public, contact = _parted(question_set, answers)
    kept = {address: given for address, given in public.items() if address not in DECISION_ADDRESSES}
    before = public_answers(submission.snapshot)
    decision = {address: before[address] for address in DECISION_ADDRESSES if address in before}
    return _says_otherwise(access, submission, kept | decision, contact)


def _says_otherwise(access: Access, submission: SubmissionRow, public: Answers, contact: Answers) -> bool:
    now_public, now_contact = public_part_of(access.consultation.key, STATEMENT, public), part_of_snapshot(contact)
    snapshot = submission.snapshot
    return (digest(now_public), digest(now_contact)) != (snapshot.public_digest, snapshot.contact_digest)


def answer_digest(address: str, given: Given) -> str:
    """Return the digest of one submitted answer. The same answer at the same address has the same digest in
    every file.
    """
    return digest(canonical_json([address, given.state, dict(given.value)]))


def public_part_of(consultation_key: str, kind: str, answers: Answers) -> str:
    """Return the public part of a snapshot as JSON. Its digest proves what was submitted."""
    return canonical_json({"consultation": consultation_key, "kind": kind, "answers": _as_json(answers)})


def part_of_snapshot(answers: Answers) -> str:
    """Return another part of a snapshot as JSON, which is not published."""
    return canonical_json({"answers": _as_json(answers)})


def _begin(session: Session, access: Access, nonce: str, now: datetime) -> SubmissionRow | None:
    lock_response(session, access.response.id)
    made = submission_by_nonce(session, access.response.id, nonce)
    if made is None and not access.is_open(now):
        raise DeadlinePassed
    if made is None and access.only_decides(now) and awaited(latest_submission(session, access.response.id)) is None:
        raise DeadlinePassed  # a colleague has confirmed or replaced it since this page was asked for
    return made


def awaited(submission: SubmissionRow | None) -> SubmissionRow | None:
    """Return this submission if the organisation itself has made it, and its decision on it is still pending."""
    if submission is None or submission.channel is not None or submission.confirmation is not None:
        return None
    return submission if submission.decision == Decision.PENDING else None


def is_confirmed_by(submission: SubmissionRow, told: ToldDecision) -> bool:
    """Return whether the submission was confirmed with exactly this decision."""
    made = submission.confirmation
    if made is None:
        return False
    extract = told.extract.sha256 if told.extract else None
    confirmed = (made.body, made.decided_on, made.paragraph, made.extract.sha256 if made.extract else None)
    return confirmed == (told.body, told.decided_on, told.paragraph, extract)


def as_checked(session: Session, access: Access, checked: str) -> tuple[dict[str, StoredAnswer], OpenConflicts]:
    """Return the answers and the texts that wait for a choice. Raises AnswersChanged if they are not as checked."""
    stored_answers = stored_answers_of(session, access.response.id)
    waiting = open_conflicts_of(session, access)
    if fingerprint(stored_answers, waiting) != checked:
        raise AnswersChanged
    return stored_answers, waiting


def _append(  # noqa: PLR0913  # what a submission is made of
    session: Session,
    access: Access,
    question_set: QuestionSet,
    answers: Answers,
    *,
    kind: str,
    nonce: str,
    now: datetime,
    said: DecisionSaid = NOTHING_SAID,
) -> SubmissionRow:
    note_opened(session, access, now=now)
    latest = latest_submission(session, access.response.id)
    taken = take_snapshot(access.consultation, access.response.id, question_set, answers, kind=kind, now=now)
    if latest and latest.channel is None and _says_the_same(latest, taken.row, said):
        raise AlreadySubmitted(latest)
    decided = awaited(latest) if said.decision is not Decision.PENDING else None
    submission = SubmissionRow(
        kind=kind,
        language=language_given(answers, access.organisation.language),
        submitted_at=now,
        participant_id=access.participant.id,
        nonce=nonce,
        decision=said.decision,
        decision_expected=said.expected,
        decides_id=decided.id if decided else None,
    )
    made = append_numbered(session, submission, taken)
    if decision := decision_of(session, access.response.id):
        note_submitted_with(session, made.id, decision.id)
    record(
        session,
        f"{kind.replace('_', ' ')} submitted",
        now=now,
        invitation_id=access.invitation.id,
        participant_id=access.participant.id,
    )
    return made


def _says_the_same(latest: SubmissionRow, snapshot: SnapshotRow, said: DecisionSaid) -> bool:
    told = (latest.decision, latest.decision_expected)
    return digests_of(latest.snapshot) == digests_of(snapshot) and told == (said.decision, said.expected)


@dataclass(frozen=True)
class Taken:
    """A snapshot that was taken, and the public answers in it, by address."""

    row: SnapshotRow
    public: Mapping[str, Given]

    @property
    def files(self) -> set[str]:
        """The digests of the files that its answers list."""
        return {file.sha256 for given in self.public.values() for file in files_of(given.value)}


def append_numbered(
    session: Session, submission: SubmissionRow, taken: Taken, *, also_files: Collection[str] = ()
) -> SubmissionRow:
    """Append a submission to the response of its snapshot, which the caller has locked: with the next number, a
    reference of its own, and the files of its answers and `also_files`, which that response must have.
    """
    response_id = taken.row.response_id
    submission.response_id = response_id
    submission.number = latest_number(session, response_id) + 1
    submission.reference = _new_reference(session)
    digested = {address: (given, answer_digest(address, given)) for address, given in taken.public.items()}
    made = append_submission(session, submission, taken.row, digested)
    if files := {*taken.files, *also_files}:
        keep_for_submission(session, response_id, made.id, files)
    return made


def digests_of(snapshot: SnapshotRow) -> tuple[str, ...]:
    """Return what two snapshots have in common exactly if they have the same answers to the same texts."""
    asked = (snapshot.structure_digest, snapshot.text_digest)
    return (*asked, snapshot.public_digest, snapshot.contact_digest, snapshot.secret_digest)


def _parted(question_set: QuestionSet, answers: Answers) -> tuple[dict[str, Given], dict[str, Given]]:
    """Return the answers that become public, and the personal data that does not; both in the order of the form."""
    sections = asked_sections(question_set, answers)
    questions = dict(pair for section in sections for pair in addressed(section))
    answers = statement_answers(sections, answers)
    public = {address: given for address, given in answers.items() if questions[address].public}
    contact = {address: given for address, given in answers.items() if not questions[address].public}
    return public, contact


def take_snapshot(  # noqa: PLR0913  # of whose answers, to which questions, and when
    consultation: ConsultationRow,
    response_id: int,
    question_set: QuestionSet,
    answers: Answers,
    *,
    kind: str,
    now: datetime,
) -> Taken:
    """Return a snapshot of these answers for a response of the consultation. It is not stored yet."""
    public, contact = _parted(question_set, answers)
    public_part = public_part_of(consultation.key, kind, public)
    contact_part, secret_part = part_of_snapshot(contact), part_of_snapshot({})
    row = SnapshotRow(
        response_id=response_id,
        taken_at=now,
        structure_digest=consultation.structure_digest,
        text_digest=consultation.text_digest,
        public_part=public_part,
        public_digest=digest(public_part),
        contact_part=contact_part,
        contact_digest=digest(contact_part),
        secret_part=secret_part,
        secret_digest=digest(secret_part),
    )
    return Taken(row, public)


def _as_json(answers: Mapping[str, Given]) -> dict[str, Any]:
    return {address: {"state": given.state, "value": dict(given.value)} for address, given in answers.items()}


def _new_reference(session: Session) -> str:
    while True:
        letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
        reference = f"{letters[:4]}-{letters[4:]}"
        if not reference_is_taken(session, reference):
            return reference
