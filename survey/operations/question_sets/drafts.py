"""Question sets before their consultation: stored as they were uploaded, replaced, opened or removed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from survey.authoring.authored import Authored
from survey.languages import mark as _
from survey.operations.accounts.roles import COORDINATOR
from survey.operations.consultations.members import take_in
from survey.operations.consultations.opening import Opening, OpeningRefused, free_key, open_consultation
from survey.operations.log import record
from survey.questions.faults.as_json import faults_as_json, faults_from_json
from survey.questions.freeze import freeze, read_frozen
from survey.store.tables import ConsultationRow, CoordinatorRow, QuestionSetDraftRow


def keep_draft(
    session: Session, coordinator: CoordinatorRow, authored: Authored, *, source_name: str, now: datetime
) -> QuestionSetDraftRow:
    """Store what a coordinator has uploaded, with or without faults, until it is opened or removed."""
    draft = QuestionSetDraftRow(coordinator_id=coordinator.id)
    _fill(draft, authored, source_name, now)
    session.add(draft)
    record(session, "question set kept", now=now, coordinator_id=coordinator.id)
    session.flush()
    return draft


def replace_draft(
    session: Session, draft: QuestionSetDraftRow, authored: Authored, *, source_name: str, now: datetime
) -> QuestionSetDraftRow:
    """Store a corrected version in place of the draft, and return the stored draft.

    If the draft is a valid set and the new file has faults, the new file is stored as a separate draft: so a file that
    was chosen by mistake destroys no finished set.
    """
    if draft.question_set is not None and authored.question_set is None:
        return keep_draft(
            session, session.get_one(CoordinatorRow, draft.coordinator_id), authored, source_name=source_name, now=now
        )
    _fill(draft, authored, source_name, now)
    record(session, "question set replaced", now=now, coordinator_id=draft.coordinator_id)
    session.flush()
    return draft


def remove_draft(session: Session, draft: QuestionSetDraftRow, *, now: datetime) -> None:
    """Delete the draft. It cannot be restored."""
    record(session, "question set removed", now=now, coordinator_id=draft.coordinator_id)
    session.delete(draft)
    session.flush()


def authored_in(draft: QuestionSetDraftRow) -> Authored:
    """Return the content of the draft, without parsing YAML or a workbook again."""
    question_set = None if draft.question_set is None else read_frozen(draft.question_set)
    return Authored(question_set, draft.yaml, faults_from_json(draft.faults))


def open_draft(session: Session, draft: QuestionSetDraftRow, opening: Opening, *, now: datetime) -> ConsultationRow:
    """Open a consultation with the draft's set, and delete the draft, because the consultation now contains the set.

    The draft's owner takes part in it. The consultation gets the key of `opening`, with a number added if another one
    has that key. Raises OpeningRefused if the set has faults or lacks a text, and in the cases of `open_consultation`.
    """
    authored = authored_in(draft)
    if authored.question_set is None or not authored.is_complete:
        raise OpeningRefused(_("The question set has faults, or lacks a text in one of its languages."), "texts")
    opening = replace(opening, key=free_key(session, opening.key))
    consultation = open_consultation(session, authored.question_set, opening, now=now)
    owner = session.get_one(CoordinatorRow, draft.coordinator_id)
    take_in(session, consultation, owner, role=COORDINATOR, by=owner, now=now)
    record(
        session,
        "question set opened",
        now=now,
        coordinator_id=draft.coordinator_id,
        consultation_id=consultation.id,
    )
    session.delete(draft)
    session.flush()
    return consultation


def _fill(draft: QuestionSetDraftRow, authored: Authored, source_name: str, now: datetime) -> None:
    draft.at, draft.source_name, draft.yaml = now, source_name, authored.yaml
    draft.question_set = None if authored.question_set is None else freeze(authored.question_set).json
    draft.faults = faults_as_json(authored.faults)
