"""What becomes of each table when a whole consultation is deleted.

Every table of the data model is named here, with a reason where its rows stay: a test fails for a new table that is
not, so that nobody forgets one. The deletion itself is in store/retention/deleting.py, and the tests compare the two.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Fate(Enum):
    """What becomes of the rows of a table that belong to the consultation."""

    DELETED = "deleted"
    EMPTIED = "emptied"
    """They stay, with nothing in them that the reason does not name."""
    KEPT = "kept"
    OF_NO_CONSULTATION = "of no consultation"
    """The table has no rows of consultations."""


@dataclass(frozen=True)
class Planned:
    """The fate of a table, and why it is that."""

    fate: Fate
    reason: str = ""


DELETED = Planned(Fate.DELETED)

WITH_THE_CONSULTATION: Mapping[str, Planned] = {
    "answer": DELETED,
    "approval": DELETED,
    "attachment": DELETED,
    "confirmation": DELETED,
    "comment": DELETED,
    "brought_back": DELETED,
    "consultation_draft": DELETED,
    "consultation": Planned(Fate.EMPTIED, "its key, title, issuer, diary number and dates say what was deleted"),
    "coordinator": Planned(Fate.OF_NO_CONSULTATION, "accounts of the installation"),
    "distribution_list": Planned(Fate.OF_NO_CONSULTATION, "lists of the register"),
    "draft_member": DELETED,
    "deleted_submission": Planned(Fate.KEPT, "reference, check code and time: with them a receipt can be checked"),
    "earlier_answer": DELETED,
    "entered_statement": DELETED,
    "event": Planned(Fate.EMPTIED, "who did what when; it no longer names organisations and participants"),
    "export": DELETED,
    "failed_sign_in": Planned(Fate.OF_NO_CONSULTATION, "deleted after a day"),
    "feedback": Planned(Fate.OF_NO_CONSULTATION, "about the accessibility of the service"),
    "handling_step": DELETED,
    "identity": Planned(Fate.OF_NO_CONSULTATION, "of the accounts"),
    "invitation": DELETED,
    "joining": DELETED,
    "joining_link": DELETED,
    "joint_link": DELETED,
    "joint_party": DELETED,
    "link_order": Planned(Fate.OF_NO_CONSULTATION, "deleted after a day"),
    "list_member": Planned(Fate.OF_NO_CONSULTATION, "lists of the register"),
    "material": DELETED,
    "material_file": DELETED,
    "member": DELETED,
    "message": DELETED,
    "more_time": DELETED,
    "open_conflict": DELETED,
    "organisation": DELETED,
    "own_group": Planned(Fate.OF_NO_CONSULTATION, "groups of the register; a consultation has their names in its set"),
    "participant": DELETED,
    "passed_over": DELETED,
    "password_link": Planned(Fate.KEPT, "of the accounts, whose mails belong to no consultation"),
    "personal_link": DELETED,
    "planned_reminder": DELETED,
    "recovery_code": Planned(Fate.OF_NO_CONSULTATION, "of the accounts"),
    "registered_organisation": Planned(Fate.OF_NO_CONSULTATION, "kept from one consultation to the next"),
    "reminder": DELETED,
    "response": DELETED,
    "retention": Planned(Fate.KEPT, "who set the periods, and when each kind of data was deleted"),
    "sign_in": Planned(Fate.OF_NO_CONSULTATION, "sessions of the accounts"),
    "snapshot": DELETED,
    "submission": DELETED,
    "submitted_answer": DELETED,
    "submitted_attachment": DELETED,
    "submitted_party": DELETED,
    "submitted_step": DELETED,
    "text_revision": DELETED,
    "trial": DELETED,
    "withdrawal": DELETED,
}
"""By table."""

WITH_CONTACT_DETAILS: Mapping[str, str] = {
    "answer.value": "deleted where the question is not published",
    "brought_back.choices": "deleted",
    "brought_back.content": "deleted",
    "brought_back.name": "deleted",
    "earlier_answer.value": "deleted where the question is not published",
    "joining.email": "deleted, if any is left: it is after three days",
    "joining.name": "deleted",
    "joining_link.token_digest": "deleted",
    "joint_link.token_digest": "deleted",
    "joint_party.confirmed_by": "emptied",
    "joint_party.email": "emptied",
    "joint_party.told_how": "emptied",
    "handling_step.contact": "emptied",
    "message.answer": "emptied",
    "message.recipient": "emptied",
    "open_conflict.parts": "deleted where the question is not published",
    "organisation.email": "emptied",
    "organisation.further_emails": "emptied",
    "participant.email": "emptied",
    "participant.name": "emptied",
    "personal_link.token_digest": "revoked",
    "snapshot.contact_part": "emptied; its digest stays",
}
"""Columns with contact details, and what becomes of them when these are deleted."""

WITHOUT_CONTACT_DETAILS: Mapping[str, str] = {
    "answer.address": "a key", "answer.language": "a code", "answer.state": "a code",
    "approval.fingerprint": "a digest",
    "attachment.media_type": "a code", "attachment.name": "attached files are published",
    "attachment.sha256": "a digest",
    "confirmation.body": "published", "confirmation.nonce": "a random key", "confirmation.paragraph": "published",
    "comment.address": "a key", "comment.text": "a part of the draft, with which it is deleted",
    "brought_back.source": "a code",
    "consultation_draft.about": "what the authority told of itself",
    "consultation_draft.faults": "of the question set", "consultation_draft.not_opened": "a code",
    "consultation_draft.question_set": "published by the authority",
    "consultation_draft.reasons": "the authority's", "consultation_draft.recipients": "emptied at the opening",
    "consultation_draft.source_name": "the name of the authority's file",
    "consultation_draft.yaml": "published by the authority",
    "consultation.materials": "published by the authority", "consultation.publication": "a code",
    "consultation.reasons": "the authority's",
    "entered_statement.channel": "a code",
    "material.title": "published by the authority", "material.urls": "published by the authority",
    "material_file.language": "a code", "material_file.media_type": "a code",
    "material_file.name": "published by the authority",
    "member.role": "a code", "password_link.token_digest": "a digest",
    "organisation.second_language": "a code",
    "response.origin": "a code", "submission.channel": "a code",
    "consultation.contact_email": "published by the authority; emptied with everything",
    "consultation.contact_name": "published by the authority; emptied with everything",
    "consultation.diary_number": "the authority's", "consultation.issuer": "the authority's",
    "consultation.key": "a key", "consultation.question_set": "published by the authority",
    "consultation.who_may_answer": "a code",
    "consultation.structure_digest": "a digest", "consultation.text_digest": "a digest",
    "deleted_submission.public_digest": "a digest", "deleted_submission.reference": "a random key",
    "earlier_answer.state": "a code", "event.what": "a code",
    "export.arranged_by": "a code", "export.format": "a code", "export.language": "a code",
    "export.name": "made of the consultation's key", "export.sha256": "a digest", "export.state": "a code",
    "export.stored_as": "a random key",
    "joining.group": "a code", "joining.language": "a code",
    "joint_party.confirmed_digest": "a digest", "joint_party.confirmed_how": "a code",
    "joint_party.dissent": "published with the statement; deleted with the draft where there is none",
    "joint_party.dissent_language": "a code", "joint_party.group": "a code", "joint_party.language": "a code",
    "joint_party.left_how": "a code", "joint_party.name": "of an organisation, published with the statement",
    "handling_step.body": "the name of a body is published", "handling_step.kind": "a code",
    "handling_step.nonce": "a random key", "handling_step.paragraph": "published",
    "handling_step.presenter": "published with the statement, as in the minutes",
    "handling_step.wording": "published with the statement, as in the minutes",
    "message.kind": "a code", "message.languages": "codes", "message.message_id": "a random key",
    "message.occasion": "made of ids", "message.state": "a code", "message.words": "a coordinator's, to many",
    "more_time.reason": "a coordinator's, to many",
    "open_conflict.address": "a key",
    "organisation.group": "a code", "organisation.language": "a code",
    "organisation.name": "published: an organisation's, or that of a person who wants it",
    "organisation.search": "made of the name",
    "organisation.sort_fi": "made of the name", "organisation.sort_sv": "made of the name",
    "participant.role": "a code",
    "planned_reminder.words": "a coordinator's, to many",
    "reminder.nonce": "a random key", "reminder.words": "a coordinator's, to many",
    "retention.kind": "a code",
    "snapshot.contact_digest": "a digest", "snapshot.public_digest": "a digest",
    "snapshot.public_part": "published", "snapshot.secret_digest": "a digest",
    "snapshot.secret_part": "empty in this version", "snapshot.structure_digest": "a digest",
    "snapshot.text_digest": "a digest",
    "submission.decision": "a code",
    "submission.kind": "a code", "submission.language": "a code", "submission.nonce": "a random key",
    "submission.reference": "a random key",
    "submitted_party.dissent": "published", "submitted_party.dissent_language": "a code",
    "submitted_party.how": "a code",
    "submitted_answer.address": "a key", "submitted_answer.digest": "a digest", "submitted_answer.state": "a code",
    "submitted_answer.value": "published",
    "text_revision.question_set": "published by the authority", "text_revision.text_digest": "a digest",
    "trial.version": "digests",
    "withdrawal.nonce": "a random key", "withdrawal.reason": "published: the page says so where it is asked",
}  # fmt: skip
"""The other columns with texts of the tables that belong to consultations, and why they may stay."""
