"""Opening a consultation with a frozen question set, and inviting organisations to it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count

from sqlalchemy.orm import Session

from survey.languages import PAGE_LANGUAGES, TranslatableError, gettext, language_name_in
from survey.languages import mark as _
from survey.operations.colleagues.roles import HOLDER
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.groups import take_in_groups, with_groups_in_use
from survey.operations.consultations.personal_links import issue_link
from survey.operations.log import record
from survey.operations.register.groups import groups_in
from survey.questions.consultation import Consultation
from survey.questions.details import GROUP, LANGUAGE, OFFICIAL_NAME, group_labels
from survey.questions.freeze import freeze
from survey.questions.question import SET_KEY_PATTERN, State
from survey.questions.question_set import QuestionSet
from survey.store.consultations import keys_in_use
from survey.store.tables import AnswerRow, ConsultationRow, InvitationRow, OrganisationRow, ParticipantRow, ResponseRow
from survey.store.tables.consultations import INVITED
from survey.store.text_revisions import append_text_revision


class OpeningRefused(TranslatableError):
    """A consultation or an invitation lacks something without which nobody could answer it. The message says what.

    `about` names what must be corrected (key, deadline, issuer or texts; empty if none of these), for pages that show
    the problem in their own language.
    """

    def __init__(self, message: str, about: str = "", **places: object) -> None:
        self.about = about
        super().__init__(message, **places)


@dataclass(frozen=True)
class Opening:
    """What a consultation needs in addition to its question set. `issuer`: the name of the authority that asks, by
    language.
    """

    key: str
    issuer: Mapping[str, str]
    diary_number: str
    contact_name: str
    contact_email: str
    deadline: datetime
    who_may_answer: str = INVITED


def opening_from(  # noqa: PLR0913  # each value of the set that an argument can replace
    question_set: QuestionSet,
    *,
    deadline: datetime,
    key: str = "",
    issuer: Mapping[str, str] | None = None,
    diary_number: str = "",
    contact_name: str = "",
    contact_email: str = "",
) -> Opening:
    """Return the data for opening a consultation: what the question set contains, replaced by the arguments that are
    not empty.

    The contact's name and address come from the same source: both from the arguments if either of them is given,
    otherwise both from the set's first contact.
    """
    data = question_set.consultation or Consultation()
    if not contact_name and not contact_email and data.contacts:
        contact_name, contact_email = data.contacts[0].name, data.contacts[0].email
    return Opening(
        key=key or question_set.key,
        issuer={**(data.issuer or {}), **(issuer or {})},
        diary_number=diary_number or data.diary_number or "",
        contact_name=contact_name,
        contact_email=contact_email,
        deadline=deadline,
        who_may_answer=data.who_may_answer or INVITED,
    )


@dataclass(frozen=True)
class Invitation:
    """An organisation that has been invited, and the token of its personal link: empty if none has been made yet."""

    organisation: OrganisationRow
    invitation: InvitationRow
    participant: ParticipantRow
    response: ResponseRow
    token: str = ""


def open_consultation(
    session: Session, question_set: QuestionSet, opening: Opening, *, now: datetime
) -> ConsultationRow:
    """Freeze the question set, with the groups of the installation that are in use, and open the consultation from
    `now` until its deadline.

    Raises OpeningRefused if the key is malformed or in use, the deadline has passed, the diary number or the contact is
    missing, or the issuer's name is missing in a language that both the set and the product's pages have (a request to
    the public is given in both national languages: Language Act 423/2003, section 32).
    """
    if not re.fullmatch(SET_KEY_PATTERN, opening.key):
        raise OpeningRefused(_("“%(key)s” cannot be a key: use a–z, 0–9 and -."), "key", key=opening.key)
    if opening.key in keys_in_use(session):
        message = _("There is a consultation “%(key)s” already. Choose another key.")
        raise OpeningRefused(message, "key", key=opening.key)
    if opening.deadline <= now:
        raise OpeningRefused(_("The deadline has passed."), "deadline")
    needed = [language for language in PAGE_LANGUAGES if language in question_set.languages] or question_set.languages
    missing = [language for language in needed if not opening.issuer.get(language)]
    if missing:
        message = _("The name of who asks is missing in these languages: %(languages)s.")
        raise OpeningRefused(message, "issuer", languages=partial(_language_names, missing))
    known = {_("diary number"): opening.diary_number, _("contact"): opening.contact_name and opening.contact_email}
    if lacking := [name for name, words in known.items() if not words]:
        message = _("Missing: %(missing)s. The question set can have it under “consultation”.")
        raise OpeningRefused(message, missing=partial(_translated, lacking))
    frozen = freeze(with_groups_in_use(session, question_set))
    consultation = ConsultationRow(
        key=opening.key,
        issuer=dict(opening.issuer),
        diary_number=opening.diary_number,
        contact_name=opening.contact_name,
        contact_email=opening.contact_email,
        opened_at=now,
        deadline=opening.deadline,
        who_may_answer=opening.who_may_answer,
        question_set=frozen.json,
        structure_digest=frozen.structure_digest,
        text_digest=frozen.text_digest,
    )
    session.add(consultation)
    session.flush()
    append_text_revision(session, consultation, frozen, now=now)
    record(session, "consultation opened", now=now, consultation_id=consultation.id)
    return consultation


def _language_names(codes: Iterable[str], language: str) -> str:
    names = (language_name_in(language, code) for code in codes)
    return ", ".join(name if language == "en" else name.lower() for name in names)


def _translated(messages: Iterable[str], language: str) -> str:
    return ", ".join(gettext(language, message) for message in messages)


def free_key(session: Session, key: str) -> str:
    """Return `key`, or, if a consultation already has it, `key` with the first free number from 2 on: key-2, key-3.

    So the same question set can be used for several consultations.
    """
    taken = keys_in_use(session)
    numbered = (f"{key}-{number}" for number in count(2))
    return key if key not in taken else next(each for each in numbered if each not in taken)


def invite(session: Session, consultation: ConsultationRow, addressee: Addressee, *, now: datetime) -> Invitation:
    """Invite an organisation whose personal link is delivered by hand: `add_invitation`, and a link.

    Raises OpeningRefused as `add_invitation` does.
    """
    made = add_invitation(session, consultation, addressee, now=now)
    _link, token = issue_link(session, made.participant, now=now)
    return replace(made, token=token)


def add_invitation(
    session: Session, consultation: ConsultationRow, addressee: Addressee, *, now: datetime
) -> Invitation:
    """Invite one organisation: see `add_invitations`."""
    [made] = add_invitations(session, consultation, [addressee], now=now)
    return made


def add_invitations(  # noqa: PLR0913  # whom to what, who and when
    session: Session,
    consultation: ConsultationRow,
    addressees: Sequence[Addressee],
    *,
    now: datetime,
    asked: bool = True,
    joined: bool = False,
    by: int | None = None,
) -> list[Invitation]:
    """Invite organisations, and create for each a response in which its name, group and language are filled in. They
    have no links yet: these are made when they are sent, or printed.

    With `asked` false they were not asked, but want to answer: they are counted apart; with `joined` too they have
    joined by themselves, and begin to answer now. `by`: the coordinator (id).

    A group that the consultation does not know yet is added to those that it offers. The number of statements does not
    grow with the number of organisations. Raises OpeningRefused if a group or a
    language is not known; nobody is invited then.
    """
    for addressee in addressees:
        _check(addressee)
    if unknown := take_in_groups(session, consultation, {each.group for each in addressees}, now=now):
        own = groups_in(session).own_in_use
        message = _("There is no group “%(group)s”. Use one of: %(groups)s.")
        raise OpeningRefused(message, group=", ".join(sorted(unknown)), groups=", ".join(group_labels(own)))
    made = [_new_invitation(consultation, each, now, asked=asked) for each in addressees]
    for each in made if joined else ():
        each.invitation.joined_at = each.invitation.opened_at = now
    session.add_all([each.invitation for each in made])
    session.flush()
    for each in made:
        each.participant.invitation_id = each.response.invitation_id = each.invitation.id
    session.add_all([row for each in made for row in (each.participant, each.response)])
    session.flush()
    known = [answer for each in made for answer in _what_is_known(each, now)]
    session.add_all(known)
    for each in made:
        invited = each.invitation.id
        added = "address verified" if joined else "organisation added without being asked"
        what = "organisation invited" if asked else added
        record(session, what, now=now, consultation_id=consultation.id, invitation_id=invited, coordinator_id=by)
    session.flush()
    return made


def _check(addressee: Addressee) -> None:
    if addressee.language not in PAGE_LANGUAGES:
        message = _("There is no language “%(language)s”. Use one of: %(languages)s.")
        raise OpeningRefused(message, language=addressee.language, languages=", ".join(PAGE_LANGUAGES))


def _new_invitation(consultation: ConsultationRow, addressee: Addressee, now: datetime, *, asked: bool) -> Invitation:
    organisation = OrganisationRow(
        name=dict(addressee.name),
        group=addressee.group,
        language=addressee.language,
        email=addressee.email,
        second_language=addressee.second_language,
        further_emails="\n".join(addressee.further_emails),
        registered_id=addressee.registered_id,
    )
    invitation = InvitationRow(consultation=consultation, organisation=organisation, sent_at=now, asked=asked)
    return Invitation(organisation, invitation, ParticipantRow(created_at=now, role=HOLDER), ResponseRow())


def _what_is_known(made: Invitation, now: datetime) -> list[AnswerRow]:
    organisation = made.organisation
    name = organisation.name.get(organisation.language) or next(iter(organisation.name.values()))
    known = {
        OFFICIAL_NAME: {"text": name},
        GROUP: {"option": organisation.group},
        LANGUAGE: {"option": organisation.language},
    }
    return [
        AnswerRow(response_id=made.response.id, address=address, value=value, state=State.ANSWERED, revision=1, at=now)
        for address, value in known.items()
    ]
