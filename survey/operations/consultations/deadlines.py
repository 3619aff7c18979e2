"""More time to answer, for one organisation or for all, and reminders to those that have not answered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.log import record
from survey.operations.mail.occasions import more_time_for, reminder_to, to_every_address
from survey.operations.mail.outbox import put_into_outbox
from survey.store.consultations import end_earlier_deadlines
from survey.store.following import NOT_ANSWERED, Filters, Followed, followed
from survey.store.reminders import reminder_by_nonce
from survey.store.tables import ConsultationRow, CoordinatorRow, InvitationRow, MoreTimeRow, ReminderRow


class DeadlineRefused(TranslatableError):
    """The deadline cannot be moved there. The message says why."""


def give_more_time(  # noqa: PLR0913  # to whom, until when, why, who and when
    session: Session,
    consultation: ConsultationRow,
    invitation: InvitationRow | None,
    *,
    deadline: datetime,
    reason: Mapping[str, str],
    by: CoordinatorRow,
    by_mail: bool,
    now: datetime,
) -> MoreTimeRow:
    """Move the deadline of one organisation, or of the whole consultation if `invitation` is None.

    Those who have not answered are told of it by mail, but for those whose own deadline is later; an own deadline that
    is not later than the new common one ends, because it would be less time. `reason` is by language.

    Raises DeadlineRefused if the new deadline is not later than the present one and than now.
    """
    earlier = invitation.deadline if invitation else consultation.deadline
    if deadline <= earlier:
        raise DeadlineRefused(_("The new deadline is not later than the present one."))
    if deadline <= now:
        raise DeadlineRefused(_("The deadline has passed."))
    row = MoreTimeRow(
        consultation_id=consultation.id,
        invitation_id=invitation.id if invitation else None,
        earlier=earlier,
        deadline=deadline,
        reason=dict(reason),
        at=now,
        coordinator_id=by.id,
    )
    session.add(row)
    if invitation:
        invitation.own_deadline = deadline
    else:
        if consultation.closes_at is not None and consultation.closes_at <= deadline:
            consultation.closes_at = None  # late statements were taken for less time than everybody has now
        if consultation.decisions_until is not None and consultation.decisions_until <= deadline:
            consultation.decisions_until = None  # likewise
        consultation.deadline = deadline
        end_earlier_deadlines(session, consultation.id, deadline)
    session.flush()
    record(
        session,
        "more time given",
        now=now,
        consultation_id=consultation.id,
        invitation_id=invitation.id if invitation else None,
        coordinator_id=by.id,
    )
    concerned = _concerned(session, consultation, invitation, deadline)
    if by_mail:
        mails = [more_time_for(each, row) for each in concerned]
        put_into_outbox(session, to_every_address(mails, [each.organisation for each in concerned]), now=now)
    return row


def set_decision_time(
    session: Session, consultation: ConsultationRow, until: datetime | None, *, by: CoordinatorRow, now: datetime
) -> None:
    """Let statements with a pending decision be confirmed or replaced until this moment; None: not after the closing.

    Raises DeadlineRefused if it is not later than the closing, or has passed.
    """
    if until is not None and until <= consultation.closing:
        raise DeadlineRefused(_("Statements are taken until that time anyway. Write a later one."))
    if until is not None and until <= now:
        raise DeadlineRefused(_("This time has passed. Write a later one."))
    consultation.decisions_until = until
    session.flush()
    record(session, "decision time changed", now=now, consultation_id=consultation.id, coordinator_id=by.id)


def _concerned(
    session: Session, consultation: ConsultationRow, invitation: InvitationRow | None, deadline: datetime
) -> list[InvitationRow]:
    if invitation:
        return [invitation] if invitation.organisation.email else []
    waiting = followed(session, consultation.id, Filters(statuses=NOT_ANSWERED), language="fi")
    own = [each.invitation.own_deadline for each in waiting]
    return [
        each.invitation
        for each, later in zip(waiting, own, strict=True)
        if (not later or later < deadline) and each.organisation.email
    ]


def who_can_be_reminded(
    session: Session, consultation: ConsultationRow, *, language: str, now: datetime
) -> list[Followed]:
    """Return the organisations that have not answered and still can, sorted by name."""
    waiting = followed(session, consultation.id, Filters(statuses=NOT_ANSWERED), language=language, order="name")
    return [each for each in waiting if now < each.invitation.closing and each.organisation.email]


def send_reminder(  # noqa: PLR0913  # to whom, with which words, who and when
    session: Session,
    consultation: ConsultationRow,
    chosen: Collection[int],
    *,
    nonce: str,
    words: Mapping[str, str],
    by: CoordinatorRow,
    now: datetime,
) -> int:
    """Put a reminder into the outbox for each of these invitations (ids) that has not answered meanwhile.

    `nonce`: the page's own random text; the same nonce again sends nothing. Returns how many mails there are; nothing
    is done if there are none.
    """
    if reminder_by_nonce(session, consultation.id, nonce):
        return 0
    recipients: Sequence[Followed] = [
        each
        for each in who_can_be_reminded(session, consultation, language="fi", now=now)
        if each.invitation.id in chosen
    ]
    if not recipients:
        return 0
    reminder = ReminderRow(
        consultation_id=consultation.id, words=dict(words), nonce=nonce, at=now, coordinator_id=by.id
    )
    session.add(reminder)
    session.flush()
    record(session, "reminder sent", now=now, consultation_id=consultation.id, coordinator_id=by.id)
    mails = [reminder_to(each.invitation, reminder) for each in recipients]
    return put_into_outbox(session, to_every_address(mails, [each.organisation for each in recipients]), now=now)
