"""Naming the other organisations behind a joint statement, asking them to confirm it, and entering what they have told.

Who hands in types a name and an address. Whether that organisation was asked, or has answered, is found out here and
is never told: its mail goes to the address of its invitation, and otherwise to the one that was typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES, TranslatableError, in_helsinki, search_key
from survey.languages import mark as _
from survey.operations.answers.saving import note_opened
from survey.operations.joint.behind import put_behind
from survey.operations.joint.texts import joint_text
from survey.operations.log import record
from survey.operations.mail.outbox import Message, MessageKind, put_into_outbox
from survey.operations.register.entries import LONGEST_NAME
from survey.questions.details import group_labels
from survey.questions.kinds.email import is_address
from survey.questions.own_groups import OwnGroups
from survey.questions.text import length
from survey.store.personal_links import Access
from survey.store.responses.answers import lock_response
from survey.store.responses.joint import (
    confirmed_elsewhere,
    count_of_mails_to_parties,
    invited_as,
    parties_of,
    party_of,
    stop_mails_to_party,
)
from survey.store.tables import InvitationRow, JointPartyRow

MOST_PARTIES: Final = 50
"""How many other organisations can be behind one response at a time."""

MOST_MAILS: Final = 100
"""How many mails can go to them within MAILS_WITHIN: whoever has a link can type any address."""

MAILS_WITHIN: Final = timedelta(days=1)

LONGEST_EMAIL: Final = 254
LONGEST_TOLD: Final = 500
"""Characters of how who hands in knows that an organisation has confirmed."""

PRIVATE_PERSON: Final = "private_person"

REMOVED = "It is no longer named behind the statement."
"""What stands with a mail that is not sent any more."""


class NamingRefused(TranslatableError):
    """Who is behind the statement cannot be changed like this. The message says why and what to do."""


class Lack(Enum):
    """What is wrong with what was typed of an organisation."""

    NO_NAME = auto()
    NAME_TOO_LONG = auto()
    NO_GROUP = auto()
    NO_LANGUAGE = auto()
    NO_ADDRESS = auto()


@dataclass(frozen=True)
class Named:
    """Another organisation as it was typed: its name by language, its group, its language and its address."""

    name: Mapping[str, str]
    group: str
    language: str
    email: str

    def lacks(self, own_groups: OwnGroups) -> dict[str, Lack]:
        """What is wrong, by field, in the order of the form. `own_groups`: those that the consultation knows."""
        too_long = any(length(each) > LONGEST_NAME for each in self.name.values())
        no_group = self.group not in group_labels(own_groups) or self.group == PRIVATE_PERSON
        found = {
            "name": Lack.NO_NAME if not any(self.name.values()) else Lack.NAME_TOO_LONG if too_long else None,
            "group": Lack.NO_GROUP if no_group else None,
            "language": None if self.language in PAGE_LANGUAGES else Lack.NO_LANGUAGE,
            "email": None if is_address(self.email) and length(self.email) <= LONGEST_EMAIL else Lack.NO_ADDRESS,
        }
        return {field: lack for field, lack in found.items() if lack}


def name_party(session: Session, access: Access, named: Named, *, by_mail: bool, now: datetime) -> JointPartyRow:
    """Name another organisation behind the response, and let it be asked by mail to confirm.

    Raises NamingRefused for the organisation itself, for one that is named already, and where too many are or too many
    mails have gone; ValueError for what lacks something.
    """
    lock_response(session, access.response.id)
    email, names = named.email.lower(), {search_key(each) for each in named.name.values() if each}
    there = [each for each in parties_of(session, access.response.id) if each.left_at is None]
    if len(there) >= MOST_PARTIES:
        raise NamingRefused(_("So many organisations are named already that no more can be."))
    if access.organisation.email.lower() == email or names & set(access.organisation.search.split("\n")):
        raise NamingRefused(_("This is your own organisation. Name the others."))
    invited = _invited(session, access.consultation.id, email, names)
    same = [each for each in there if each.email == email or names & _names_of(each)]
    if same or any(invited is not None and each.invitation_id == invited.id for each in there):
        raise NamingRefused(_("This organisation is named already."))
    note_opened(session, access, now=now)
    party = JointPartyRow(
        response_id=access.response.id,
        invitation_id=invited.id if invited else None,
        name={language: name for language, name in named.name.items() if name},
        group=named.group,
        language=named.language,
        email=email,
        named_at=now,
        participant_id=access.participant.id,
    )
    session.add(party)
    session.flush()
    _note(session, "party of joint statement named", access, now)
    if by_mail:
        ask_party(session, access, party.id, occasion="named", now=now)
    return party


def ask_party(session: Session, access: Access, party_id: int, *, occasion: str = "", now: datetime) -> JointPartyRow:
    """Put a mail into the outbox with which an organisation can confirm the text; on one day, and one occasion, once.

    Raises NotFound for one that is not named, and NamingRefused where too many mails have gone.
    """
    party = party_of(session, access.response.id, party_id)
    if count_of_mails_to_parties(session, access.response.id, since=now - MAILS_WITHIN) >= MOST_MAILS:
        raise NamingRefused(_("So many mails have been sent today that no more can be. Try again tomorrow."))
    organisation = party.invitation.organisation if party.invitation else None
    recipient = organisation.email if organisation and organisation.email else party.email
    message = Message(
        MessageKind.JOINT,
        f"joint:{party.id}:{occasion or in_helsinki(now).date()}",
        recipient,
        organisation.languages if organisation else party.language,
        consultation_id=access.consultation.id,
        joint_party_id=party.id,
    )
    if put_into_outbox(session, [message], now=now):
        party.asked_at = now
    return party


def remove_party(session: Session, access: Access, party_id: int, *, now: datetime) -> JointPartyRow:
    """Take an organisation away from behind the response, also from what was submitted. Raises NotFound."""
    lock_response(session, access.response.id)
    party = party_of(session, access.response.id, party_id)
    party.left_at, party.left_how = now, "removed"
    stop_mails_to_party(session, party, answer=REMOVED)
    session.flush()
    _note(session, "party of joint statement removed", access, now)
    return party


def enter_confirmation(  # noqa: PLR0913  # whose, how it is known, of which text
    session: Session, access: Access, party_id: int, told_how: str, *, checked: str, now: datetime
) -> JointPartyRow:
    """Enter that an organisation has confirmed the text, and how who hands in knows it. `checked`: the digest of the
    text that the page was about. Raises NotFound, and NamingRefused if the text is another now, or the organisation has
    confirmed another joint statement.
    """
    lock_response(session, access.response.id)
    party = party_of(session, access.response.id, party_id)
    text = joint_text(session, access.consultation, access.response, access.organisation.language, now=now)
    if text.digest != checked:
        raise NamingRefused(_("The text has been changed meanwhile. Look at it before you enter a confirmation."))
    elsewhere = confirmed_elsewhere(session, party.invitation_id) if party.invitation_id else None
    if elsewhere is not None and elsewhere.id != party.id:
        raise NamingRefused(_("This cannot be entered. Ask the organisation to confirm through its own link."))
    party.confirmed_at, party.confirmed_how, party.confirmed_digest = now, "entered", text.digest
    party.told_how, party.confirmed_by = told_how, ""
    session.flush()
    _note(session, "confirmation of joint statement entered", access, now)
    if text.submission is not None:
        put_behind(session, access.consultation, text.submission, party, now=now)
    return party


def _invited(session: Session, consultation_id: int, email: str, names: set[str]) -> InvitationRow | None:
    """The invitation of the organisation that was typed; None where there is none, or its name could mean several."""
    found = invited_as(session, consultation_id, email=email, names=names)
    if len(found) > 1 and found[0].organisation.email.lower() != email:
        return None
    return found[0] if found else None


def _names_of(party: JointPartyRow) -> set[str]:
    return {search_key(each) for each in party.name.values()}


def _note(session: Session, what: str, access: Access, now: datetime) -> None:
    record(session, what, now=now, invitation_id=access.invitation.id, participant_id=access.participant.id)
