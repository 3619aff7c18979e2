"""The tables of the data model by subject. The most important rules are database constraints, not only Python code."""

from survey.store.tables.accounts import (
    CoordinatorRow,
    FailedSignInRow,
    IdentityRow,
    MemberRow,
    PasswordLinkRow,
    RecoveryCodeRow,
    SignInRow,
)
from survey.store.tables.answers import (
    AnswerRow,
    AttachmentRow,
    BroughtBackRow,
    EarlierAnswerRow,
    OpenConflictRow,
    ResponseRow,
)
from survey.store.tables.colleagues import ApprovalRow, CommentRow, PassedOverRow
from survey.store.tables.consultation_drafts import (
    ConsultationDraftRow,
    DraftMemberRow,
    MaterialFileRow,
    MaterialRow,
    TrialRow,
)
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
from survey.store.tables.handling import HandlingStepRow, SubmittedStepRow
from survey.store.tables.joining import JoiningLinkRow, JoiningRow
from survey.store.tables.joint import JointLinkRow, JointPartyRow, SubmittedPartyRow
from survey.store.tables.log import EventRow
from survey.store.tables.mail import LinkOrderRow, MessageRow
from survey.store.tables.question_sets import TextRevisionRow
from survey.store.tables.register import (
    DistributionListRow,
    ListMemberRow,
    OwnGroupRow,
    RegisteredOrganisationRow,
)
from survey.store.tables.retention import DeletedSubmissionRow, RetentionRow
from survey.store.tables.submissions import (
    ConfirmationRow,
    EnteredStatementRow,
    SnapshotRow,
    SubmissionRow,
    SubmittedAnswerRow,
    SubmittedAttachmentRow,
    WithdrawalRow,
)

__all__ = [
    "AnswerRow",
    "ApprovalRow",
    "AttachmentRow",
    "BroughtBackRow",
    "CommentRow",
    "ConfirmationRow",
    "ConsultationDraftRow",
    "ConsultationRow",
    "CoordinatorRow",
    "DeletedSubmissionRow",
    "DistributionListRow",
    "DraftMemberRow",
    "EarlierAnswerRow",
    "EnteredStatementRow",
    "EventRow",
    "ExportRow",
    "FailedSignInRow",
    "FeedbackRow",
    "HandlingStepRow",
    "IdentityRow",
    "InvitationRow",
    "JoiningLinkRow",
    "JoiningRow",
    "JointLinkRow",
    "JointPartyRow",
    "LinkOrderRow",
    "ListMemberRow",
    "MaterialFileRow",
    "MaterialRow",
    "MemberRow",
    "MessageRow",
    "MoreTimeRow",
    "OpenConflictRow",
    "OrganisationRow",
    "OwnGroupRow",
    "ParticipantRow",
    "PassedOverRow",
    "PasswordLinkRow",
    "PersonalLinkRow",
    "PlannedReminderRow",
    "RecoveryCodeRow",
    "RegisteredOrganisationRow",
    "ReminderRow",
    "ResponseRow",
    "RetentionRow",
    "SignInRow",
    "SnapshotRow",
    "SubmissionRow",
    "SubmittedAnswerRow",
    "SubmittedAttachmentRow",
    "SubmittedPartyRow",
    "SubmittedStepRow",
    "TextRevisionRow",
    "TrialRow",
    "WithdrawalRow",
]
