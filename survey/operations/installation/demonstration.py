"""The demonstration: one consultation with a dozen organisations that have answered, are writing or have not opened
their link, created by the same operations as real consultations.
"""

import secrets
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from sqlalchemy.orm import Session

from survey.export.statements.records import Status
from survey.languages import HELSINKI, format_date
from survey.operations.accounts import roles
from survey.operations.accounts.coordinators import change_password, create_coordinator
from survey.operations.accounts.passwords import hash_password
from survey.operations.answers.attachments import FilesSent, Offered, receive_files
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.saving import Change, save_answers
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.following import status_of
from survey.operations.consultations.members import take_in
from survey.operations.consultations.opening import Invitation, add_invitation, open_consultation
from survey.operations.consultations.personal_links import issue_link
from survey.operations.consultations.previews import opening_for_show
from survey.operations.mail.occasions import request_to
from survey.operations.mail.outbox import put_into_outbox
from survey.operations.register.matching import known_in
from survey.operations.register.recipients import linked
from survey.operations.submissions.submitting import (
    NotReady,
    draft_fingerprint,
    submit_nothing_to_state,
    submit_statement,
)
from survey.questions.asking.addresses import addressed, all_sections
from survey.questions.asking.entries import entries_of, with_entries
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import Attachment
from survey.questions.question import Question
from survey.questions.question_set import QuestionSet
from survey.store.accounts import coordinator_by_email
from survey.store.consultations import consultation_by_key, consultations, invited
from survey.store.personal_links import Access, invited_participants
from survey.store.register.organisations import Registered, add_registered
from survey.store.tables import ConsultationRow
from survey.store.tables.consultations import ANYBODY

COORDINATOR = "valmistelija@example.fi"
OPENED_BEFORE = timedelta(days=21)
ENDS_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class DemonstrationLink:
    """One invited organisation, with the token of the personal link that was made for it at this start."""

    name: str
    language: str
    token: str
    status: Status


def demonstration_exists(session: Session, question_set: QuestionSet) -> bool:
    """Return whether the database already contains the demonstration of this set, from an earlier start."""
    return any(consultation.key == question_set.key for consultation in consultations(session))


def make_demonstration(session: Session, question_set: QuestionSet, *, now: datetime) -> None:
    """Open the consultation as of three weeks ago, and carry out what each organisation has done since, as the YAML
    file says.
    """
    opened = (now - OPENED_BEFORE).astimezone(HELSINKI).replace(hour=9, minute=0, second=0, microsecond=0)
    deadline = (now + ENDS_AFTER).astimezone(HELSINKI).replace(hour=16, minute=0, second=0, microsecond=0)
    opening = replace(opening_for_show(question_set, deadline), who_may_answer=ANYBODY)
    consultation = open_consultation(session, question_set, opening, now=opened)
    organisations = _content()["organisations"]
    for number, (organisation, addressee) in enumerate(
        zip(organisations, _registered(session, organisations), strict=True)
    ):
        invitation = add_invitation(session, consultation, addressee, now=opened)
        put_into_outbox(session, [request_to(invitation.invitation)], now=now)
        _act(
            session,
            consultation,
            invitation,
            organisation,
            opened + timedelta(days=2 + number, hours=2 + number % 4, minutes=7 * number % 60),
        )


def _registered(session: Session, organisations: Sequence[Mapping[str, Any]]) -> list[Addressee]:
    """The organisations as they are asked; they are in the register too, each once, whichever sets are shown."""
    addressees = [
        Addressee(each["name"], each["group"], each["language"], f"kirjaamo{number}@example.fi")
        for number, each in enumerate(organisations)
    ]
    known = known_in(session)
    new = [each for each in addressees if not known.named(each.name.values())]
    add_registered(session, [Registered(each.name, each.group, "", each.email, (), each.languages) for each in new])
    return linked(session, addressees)


def renew_coordinator(session: Session, question_set: QuestionSet, *, password_hash: str, now: datetime) -> None:
    """Create the demonstration's coordinator, or give the existing one a new password. She is an administrator too, so
    that everything can be tried, and takes part in the demonstration of this set.
    """
    coordinator = coordinator_by_email(session, COORDINATOR)
    if coordinator:
        change_password(session, coordinator, password_hash=password_hash, now=now)
    else:
        coordinator = create_coordinator(
            session, email=COORDINATOR, name="Maija Valmistelija", password_hash=password_hash, now=now
        )
    coordinator.role, coordinator.closed_at = roles.ADMINISTRATOR, None
    consultation = consultation_by_key(session, question_set.key)
    take_in(session, consultation, coordinator, role=roles.COORDINATOR, by=None, now=now)


def renew_links(session: Session, question_set: QuestionSet, *, now: datetime) -> list[DemonstrationLink]:
    """Give every organisation one more personal link, to print: those of earlier starts cannot be read again."""
    consultation = consultation_by_key(session, question_set.key)
    statuses = {each.invitation.id: status_of(each) for each in invited(session, consultation.id)}
    return [
        DemonstrationLink(
            name=organisation.name[organisation.language],
            language=organisation.language,
            token=issue_link(session, participant, now=now)[1],
            status=statuses[invitation.id],
        )
        for participant, invitation, organisation in invited_participants(session, consultation.id)
    ]


def new_password() -> tuple[str, str]:
    """Return a random password that is easy to type, and its hash."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    return password, hash_password(password)


@cache
def _content() -> dict[str, Any]:
    source = Path(__file__).with_name("demonstration.yaml").read_text(encoding="utf-8")
    content: dict[str, Any] = YAML(typ="safe", pure=True).load(source)
    return content


def _act(
    session: Session,
    consultation: ConsultationRow,
    invitation: Invitation,
    organisation: dict[str, Any],
    at: datetime,
) -> None:
    access = Access(
        invitation.response, invitation.invitation, invitation.organisation, consultation, invitation.participant
    )
    status = Status(organisation["status"])
    if status is Status.NOT_OPENED:
        return
    question_set = read_frozen(consultation.question_set)
    save_answers(session, access, _changes(question_set, organisation, at), now=at)
    files = receive_files(open_draft(session, access), _files(question_set, organisation), now=at)
    save_answers(session, access, files.changes, now=at)
    at += timedelta(hours=1)
    checked = draft_fingerprint(session, access)
    if status is Status.NOTHING_TO_STATE:
        submit_nothing_to_state(session, access, nonce=secrets.token_urlsafe(24), checked=checked, now=at)
    elif status is Status.SUBMITTED:
        with suppress(NotReady):  # if a file of a kind that cannot be made up here is required, it stays a draft
            submit_statement(session, access, nonce=secrets.token_urlsafe(24), checked=checked, now=at)


def _answers(question_set: QuestionSet, organisation: dict[str, Any]) -> dict[str, str | dict[str, str]]:
    """Return the organisation's answers from the YAML file; for another question set, made-up answers to its
    questions.
    """
    written: dict[str, str | dict[str, str]] = organisation.get("answers", {})
    if question_set.key == _content()["answers_to"]:
        return written
    language = organisation["language"]
    seed = len(organisation["name"]["fi"])
    made: dict[str, str | dict[str, str]] = {}
    for number, section in enumerate(question_set.sections):
        first_entries = with_entries(section, lambda group: entries_of(group, {}))
        for place, (address, question) in enumerate(addressed(first_entries)):
            turn = seed + 7 * number + place
            if question.required or turn % 4:
                made[address] = _made_up(question, language, turn)
    return made


def _made_up(question: Question, language: str, number: int) -> dict[str, str]:
    """Return a valid answer for the question's kind. If it asks for text, the answer is one of the prepared
    sentences.
    """
    sentences = _content()["sentences"][language]
    return question.example(sentences[number % len(sentences)], language, number)


def _files(question_set: QuestionSet, organisation: dict[str, Any]) -> dict[str, FilesSent]:
    """Return a very small text file for each question that accepts text files."""
    name, text = _content()["file"][organisation["language"]], _content()["sentences"][organisation["language"]][0]
    return {
        address: FilesSent(question, [Offered(name, BytesIO(text.encode()))])
        for section in all_sections(question_set)
        for address, question in addressed(section)
        if isinstance(question, Attachment) and "txt" in question.file_kinds
    }


def _changes(question_set: QuestionSet, organisation: dict[str, Any], at: datetime) -> dict[str, Change]:
    """Return the organisation's answers and details, read by each kind of question as if they had been typed."""
    decision = organisation.get("decision", {})
    typed: dict[str, Any] = {
        **_answers(question_set, organisation),
        "details/recorded_by": "Kirsi Kirjaaja",
        "details/contact_email": "kirjaamo@example.fi",
        "details/decision_body": decision.get("body", ""),
        "details/decision_date": format_date(at - timedelta(days=1)) if decision else "",
        "details/decision_paragraph": decision.get("paragraph", ""),
    }
    return {
        address: Change(question.answer(_parts(typed[address], question.used_parts[0])), revision=0)
        for section in all_sections(question_set)
        for address, question in addressed(with_entries(section, lambda group: entries_of(group, {})))
        if typed.get(address)
    }


def _parts(typed: str | dict[str, str], main: str) -> dict[str, str]:
    return typed if isinstance(typed, dict) else {main: typed.rstrip("\n")}
