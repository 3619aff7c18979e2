"""Who writes an organisation's statement together: adding colleagues, their roles and links, who is in charge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from survey.languages import TranslatableError
from survey.languages import mark as _
from survey.operations.answers.saving import note_opened
from survey.operations.colleagues.roles import COLLEAGUE_ROLES, HOLDER, REGISTRY, WRITER
from survey.operations.consultations.personal_links import issue_link, revoke_own_links
from survey.operations.log import record
from survey.operations.mail.outbox import Message, MessageKind, put_into_outbox
from survey.store.base import NotFound
from survey.store.colleagues.participants import (
    count_of_mails_to_colleagues,
    people_of,
    person_of,
    stop_mails_to,
)
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.tables import ParticipantRow

MOST_COLLEAGUES: Final = 30
"""How many people can take part in one response at a time."""

MOST_EVER: Final = 200
"""How many can have been added to one response in all."""

MOST_MAILS: Final = 60
"""How many mails to colleagues can be put into the outbox for one response within MAILS_WITHIN: whoever has a link can
type any address.
"""

MAILS_WITHIN: Final = timedelta(days=1)

LONGEST_NAME: Final = 100

REMOVED = "The colleague was removed."
"""What stands with a mail that is not sent any more."""


class ColleagueRefused(TranslatableError):
    """Who takes part cannot be changed like this. The message says why and what to do."""


@dataclass(frozen=True)
class Linked:
    """A colleague who got a link: by mail, or, where no mail is sent, with the `token` to be shown once."""

    person: ParticipantRow
    token: str = ""


def taking_part(people: Sequence[ParticipantRow]) -> list[ParticipantRow]:
    """Return those who take part now: first who is in charge."""
    return sorted((each for each in people if each.left_at is None), key=lambda each: each.role != HOLDER)


def add_colleague(  # noqa: PLR0913  # who, in which role, and how the link goes
    session: Session, access: Access, email: str, role: str, *, language: str, by_mail: bool, now: datetime
) -> Linked:
    """Add somebody by e-mail address, who gets a personal link; one who was removed comes back as the same person.

    `language`: of the mail. Raises ColleagueRefused for somebody who takes part already, and where too many do or too
    many mails have gone; ValueError for a role in which nobody can be added.
    """
    if role not in COLLEAGUE_ROLES:
        raise ValueError(role)
    lock_response(session, access.response.id)
    _check_mails(session, access, by_mail=by_mail, now=now)
    address, people = email.lower(), people_of(session, access.invitation.id)
    known = next((each for each in people if each.email == address), None)
    if known is not None and known.left_at is None:
        raise ColleagueRefused(_("%(email)s takes part already."), email=address)
    if len(taking_part(people)) > MOST_COLLEAGUES or len(people) > MOST_EVER:
        raise ColleagueRefused(_("So many take part already that nobody can be added. Remove somebody first."))
    note_opened(session, access, now=now)
    if known is None:
        known = ParticipantRow(invitation_id=access.invitation.id, email=address, created_at=now)
        session.add(known)
    known.role, known.left_at, known.invited_by = role, None, access.participant.id
    session.flush()
    _note(session, "colleague added", known, now)
    return _link_to(session, access, known, language=language, by_mail=by_mail, now=now)


def renew_link(  # noqa: PLR0913  # whose link, and how it goes
    session: Session, access: Access, participant_id: int, *, language: str, by_mail: bool, now: datetime
) -> Linked:
    """Give a colleague a new link, in place of all earlier ones. Raises NotFound and ColleagueRefused."""
    colleague = _colleague(session, access, participant_id)
    _check_mails(session, access, by_mail=by_mail, now=now)
    revoke_own_links(session, colleague, now=now)
    stop_mails_to(session, colleague, answer=REMOVED)
    return _link_to(session, access, colleague, language=language, by_mail=by_mail, now=now)


def revoke_links_of(session: Session, access: Access, participant_id: int, *, now: datetime) -> ParticipantRow:
    """Let no link of a colleague open anything any more, until there is a new one. Raises NotFound."""
    colleague = _colleague(session, access, participant_id)
    revoke_own_links(session, colleague, now=now)
    stop_mails_to(session, colleague, answer=REMOVED)
    return colleague


def change_role(session: Session, access: Access, participant_id: int, role: str, *, now: datetime) -> ParticipantRow:
    """Give a colleague another role, and return the colleague. Raises NotFound; ValueError for an unknown role."""
    if role not in COLLEAGUE_ROLES:
        raise ValueError(role)
    colleague = _colleague(session, access, participant_id)
    if colleague.role != role:
        colleague.role = role
        session.flush()
        _note(session, "colleague's role changed", colleague, now)
    return colleague


def remove_colleague(session: Session, access: Access, participant_id: int, *, now: datetime) -> ParticipantRow:
    """End somebody's part. What they wrote stays, and so does their name with it. Raises NotFound."""
    colleague = _colleague(session, access, participant_id)
    revoke_own_links(session, colleague, now=now)
    stop_mails_to(session, colleague, answer=REMOVED)
    colleague.left_at = now
    session.flush()
    _note(session, "colleague removed", colleague, now)
    return colleague


def hand_over(  # noqa: PLR0913  # to whom, and how that person is told
    session: Session, access: Access, participant_id: int, *, language: str, by_mail: bool, now: datetime
) -> Linked:
    """Make a colleague the one in charge, who is told by mail; who was is a writer from then on.

    It holds at once. Whoever has the links that go to the organisation's own address can take it back, so that nobody
    is shut out by a colleague who does not answer. Raises NotFound and ColleagueRefused.
    """
    colleague = _colleague(session, access, participant_id)
    _check_mails(session, access, by_mail=by_mail, now=now)
    present = person_of(session, access.invitation.id, access.participant.id)
    if present.role != HOLDER:  # somebody with the same link has handed over meanwhile
        raise NotFound("holder")
    _put_in_charge(session, present, colleague)
    _note(session, "being in charge handed over", colleague, now)
    if not by_mail:
        return Linked(colleague)
    return _link_to(session, access, colleague, language=language, by_mail=True, now=now)


def take_charge(session: Session, access: Access, *, now: datetime) -> None:
    """Make whoever has the links of the organisation's own address the one in charge again."""
    lock_response(session, access.response.id)
    own = person_of(session, access.invitation.id, access.participant.id)
    if own.role != REGISTRY:  # a double click, or somebody else with the same links
        return
    present = next(each for each in people_of(session, access.invitation.id) if each.role == HOLDER)
    _put_in_charge(session, present, own)
    _note(session, "being in charge taken back", own, now)


def name_oneself(session: Session, access: Access, name: str) -> None:
    """Store the person's own name, which colleagues see."""
    access.participant.name = name[:LONGEST_NAME]
    session.flush()


def _put_in_charge(session: Session, present: ParticipantRow, new: ParticipantRow) -> None:
    present.role = REGISTRY if present.invited_by is None else WRITER
    session.flush()  # there is one in charge at a time, also within a transaction
    new.role = HOLDER
    session.flush()


def _colleague(session: Session, access: Access, participant_id: int) -> ParticipantRow:
    """Return somebody whom another person has added, and who is not in charge; the response is locked."""
    lock_response(session, access.response.id)
    found = person_of(session, access.invitation.id, participant_id)
    if found.invited_by is None or found.role == HOLDER:
        raise NotFound("colleague")
    return found


def _link_to(  # noqa: PLR0913  # to whom, and how
    session: Session, access: Access, person: ParticipantRow, *, language: str, by_mail: bool, now: datetime
) -> Linked:
    if not by_mail:
        return Linked(person, issue_link(session, person, now=now)[1])
    occasion = f"colleague:{person.id}:{now.isoformat(timespec='seconds')}"
    put_into_outbox(session, [mail_to(MessageKind.COLLEAGUE, occasion, access, person, language)], now=now)
    return Linked(person)


def _check_mails(session: Session, access: Access, *, by_mail: bool, now: datetime) -> None:
    """Raise ColleagueRefused, before anything is changed, if so many mails have gone to colleagues that no more may go
    today.
    """
    sent = count_of_mails_to_colleagues(session, access.invitation.id, since=now - MAILS_WITHIN) if by_mail else 0
    if sent >= MOST_MAILS:
        raise ColleagueRefused(_("So many mails have gone to colleagues today that no more can go. Try tomorrow."))


def mail_to(  # noqa: PLR0913, PLR0917  # to whom, about what
    kind: MessageKind,
    occasion: str,
    access: Access,
    person: ParticipantRow,
    language: str,
    submission_id: int | None = None,
) -> Message:
    """Return a mail to a colleague, which no coordinator sees."""
    return Message(
        kind,
        occasion,
        person.email,
        language,
        consultation_id=access.consultation.id,
        invitation_id=access.invitation.id,
        submission_id=submission_id,
        participant_id=person.id,
    )


def _note(session: Session, what: str, about: ParticipantRow, now: datetime) -> None:
    record(session, what, now=now, invitation_id=about.invitation_id, participant_id=about.id)
