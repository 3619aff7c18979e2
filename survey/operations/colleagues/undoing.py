"""Telling those who wrote a statement that it no longer counts."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.operations.colleagues.taking_part import mail_to, taking_part
from survey.operations.mail.outbox import MessageKind, put_into_outbox
from survey.store.colleagues.participants import people_of, writers_of
from survey.store.personal_links import Access
from survey.store.tables import SubmissionRow


def tell_writers(session: Session, access: Access, undone: SubmissionRow, *, now: datetime) -> int:
    """Put a mail into the outbox for every colleague who wrote an answer of a statement that was submitted and counts
    no longer, but for who has done that. Returns how many.
    """
    writers = writers_of(session, access.response.id) | {undone.participant_id}
    people = taking_part(people_of(session, access.invitation.id))
    told = [each for each in people if each.id in writers and each.email and each.id != access.participant.id]
    messages = [
        mail_to(MessageKind.UNDONE, f"undone:{undone.id}", access, each, undone.language, submission_id=undone.id)
        for each in told
    ]
    return put_into_outbox(session, messages, now=now)
