"""Answering without having been asked, where a consultation lets anybody answer.

Whoever types an e-mail address gets a mail there, and becomes a respondent only by pressing the button on the page to
which it leads. A robot that types addresses, or a mail program that looks at links, makes none: lists, counts and files
have only those whose address is verified. Until then the row is a JoiningRow, which goes after some days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.opening import add_invitations
from survey.operations.consultations.personal_links import JOINING_KEPT
from survey.operations.mail.occasions import joining_mail, note_order, put_new_links
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.register.entries import LONGEST_NAME
from survey.questions.details import CONTACT_EMAIL, RECORDED_BY, group_labels
from survey.questions.freeze import read_frozen
from survey.questions.kinds.email import is_address
from survey.questions.own_groups import OwnGroups
from survey.questions.question import State
from survey.questions.text import length
from survey.store.base import NotFound
from survey.store.consultations import invitations_to, lock_consultation
from survey.store.database import Database
from survey.store.personal_links import invited_participant, link_by_token
from survey.store.responses.joining import (
    forget_joinings,
    give_links_to,
    is_any_joining,
    joining_by_token,
    number_of_joinings,
    number_of_private_persons,
)
from survey.store.tables import (
    AnswerRow,
    ConsultationRow,
    InvitationRow,
    JoiningRow,
    PersonalLinkRow,
    ResponseRow,
)
from survey.store.tables.consultations import ANYBODY

PRIVATE_PERSON = "private_person"
"""The group of those who answer for themselves."""

A_DAY = timedelta(days=1)
MOST_IN_A_DAY = 500
"""How many can ask to join one consultation in 24 hours, and how many can join. The largest consultations had as many
statements in all; a robot with many networks and addresses makes no more rows than this.
"""

LONGEST_EMAIL = 254
"""In characters: no mail server takes more (RFC 5321)."""


class JoiningOver(Exception):
    """Nobody can join: the response time has ended, or only the invited may answer."""


class TooManyToday(Exception):
    """So many have asked to join today that no more can be. It says nothing of the address that was typed."""


class Lack(Enum):
    """What is wrong with what was typed."""

    NO_GROUP = auto()
    NO_NAME = auto()
    NAME_TOO_LONG = auto()
    NO_LANGUAGE = auto()
    NO_ADDRESS = auto()


@dataclass(frozen=True)
class Wish:
    """Who wants to answer, as it was typed. `group` is an option key of the respondent's details; `is_name_public`:
    whether a private person wants the own name published.
    """

    name: str
    group: str
    language: str
    email: str
    is_name_public: bool = False

    def lacks(self, own_groups: OwnGroups) -> dict[str, Lack]:
        """What is wrong, by field, in the order of the form. `own_groups`: those that the consultation knows."""
        found = {
            "group": None if self.group in group_labels(own_groups) else Lack.NO_GROUP,
            "name": Lack.NO_NAME if not self.name else Lack.NAME_TOO_LONG if len(self.name) > LONGEST_NAME else None,
            "language": None if self.language in PAGE_LANGUAGES else Lack.NO_LANGUAGE,
            "email": None if is_address(self.email) and length(self.email) <= LONGEST_EMAIL else Lack.NO_ADDRESS,
        }
        return {field: lack for field, lack in found.items() if lack}


def can_join(consultation: ConsultationRow, now: datetime) -> bool:
    """Return whether anybody may answer the consultation, and still can."""
    return consultation.who_may_answer == ANYBODY and consultation.deleted_at is None and now < consultation.closing


def ask_to_join(  # noqa: PLR0913  # who wants to answer what, and from where
    session: Session, consultation: ConsultationRow, wish: Wish, *, client: str, now: datetime, is_shared: bool = False
) -> None:
    """Put a mail into the outbox with a link that verifies the address. An address that is in the consultation already
    gets a new link to its own response instead; the caller tells the person the same.

    `client` and `is_shared` are as of `order_links`. Raises ValueError for a wish that lacks something, JoiningOver,
    TooManyOrders and TooManyToday, each for known and unknown addresses alike.
    """
    if lacks := wish.lacks(read_frozen(consultation.question_set).own_groups):
        raise ValueError(lacks)
    lock_consultation(session, consultation)
    if not can_join(consultation, now):
        raise JoiningOver
    if number_of_joinings(session, consultation.id, since=now - A_DAY) >= MOST_IN_A_DAY:
        raise TooManyToday
    order = note_order(session, wish.email, client=client, now=now, is_shared=is_shared)
    forget_joinings(session, before=now - JOINING_KEPT)
    if there := _invitations(session, consultation, wish.email):
        put_new_links(session, there, wish.email, order, now=now)
        return
    joining = JoiningRow(
        consultation=consultation,
        name=wish.name,
        is_name_public=wish.is_name_public and wish.group == PRIVATE_PERSON,
        group=wish.group,
        language=wish.language,
        email=wish.email.lower(),
        at=now,
    )
    session.add(joining)
    session.flush()
    put_into_outbox(session, [joining_mail(joining)], now=now)


def _invitations(session: Session, consultation: ConsultationRow, email: str) -> list[InvitationRow]:
    ended = consultation.opened_at - A_DAY  # whatever its deadline was
    found = invitations_to(session, email, ends_after=ended)
    return [each for each in found if each.consultation_id == consultation.id]


def found_joining(session: Session, token_digest: str, now: datetime) -> JoiningRow | None:
    """Return the joining to which a link leads; None if its address is verified already, so that the link is a personal
    one. Raises NotFound for any other link.
    """
    try:
        return joining_by_token(session, token_digest, after=now - JOINING_KEPT)
    except NotFound:
        link_by_token(session, token_digest)
        return None


def join(session: Session, token_digest: str, *, now: datetime) -> tuple[PersonalLinkRow, ResponseRow]:
    """Verify the address to which the link was sent, and make its owner a respondent who was not asked. Returns the
    personal link that the same link is from now on, and the response to which it leads.

    Pressing twice makes one respondent, and an address that was invited meanwhile gets its own response. Raises
    NotFound for a link that leads nowhere, and JoiningOver.
    """
    joining = found_joining(session, token_digest, now)
    if joining is not None:
        lock_consultation(session, joining.consultation)
        joining = found_joining(session, token_digest, now)  # another request may have been quicker
    if joining is None:
        return link_by_token(session, token_digest)
    if not can_join(joining.consultation, now):
        raise JoiningOver
    there = _invitations(session, joining.consultation, joining.email)
    invitation_id = there[0].id if there else _respondent(session, joining, now)
    holder = invited_participant(session, invitation_id)
    give_links_to(session, joining, invitation_id=invitation_id, participant_id=holder.id)
    return link_by_token(session, token_digest)


def _respondent(session: Session, joining: JoiningRow, now: datetime) -> int:
    """Make the respondent, and return the number of its invitation."""
    consultation = joining.consultation
    name = _published_name(session, joining)
    addressee = Addressee(name, joining.group, joining.language, joining.email)
    [made] = add_invitations(session, consultation, [addressee], now=now, asked=False, joined=True)
    known = {CONTACT_EMAIL: {"email": joining.email}}
    if joining.group == PRIVATE_PERSON:
        known[RECORDED_BY] = {"text": joining.name}
    session.add_all(
        AnswerRow(response_id=made.response.id, address=address, value=value, state=State.ANSWERED, revision=1, at=now)
        for address, value in known.items()
    )
    session.flush()
    return made.invitation.id


def _published_name(session: Session, joining: JoiningRow) -> Mapping[str, str]:
    """The name as it stands in lists and files. A private person who does not want the own name there has a number."""
    if joining.group != PRIVATE_PERSON or joining.is_name_public:
        return {joining.language: joining.name}
    number = number_of_private_persons(session, joining.consultation_id, PRIVATE_PERSON) + 1
    return {language: f"{words} {number}" for language, words in group_labels(())[PRIVATE_PERSON].items()}


def forget_old_joinings(database: Database, now: datetime) -> None:
    """Remove the wishes to answer whose address was not verified in time, with their mails."""
    with database.reading() as session:  # who has nothing to do takes no write lock
        if not is_any_joining(session, before=now - JOINING_KEPT):
            return
    with database.writing() as session:
        forget_joinings(session, before=now - JOINING_KEPT)
