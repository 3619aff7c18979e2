"""Reading the answers in a snapshot, for pages and documents that show a submission."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from survey.questions.freeze import read_frozen
from survey.questions.question import Given, State
from survey.questions.question_set import QuestionSet
from survey.store.tables import ConsultationRow, SnapshotRow
from survey.store.text_revisions import texts_with


def question_set_of(session: Session, consultation: ConsultationRow, snapshot: SnapshotRow) -> QuestionSet:
    """Return the set with the texts that the organisation had read when it submitted. Later corrections change no
    statement.
    """
    if snapshot.text_digest == consultation.text_digest:
        return read_frozen(consultation.question_set)
    return read_frozen(texts_with(session, consultation.id, snapshot.text_digest))


def public_answers(snapshot: SnapshotRow) -> dict[str, Given]:
    """Return the public answers of a snapshot by address."""
    return answers_in(snapshot.public_part)


def contact_answers(snapshot: SnapshotRow) -> dict[str, Given]:
    """Return the personal data of a snapshot by address. It is for the organisation itself and the coordinator, never
    public.
    """
    return answers_in(snapshot.contact_part)


def has_contact(contact_part: str) -> bool:
    """Return whether the part of a snapshot with personal data is there: after its time it is deleted. One that was
    imported from a file without contact details has none either.
    """
    return bool(contact_part)


def answers_in(part: str) -> dict[str, Given]:
    """Return the answers in one part of a snapshot by address; none of a part that has been deleted."""
    if not part:
        return {}
    stored: Mapping[str, Mapping[str, Any]] = json.loads(part)["answers"]
    return {address: Given(answer["value"], State(answer["state"])) for address, answer in stored.items()}
