"""Importing a consultation from the JSON file that was made from it, with the same digests."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from survey.export.data_files.consultation_json import (
    ConsultationFile,
    WrittenConsultation,
    WrittenOrganisation,
    WrittenRevision,
    WrittenSubmission,
)
from survey.export.statements.columns import table_questions
from survey.languages import PAGE_LANGUAGES, TranslatableError
from survey.languages import mark as _
from survey.operations.colleagues.roles import HOLDER
from survey.operations.exports.imported_parties import JointlyWritten, PartyTwice, PartyUnknown, take_in_parties
from survey.operations.log import record
from survey.operations.submissions.submitting import answer_digest, part_of_snapshot, public_part_of
from survey.questions.asking.addresses import key_in_set
from survey.questions.details import GROUP, detail_address, details_section, group_labels
from survey.questions.freeze import Frozen, canonical_json, digest, freeze, read_frozen
from survey.questions.kinds.attachment import files_of
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet
from survey.questions.text import can_be_kept
from survey.store.consultations import keys_in_use
from survey.store.responses.answers import NEVER_ANSWERED, Write, write_answers
from survey.store.responses.attachments import NewFile, add_file, keep_for_submission
from survey.store.responses.counting import PENDING
from survey.store.responses.entered import find_file_id
from survey.store.responses.submissions import append_submission, reference_is_taken
from survey.store.tables import (
    ConfirmationRow,
    ConsultationRow,
    InvitationRow,
    OrganisationRow,
    ParticipantRow,
    ResponseRow,
    SnapshotRow,
    SubmissionRow,
    TextRevisionRow,
    WithdrawalRow,
)

ContentOf = Callable[[str], bytes | None]
"""Returns the content of a file by its SHA-256, or None if the content is not available."""


class ImportRefused(TranslatableError):
    """The file cannot be imported. The message says why. Nothing was changed."""


@dataclass
class Imported:
    """What was imported. `missing_files`: how many attached files are listed without their content. `invitations` and
    `joint`: of every organisation, and of every submission, what joint statements need once all are there.
    """

    consultation: ConsultationRow
    organisations: int = 0
    submissions: int = 0
    missing_files: int = 0
    invitations: list[InvitationRow] = field(default_factory=list)
    joint: list[JointlyWritten] = field(default_factory=list)


def import_consultation(session: Session, file: ConsultationFile, content_of: ContentOf, *, now: datetime) -> Imported:
    """Import the consultation: questions, organisations and all submissions; the latest statements also become the
    drafts.

    Every digest is computed again and compared, so that what is imported is exactly what was submitted. The file
    contains no personal links. Groups that the other installation had of its own stay groups of this consultation,
    with their names. Raises ImportRefused if a consultation with this key exists already, if a digest differs, or if
    the file's content does not fit together.
    """
    written = file.consultation
    if written.key in keys_in_use(session):
        raise ImportRefused(_("There is a consultation “%(key)s” already."), key=written.key)
    sets = {each.text_digest: _checked_set(each, written) for each in written.text_revisions}
    if written.text_digest not in sets:
        raise ImportRefused(_("The present texts of the questions are not among the revisions."))
    consultation = _consultation(session, written)
    made = Imported(consultation)
    for organisation in file.organisations:
        _take_in(session, made, organisation, sets, content_of)
    try:
        take_in_parties(session, made.joint, made.invitations)
    except PartyUnknown as unknown:
        message = _("%(where)s: there is not exactly one organisation “%(name)s”, which is behind it.")
        raise ImportRefused(message, where=unknown.reference, name=unknown.name) from unknown
    except PartyTwice as twice:
        message = _("%(where)s: the organisation “%(name)s” is behind it twice, or behind another statement too.")
        raise ImportRefused(message, where=twice.reference, name=twice.name) from twice
    record(session, "consultation imported", now=now, consultation_id=consultation.id)
    return made


def _checked_set(revision: WrittenRevision, written: WrittenConsultation) -> QuestionSet:
    frozen_json = canonical_json(revision.question_set)
    try:
        question_set = read_frozen(frozen_json)
    except ValueError as error:
        raise ImportRefused(
            _("The questions of revision %(number)s cannot be read."), number=revision.number
        ) from error
    if freeze(question_set) != Frozen(frozen_json, written.structure_digest, revision.text_digest):
        message = _("The questions of revision %(number)s are not those that its digests name.")
        raise ImportRefused(message, number=revision.number)
    return question_set


def _consultation(session: Session, written: WrittenConsultation) -> ConsultationRow:
    by_digest = {each.text_digest: canonical_json(each.question_set) for each in written.text_revisions}
    consultation = ConsultationRow(
        key=written.key,
        issuer=written.issuer,
        diary_number=written.diary_number,
        contact_name=written.contact_name,
        contact_email=written.contact_email,
        opened_at=written.opened_at,
        deadline=written.deadline,
        closes_at=written.closes_at,
        decisions_until=written.decisions_until,
        publication=written.publication,
        who_may_answer=written.who_may_answer,
        reasons=written.reasons,
        materials=[{"title": each.title, "urls": each.urls, "files": {}} for each in written.materials if each.urls],
        question_set=by_digest[written.text_digest],
        structure_digest=written.structure_digest,
        text_digest=written.text_digest,
    )
    session.add(consultation)
    session.flush()
    session.add_all(
        TextRevisionRow(
            consultation_id=consultation.id,
            number=each.number,
            question_set=canonical_json(each.question_set),
            text_digest=each.text_digest,
            at=each.at,
        )
        for each in written.text_revisions
    )
    session.flush()
    return consultation


def _take_in(
    session: Session,
    made: Imported,
    written: WrittenOrganisation,
    sets: Mapping[str, QuestionSet],
    content_of: ContentOf,
) -> None:
    name = next(iter(written.name.values()), "")
    own_groups = read_frozen(made.consultation.question_set).own_groups
    if written.group not in group_labels(own_groups) or written.language not in PAGE_LANGUAGES:
        message = _("%(where)s: there is no group “%(group)s” or no language “%(language)s”.")
        raise ImportRefused(message, where=name, group=written.group, language=written.language)
    response, participant = _invitation(session, made.consultation, written)
    made.invitations.append(response.invitation)
    stored = _take_in_files(session, response, participant, written, content_of)
    made.missing_files += len(written.attachments) - len(stored)
    rows: dict[int, SubmissionRow] = {}
    for submission in written.submissions:
        where = f"{name}, {submission.reference}"
        if submission.text_digest not in sets:
            raise ImportRefused(_("%(where)s: the texts that it answered are not among the revisions."), where=where)
        _check_answers(where, submission, sets[submission.text_digest])
        if reference_is_taken(session, submission.reference):
            raise ImportRefused(_("%(where)s: there is a statement with this reference already."), where=where)
        snapshot = _snapshot(made.consultation.key, submission, where)
        row = _append(session, response, participant, snapshot, submission, decides=_decides(submission, rows, where))
        rows[row.number] = row
        made.joint.append(JointlyWritten(row, submission.parties))
        named = {file.sha256 for each in submission.answers for file in files_of(each.value)}
        files = (named | _original_of(submission) | _extract_of(submission)) & stored
        if files:
            keep_for_submission(session, response.id, row.id, files)
        _take_in_acts(session, row, submission)
    _fill_in_draft(session, response, participant, written)
    made.organisations += 1
    made.submissions += len(written.submissions)


def _invitation(
    session: Session, consultation: ConsultationRow, written: WrittenOrganisation
) -> tuple[ResponseRow, ParticipantRow]:
    organisation = OrganisationRow(
        name=written.name, group=written.group, language=written.language, email=written.email or ""
    )
    session.add(organisation)
    session.flush()
    invitation = InvitationRow(
        consultation_id=consultation.id,
        organisation_id=organisation.id,
        sent_at=written.sent_at,
        opened_at=written.opened_at,
        own_deadline=written.own_deadline,
        asked=written.asked,
        joined_at=None if written.asked else written.joined_at,
    )
    session.add(invitation)
    session.flush()
    response = ResponseRow(invitation_id=invitation.id)
    participant = ParticipantRow(invitation_id=invitation.id, created_at=written.sent_at, role=HOLDER)
    session.add_all([participant, response])
    session.flush()
    return response, participant


def _take_in_files(
    session: Session,
    response: ResponseRow,
    participant: ParticipantRow,
    written: WrittenOrganisation,
    content_of: ContentOf,
) -> set[str]:
    """Store the files whose contents are available. Returns their SHA-256 digests."""
    stored = set()
    for file in written.attachments:
        content = content_of(file.sha256)
        if content is None:
            continue
        if sha256(content).hexdigest() != file.sha256:
            raise ImportRefused(_("The content of %(file)s is not what its digest names."), file=file.name)
        new = NewFile(file.sha256, file.name, file.media_type, content)
        add_file(session, response.id, new, by=participant.id, now=written.sent_at)
        stored.add(file.sha256)
    return stored


def _check_answers(where: str, submission: WrittenSubmission, question_set: QuestionSet) -> None:
    """Raise ImportRefused if an answer has no question in the set, or contains characters that no answer can have:
    either of them would make every later export fail. Or if it names a group that nobody could read.
    """
    questions: dict[str, Question] = {each.key: each for each in table_questions(question_set)}
    questions |= {detail_address(each): each for each in details_section(question_set).questions}
    for each in (*submission.answers, *(submission.contact or ())):
        question = questions.get(key_in_set(each.address))
        if question is None or not set(each.value) <= set(question.used_parts):
            message = _("%(where)s: there is no question for the answer at “%(address)s”.")
            raise ImportRefused(message, where=where, address=each.address)
        if not all(can_be_kept(text) for text in each.value.values()):
            message = _("%(where)s: the answer at “%(address)s” has characters that no answer can have.")
            raise ImportRefused(message, where=where, address=each.address)
        if each.address == GROUP and each.value.get("option", "") not in {"", *group_labels(question_set.own_groups)}:
            message = _("%(where)s: there is no group “%(group)s”.")
            raise ImportRefused(message, where=where, group=each.value["option"])


def _snapshot(consultation_key: str, written: WrittenSubmission, where: str) -> SnapshotRow:
    """Return the snapshot that was submitted. Raises ImportRefused if a digest does not match."""
    public_part = public_part_of(consultation_key, written.kind, {each.address: each.given for each in written.answers})
    contact_part = ""  # not in the file
    if written.contact is not None:
        contact_part = part_of_snapshot({each.address: each.given for each in written.contact})
    secret_part = part_of_snapshot({})
    proven = {public_part: written.public_digest, secret_part: written.secret_digest}
    if written.contact is not None:
        proven[contact_part] = written.contact_digest
    same = all(answer_digest(each.address, each.given) == each.digest for each in written.answers)
    if not same or any(digest(part) != named for part, named in proven.items()):
        raise ImportRefused(_("%(where)s: the statement is not the one that its digests name."), where=where)
    return SnapshotRow(
        taken_at=written.submitted_at,
        structure_digest=written.structure_digest,
        text_digest=written.text_digest,
        public_part=public_part,
        public_digest=written.public_digest,
        contact_part=contact_part,
        contact_digest=written.contact_digest,  # is in the file even if the contact details are not
        secret_part=secret_part,
        secret_digest=written.secret_digest,
    )


def _append(  # noqa: PLR0913  # what a submission is made of
    session: Session,
    response: ResponseRow,
    participant: ParticipantRow,
    snapshot: SnapshotRow,
    written: WrittenSubmission,
    *,
    decides: SubmissionRow | None,
) -> SubmissionRow:
    snapshot.response_id = response.id
    entered = written.entered
    original_id = find_file_id(session, response.id, entered.original) if entered and entered.original else None
    submission = SubmissionRow(
        response_id=response.id,
        number=written.number,
        reference=written.reference,
        kind=written.kind,
        language=written.language,
        submitted_at=written.submitted_at,
        participant_id=participant.id,
        nonce=secrets.token_urlsafe(24),
        channel=entered.channel if entered else None,
        entered_at=entered.entered_at if entered else None,
        original_id=original_id,
        decision=written.decision,
        decision_expected=written.decision_expected,
        decides_id=decides.id if decides else None,
    )
    answers = {each.address: (each.given, each.digest) for each in written.answers}
    return append_submission(session, submission, snapshot, answers)


def _decides(written: WrittenSubmission, earlier: Mapping[int, SubmissionRow], where: str) -> SubmissionRow | None:
    """Return the submission in whose place this one came. Raises ImportRefused if what is told of the decisions does
    not fit together.
    """
    decided = earlier.get(written.decides) if written.decides else None
    fits = (
        written.decision_expected is None or written.decision == PENDING,
        written.decides is None or (decided is not None and decided.decision == PENDING),
        written.decides is None or written.decision != PENDING,
        written.confirmed is None or written.decision == PENDING,
    )
    if not all(fits):
        raise ImportRefused(_("%(where)s: what is told of the decision does not fit together."), where=where)
    return decided


def _take_in_acts(session: Session, row: SubmissionRow, written: WrittenSubmission) -> None:
    """Store the withdrawal and the confirmation of a submission, if there are any."""
    if written.withdrawn:
        made, reason = written.withdrawn, written.withdrawn.reason
        session.add(
            WithdrawalRow(submission=row, reason=reason, at=made.at, participant_id=row.participant_id, nonce="")
        )
    if written.confirmed:
        told = written.confirmed
        session.add(
            ConfirmationRow(
                submission=row,
                body=told.body,
                decided_on=told.decided_on,
                paragraph=told.paragraph,
                extract_id=find_file_id(session, row.response_id, told.extract) if told.extract else None,
                at=told.at,
                participant_id=row.participant_id,
                nonce="",
            )
        )
    session.flush()


def _extract_of(written: WrittenSubmission) -> set[str]:
    """The digest of the extract of the minutes with which a statement was confirmed, if there is one."""
    return {written.confirmed.extract} if written.confirmed and written.confirmed.extract else set()


def _original_of(written: WrittenSubmission) -> set[str]:
    """The digest of the file as which an entered statement came, if it came as one."""
    return {written.entered.original} if written.entered and written.entered.original else set()


def _fill_in_draft(
    session: Session, response: ResponseRow, participant: ParticipantRow, written: WrittenOrganisation
) -> None:
    """Fill in the working answers from the latest statement that the organisation has submitted itself, so that it
    starts with them if it continues writing.
    """
    own = [each for each in written.submissions if each.kind == "statement" and each.entered is None]
    statement = own[-1] if own else None
    if statement is None:
        return
    given = (*statement.answers, *(statement.contact or ()))
    writes = [Write(each.address, each.value, each.given.state, NEVER_ANSWERED) for each in given]
    write_answers(session, response.id, writes, by=participant.id, now=statement.submitted_at)
    response.changed_at = statement.submitted_at
