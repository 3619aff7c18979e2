"""The mail that asks another organisation to confirm a joint statement, from what is stored."""

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES
from survey.operations.consultations.personal_links import joint_address
from survey.operations.mail.compose import Mail
from survey.operations.mail.joint_letters import AboutJoint, joint_letter
from survey.questions.freeze import read_frozen
from survey.store.responses.joint import party_by_id
from survey.store.responses.submissions import latest_submission
from survey.store.tables import InvitationRow, MessageRow


def joint_mail_of(  # noqa: PLR0913  # what it is about, and from whom
    session: Session, message: MessageRow, base_url: str, *, sender: str, sender_name: str, token: str
) -> Mail:
    """Return the mail as it is to be sent now. An answer to it goes to who hands in, and not to the authority. Raises
    NotFound if the organisation is not named any more.
    """
    party = party_by_id(session, message.joint_party_id or 0)
    leads = session.get_one(InvitationRow, party.response.invitation_id)
    submission, consultation = latest_submission(session, party.response_id), leads.consultation
    about = AboutJoint(
        title=read_frozen(consultation.question_set).title,
        issuer=consultation.issuer,
        diary_number=consultation.diary_number,
        leads=leads.organisation.name,
        until=leads.decide_until,
        is_submitted=submission is not None and submission.kind == "statement",
        link={language: joint_address(base_url, language, token) for language in PAGE_LANGUAGES},
    )
    languages, reply_to = message.languages.split(), leads.organisation.email
    return Mail(
        recipient=message.recipient,
        letters=[joint_letter(about, language) for language in languages],
        languages=languages,
        sender=sender,
        sender_name=sender_name,
        reply_to=[("", reply_to)] if reply_to else [],
    )
