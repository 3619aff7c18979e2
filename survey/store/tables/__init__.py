"""The tables of the data model by subject. The most important rules are database constraints, not only Python code."""

from survey.store.tables.accounts import CoordinatorRow, FailedSignInRow, SignInRow
from survey.store.tables.answers import AnswerRow, AttachmentRow, EarlierAnswerRow, OpenConflictRow, ResponseRow
from survey.store.tables.consultations import (
    ConsultationRow,
    InvitationRow,
    MoreTimeRow,
    OrganisationRow,
    ParticipantRow,
    PersonalLinkRow,
    PlannedReminderRow,
    ReminderRow,
)
from survey.store.tables.exports import ExportRow
from survey.store.tables.feedback import FeedbackRow
from survey.store.tables.log import EventRow
from survey.store.tables.mail import LinkOrderRow, MessageRow
from survey.store.tables.question_sets import QuestionSetDraftRow, TextRevisionRow
from survey.store.tables.retention import DeletedSubmissionRow, RetentionRow
from survey.store.tables.submissions import SnapshotRow, SubmissionRow, SubmittedAnswerRow, SubmittedAttachmentRow

__all__ = [
    "AnswerRow",
    "AttachmentRow",
    "ConsultationRow",
    "CoordinatorRow",
    "DeletedSubmissionRow",
    "EarlierAnswerRow",
    "EventRow",
    "ExportRow",
    "FailedSignInRow",
    "FeedbackRow",
    "InvitationRow",
    "LinkOrderRow",
    "MessageRow",
    "MoreTimeRow",
    "OpenConflictRow",
    "OrganisationRow",
    "ParticipantRow",
    "PersonalLinkRow",
    "PlannedReminderRow",
    "QuestionSetDraftRow",
    "ReminderRow",
    "ResponseRow",
    "RetentionRow",
    "SignInRow",
    "SnapshotRow",
    "SubmissionRow",
    "SubmittedAnswerRow",
    "SubmittedAttachmentRow",
    "TextRevisionRow",
]
