"""Deleting the data of some invitations, and then what is left of their consultation. Each call is a bounded number of
statements; the caller says how many invitations it takes at a time.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, delete, insert, literal, or_, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Delete, Update

from survey.store.retention.counts import FINISHED, is_named, not_submitted, of_messages, steps_of_submissions
from survey.store.retention.selecting import Rows, Unpublished
from survey.store.tables import (
    AnswerRow,
    ApprovalRow,
    AttachmentRow,
    BroughtBackRow,
    CommentRow,
    ConfirmationRow,
    ConsultationDraftRow,
    ConsultationRow,
    DeletedSubmissionRow,
    DraftMemberRow,
    EarlierAnswerRow,
    EnteredStatementRow,
    EventRow,
    ExportRow,
    FailedSignInRow,
    HandlingStepRow,
    InvitationRow,
    JoiningLinkRow,
    JointLinkRow,
    JointPartyRow,
    LinkOrderRow,
    MaterialFileRow,
    MaterialRow,
    MemberRow,
    MessageRow,
    MoreTimeRow,
    OpenConflictRow,
    OrganisationRow,
    ParticipantRow,
    PassedOverRow,
    PersonalLinkRow,
    PlannedReminderRow,
    ReminderRow,
    ResponseRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAnswerRow,
    SubmittedAttachmentRow,
    SubmittedPartyRow,
    SubmittedStepRow,
    TextRevisionRow,
    TrialRow,
    WithdrawalRow,
)


def delete_contact(session: Session, rows: Rows, unpublished: Unpublished, *, now: datetime) -> None:
    """Take the contact details away from statements, whose digest stays, drafts, addresses, names, links and mails."""
    in_statements = SnapshotRow.response_id.in_(rows.responses()), SnapshotRow.contact_part != ""
    _run(session, update(SnapshotRow).where(*in_statements).values(contact_part=""))
    in_steps = HandlingStepRow.response_id.in_(rows.responses()), HandlingStepRow.contact != ""
    _run(session, update(HandlingStepRow).where(*in_steps).values(contact=""))
    unpublished_answers = select(AnswerRow.id).where(
        AnswerRow.response_id.in_(rows.responses()), unpublished.at(AnswerRow.address)
    )
    _run(session, delete(EarlierAnswerRow).where(EarlierAnswerRow.answer_id.in_(unpublished_answers)))
    _run(session, delete(AnswerRow).where(AnswerRow.id.in_(unpublished_answers)))
    conflicts = OpenConflictRow.response_id.in_(rows.responses()), unpublished.at(OpenConflictRow.address)
    _run(session, delete(OpenConflictRow).where(*conflicts))
    _run(session, delete(BroughtBackRow).where(BroughtBackRow.response_id.in_(rows.responses())))
    named = rows.of_invitations(ParticipantRow.invitation_id), is_named()
    _run(session, update(ParticipantRow).where(*named).values(name=None, email=""))
    organisations = select(InvitationRow.organisation_id).where(rows.of_invitations(InvitationRow.id))
    nowhere = {"email": "", "further_emails": ""}
    _run(session, update(OrganisationRow).where(OrganisationRow.id.in_(organisations)).values(**nowhere))
    links = PersonalLinkRow.participant_id.in_(rows.participants()), PersonalLinkRow.revoked_at.is_(None)
    _run(session, update(PersonalLinkRow).where(*links).values(revoked_at=now))
    parties = JointPartyRow.response_id.in_(rows.responses())
    of_parties = select(JointPartyRow.id).where(parties)
    _run(session, delete(JointLinkRow).where(JointLinkRow.joint_party_id.in_(of_parties)))
    nobody = {"email": "", "confirmed_by": "", "told_how": ""}
    _run(session, update(JointPartyRow).where(parties).values(**nobody))
    delete_recipients(session, rows)


def delete_recipients(session: Session, rows: Rows) -> None:
    """Take the recipients away from mails, and what the server said of them. A mail that waits is not sent any more."""
    message = MessageRow
    waiting = of_messages(rows), message.state.not_in(FINISHED)
    _run(session, update(message).where(*waiting).values(state="failed", leased_until=None))
    nobody = {"recipient": "", "answer": "", "occasion": literal("deleted:") + cast(message.id, String)}
    _run(session, update(message).where(of_messages(rows), message.recipient != "").values(**nobody))


def delete_drafts(session: Session, rows: Rows) -> None:
    """Delete the organisations' drafts: answers, earlier ones, texts that waited for a choice, files that nobody
    submitted, handling steps that no submission refers to, comments and approvals. What a coordinator is entering
    stays: it is no draft of theirs.
    """
    _delete_answers(session, rows.own_responses())
    _delete_steps(session, rows.own_responses())
    unsubmitted = JointPartyRow.id.not_in(select(SubmittedPartyRow.joint_party_id))
    _delete_parties(session, JointPartyRow.response_id.in_(rows.own_responses()), unsubmitted)
    changed = rows.of_invitations(ResponseRow.invitation_id), ResponseRow.changed_at.is_not(None)
    own = *changed, ResponseRow.origin == "own"
    _run(session, update(ResponseRow).where(*own).values(changed_at=None, has_open_conflicts=False))


def _delete_answers(session: Session, responses: Select[int]) -> None:
    of_answers = select(AnswerRow.id).where(AnswerRow.response_id.in_(responses))
    _run(session, delete(EarlierAnswerRow).where(EarlierAnswerRow.answer_id.in_(of_answers)))
    _run(session, delete(AnswerRow).where(AnswerRow.response_id.in_(responses)))
    for table in (OpenConflictRow, BroughtBackRow, CommentRow, ApprovalRow):
        _run(session, delete(table).where(table.response_id.in_(responses)))
    files = AttachmentRow.response_id.in_(responses), not_submitted()
    _run(session, delete(AttachmentRow).where(*files))


def _delete_parties(session: Session, *conditions: ColumnElement[bool]) -> None:
    """Delete organisations that were named for joint statements, with their links and mails."""
    parties = select(JointPartyRow.id).where(*conditions)
    _run(session, delete(SubmittedPartyRow).where(SubmittedPartyRow.joint_party_id.in_(parties)))
    _run(session, delete(JointLinkRow).where(JointLinkRow.joint_party_id.in_(parties)))
    _run(session, delete(MessageRow).where(MessageRow.joint_party_id.in_(parties)))
    _run(session, delete(JointPartyRow).where(*conditions))


def _delete_steps(session: Session, responses: Select[int]) -> None:
    """Delete the steps of these responses, and their snapshots, but those that a submission was handed in with, and
    what these have corrected.
    """
    of_none = HandlingStepRow.response_id.in_(responses), HandlingStepRow.id.not_in(steps_of_submissions(responses))
    _run(session, delete(HandlingStepRow).where(*of_none))
    submitted = select(SubmissionRow.snapshot_id).where(SubmissionRow.response_id.in_(responses))
    of_steps = select(HandlingStepRow.snapshot_id).where(HandlingStepRow.response_id.in_(responses))
    kept = SnapshotRow.id.not_in(submitted), SnapshotRow.id.not_in(of_steps)
    _run(session, delete(SnapshotRow).where(SnapshotRow.response_id.in_(responses), *kept))


def delete_mails(session: Session, rows: Rows, *, before: datetime) -> None:
    """Delete the mails that were sent or failed, and were put into the outbox before a moment. Their links stay."""
    finished = select(MessageRow.id).where(
        of_messages(rows), MessageRow.state.in_(FINISHED), MessageRow.created_at < before
    )
    _run(session, update(PersonalLinkRow).where(PersonalLinkRow.message_id.in_(finished)).values(message_id=None))
    _run(session, delete(JoiningLinkRow).where(JoiningLinkRow.message_id.in_(finished)))
    _run(session, update(JointLinkRow).where(JointLinkRow.message_id.in_(finished)).values(message_id=None))
    _run(session, delete(MessageRow).where(MessageRow.id.in_(finished)))


def delete_invitations(session: Session, rows: Rows) -> None:
    """Delete these invitations with all that hangs on them, and keep what is left of their submissions. The events
    stay, as events of the consultation.
    """
    responses, participants, submissions = rows.responses(), rows.participants(), rows.submissions()
    _keep_proofs(session, rows)
    concerned = or_(rows.of_invitations(EventRow.invitation_id), EventRow.participant_id.in_(participants))
    of_none = {"consultation_id": rows.consultation_id, "invitation_id": None, "participant_id": None}
    _run(session, update(EventRow).where(concerned).values(**of_none))
    organisations = list(
        session.scalars(select(InvitationRow.organisation_id).where(rows.of_invitations(InvitationRow.id)))
    )
    snapshots = SnapshotRow.response_id.in_(responses)
    mails = or_(of_messages(rows), MessageRow.submission_id.in_(submissions))
    _run(session, delete(EnteredStatementRow).where(EnteredStatementRow.response_id.in_(responses)))
    _delete_answers(session, responses)
    named = or_(JointPartyRow.response_id.in_(responses), rows.of_invitations(JointPartyRow.invitation_id))
    _delete_parties(session, named)
    for found in (
        delete(WithdrawalRow).where(WithdrawalRow.submission_id.in_(submissions)),
        delete(ConfirmationRow).where(ConfirmationRow.submission_id.in_(submissions)),
        delete(SubmittedStepRow).where(SubmittedStepRow.submission_id.in_(submissions)),
        delete(HandlingStepRow).where(HandlingStepRow.response_id.in_(responses)),
        delete(PassedOverRow).where(PassedOverRow.submission_id.in_(submissions)),
        delete(SubmittedAttachmentRow).where(SubmittedAttachmentRow.submission_id.in_(submissions)),
        delete(SubmittedAnswerRow).where(SubmittedAnswerRow.submission_id.in_(submissions)),
        delete(PersonalLinkRow).where(PersonalLinkRow.participant_id.in_(participants)),
        delete(MessageRow).where(mails),
        delete(SubmissionRow).where(SubmissionRow.response_id.in_(responses)),
        delete(SnapshotRow).where(snapshots),
        delete(AttachmentRow).where(AttachmentRow.response_id.in_(responses)),
        delete(ResponseRow).where(rows.of_invitations(ResponseRow.invitation_id)),
        delete(MoreTimeRow).where(rows.of_invitations(MoreTimeRow.invitation_id)),
        delete(ParticipantRow).where(rows.of_invitations(ParticipantRow.invitation_id)),
        delete(InvitationRow).where(rows.of_invitations(InvitationRow.id)),
    ):
        _run(session, found)
    elsewhere = select(InvitationRow.organisation_id).where(InvitationRow.organisation_id.in_(organisations))
    gone = OrganisationRow.id.in_(organisations), OrganisationRow.id.not_in(elsewhere)
    _run(session, delete(OrganisationRow).where(*gone))


def _keep_proofs(session: Session, rows: Rows) -> None:
    kept = (
        select(
            literal(rows.consultation_id),
            SubmissionRow.reference,
            SnapshotRow.public_digest,
            SubmissionRow.submitted_at,
        )
        .join(SnapshotRow, SnapshotRow.id == SubmissionRow.snapshot_id)
        .where(SubmissionRow.response_id.in_(rows.responses()))
    )
    columns = ["consultation_id", "reference", "public_digest", "submitted_at"]
    session.execute(insert(DeletedSubmissionRow).from_select(columns, kept))


def delete_consultation(session: Session, consultation_id: int, *, title: str) -> None:
    """Delete what is left of a consultation without invitations. Its row stays, with `title` for its question set: JSON
    with the title alone.
    """
    draft = select(ConsultationDraftRow.id).where(ConsultationDraftRow.consultation_id == consultation_id)
    materials = select(MaterialRow.id).where(MaterialRow.draft_id.in_(draft))
    _run(session, delete(MaterialFileRow).where(MaterialFileRow.material_id.in_(materials)))
    _run(session, delete(MaterialRow).where(MaterialRow.draft_id.in_(draft)))
    _run(session, delete(TrialRow).where(TrialRow.draft_id.in_(draft)))
    _run(session, delete(DraftMemberRow).where(DraftMemberRow.draft_id.in_(draft)))
    of_consultation = (TextRevisionRow, MoreTimeRow, ReminderRow, PlannedReminderRow, MessageRow, ExportRow, MemberRow)
    for table in (*of_consultation, ConsultationDraftRow):
        _run(session, delete(table).where(table.consultation_id == consultation_id))
    nobody = {"contact_name": "", "contact_email": "", "question_set": title, "materials": [], "reasons": {}}
    _run(session, update(ConsultationRow).where(ConsultationRow.id == consultation_id).values(**nobody))


def mark_deleted(session: Session, consultation_id: int, *, now: datetime) -> None:
    """Note that a consultation is deleted: from now on no page finds it."""
    found = ConsultationRow.id == consultation_id, ConsultationRow.deleted_at.is_(None)
    _run(session, update(ConsultationRow).where(*found).values(deleted_at=now))


def delete_traces_of_attempts(session: Session, *, before: datetime) -> None:
    """Delete who asked for a link or failed to sign in before a moment: they are only needed for limiting that; and
    what was brought back from Word before it and not looked at to its end.
    """
    _run(session, delete(BroughtBackRow).where(BroughtBackRow.at < before))
    _run(session, delete(LinkOrderRow).where(LinkOrderRow.at < before))
    _run(session, delete(FailedSignInRow).where(FailedSignInRow.at < before))


def _run(session: Session, found: Delete | Update) -> None:
    """Without looking for changed objects in the session: it has none of these."""
    session.execute(found, execution_options={"synchronize_session": False})
