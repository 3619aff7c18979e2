"""Small consultation rounds to test with: a question set, an opening, one organisation, its answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from survey.operations.accounts.roles import COORDINATOR, READER
from survey.operations.answers.attachments import FilesSent, Offered, Received, receive_files
from survey.operations.answers.drafts import open_draft
from survey.operations.answers.saving import Change, Saved, save_answers
from survey.operations.consultations.addressees import Addressee
from survey.operations.consultations.members import take_in
from survey.operations.consultations.opening import Opening, invite, open_consultation
from survey.operations.submissions.submitting import (
    NOTHING_SAID,
    DecisionSaid,
    draft_fingerprint,
    submit_nothing_to_state,
    submit_statement,
)
from survey.questions.asking.addresses import addressed, all_sections, entry_of
from survey.questions.asking.entries import with_entries
from survey.questions.freeze import read_frozen
from survey.questions.kinds.attachment import Attachment
from survey.questions.load import load_file, load_text
from survey.questions.question_set import QuestionSet
from survey.store.accounts import open_accounts
from survey.store.consultations import consultations
from survey.store.personal_links import Access
from survey.store.tables import ConsultationRow, SubmissionRow

FORMS = Path(__file__).parent / "forms"
SHIPPED = Path(__file__).parent.parent / "forms"

ONE_QUESTION = """
schema: 1
key: yksi
languages: [fi, sv]
title: {fi: Yksi kysymys, sv: En fråga}
sections:
  - key: osio
    title: {fi: Osio, sv: Avsnitt}
    questions:
      - {key: nakemys, kind: long_text, label: {fi: Näkemyksenne, sv: Era synpunkter}}
      - key: kanta
        kind: choice
        label: {fi: Kantanne, sv: Er ståndpunkt}
        options:
          - {key: kylla, label: {fi: Kyllä, sv: Ja}}
          - {key: ei, label: {fi: Ei, sv: Nej}}
        reason: optional
"""

DETAILS = {"details/recorded_by": {"text": "Kaisa Kirjaaja"}, "details/contact_email": {"email": "kaisa@example.fi"}}
"""What a statement cannot be handed in without, beside what the invitation fills in."""


@dataclass(frozen=True)
class Round:
    """An open consultation with one invited organisation."""

    consultation: ConsultationRow
    access: Access
    token: str


@cache
def one_question() -> QuestionSet:
    """A set with one long text and one choice."""
    return load_text(ONE_QUESTION).question_set


@cache
def shipped(key: str) -> QuestionSet:
    """A set that the product ships."""
    return load_file(SHIPPED / f"{key}.yaml").question_set


def open_round(
    session: Session, *, now: datetime, question_set: QuestionSet | None = None, lasts: timedelta = timedelta(days=30)
) -> Round:
    """Open a consultation and invite one Finnish-speaking organisation."""
    question_set = question_set or one_question()
    opening = Opening(
        key=question_set.key,
        issuer={"fi": "Ministeriö", "sv": "Ministeriet"},
        diary_number="VN/1/2026",
        contact_name="Ville Valmistelija",
        contact_email="ville@example.fi",
        deadline=now + lasts,
    )
    consultation = open_consultation(session, question_set, opening, now=now)
    let_all_take_part(session, now=now)
    return invite_another(session, consultation, now=now)


def let_all_take_part(session: Session, *, now: datetime) -> None:
    """Let every account take part in every consultation that there is, as far as its role lets it: most tests are not
    about who does.
    """
    for consultation in consultations(session):
        for account in open_accounts(session):
            role = READER if account.role == READER else COORDINATOR
            take_in(session, consultation, account, role=role, by=None, now=now)


def invite_another(
    session: Session,
    consultation: ConsultationRow,
    *,
    now: datetime,
    name: str = "Mallikunta",
    language: str = "fi",
    group: str = "municipality",
) -> Round:
    """Invite one more organisation."""
    names = {"fi": name, "sv": f"{name} på svenska"}
    made = invite(session, consultation, Addressee(names, group, language, "kirjaamo@example.fi"), now=now)
    access = Access(made.response, made.invitation, made.organisation, consultation, made.participant)
    return Round(consultation, access, made.token)


def typed(round_: Round, answers: Mapping[str, Mapping[str, str]], revision: int = 0) -> dict[str, Change]:
    """Typed parts by address, read as a page would read them."""
    question_set = read_frozen(round_.consultation.question_set)
    entries = [entry for address in answers if (entry := entry_of(address))]
    sections = [
        with_entries(section, lambda group: dict.fromkeys(each.id for each in entries if each.group == group.key))
        for section in all_sections(question_set)
    ]
    questions = dict(pair for section in sections for pair in addressed(section))
    return {address: Change(questions[address].answer(parts), revision) for address, parts in answers.items()}


def save(session: Session, round_: Round, answers: Mapping[str, Mapping[str, str]], **rest: Any) -> Saved:
    """Save answers that were not there yet (or over `revision`)."""
    changes = typed(round_, answers, rest.pop("revision", 0))
    return save_answers(session, round_.access, changes, **rest)


def submit(
    session: Session, round_: Round, *, now: datetime, nonce: str = "nonce-1", said: DecisionSaid = NOTHING_SAID
) -> SubmissionRow:
    """Hand in what is saved."""
    checked = draft_fingerprint(session, round_.access)
    return submit_statement(session, round_.access, nonce=nonce, checked=checked, now=now, said=said)


def tell_nothing(
    session: Session, round_: Round, *, now: datetime, nonce: str = "nonce-1", replaces: str = ""
) -> SubmissionRow:
    """Hand in that there is nothing to state."""
    checked = draft_fingerprint(session, round_.access)
    return submit_nothing_to_state(session, round_.access, nonce=nonce, checked=checked, now=now, replaces=replaces)


def attach(
    session: Session,
    round_: Round,
    question_key: str,
    *files: tuple[str, bytes],
    now: datetime,
    removed: Iterable[str] = (),
    nothing: bool = False,
    revision: int = 0,
) -> Received:
    """Add files (name and content) to a question's answer and remove others, as its page does."""
    questions = {each.key: each for each in read_frozen(round_.consultation.question_set).questions()}
    question = questions[question_key]
    assert isinstance(question, Attachment)
    offered = [Offered(name, BytesIO(content)) for name, content in files]
    sent = FilesSent(question, offered, frozenset(removed), nothing, revision)
    received = receive_files(open_draft(session, round_.access), {question_key: sent}, now=now)
    save_answers(session, round_.access, received.changes, now=now)
    return received
