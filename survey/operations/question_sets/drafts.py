"""Question sets on their way to a consultation: kept as they come in, replaced, opened or removed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from survey.authoring.authored import Authored
from survey.operations.consultations.opening import Opening, OpeningRefused, free_key, open_consultation
from survey.operations.log import record
from survey.questions.faults.as_json import faults_as_json, faults_from_json
from survey.questions.freeze import freeze, read_frozen
from survey.store.tables import ConsultationRow, CoordinatorRow, QuestionSetDraftRow


def keep_draft(
    session: Session, coordinator: CoordinatorRow, authored: Authored, *, source_name: str, now: datetime
) -> QuestionSetDraftRow:
    """Keep what a coordinator has brought, with faults or without, until it is opened or removed."""
    draft = QuestionSetDraftRow(coordinator_id=coordinator.id)
    _fill(draft, authored, source_name, now)
    session.add(draft)
    record(session, "question set kept", now=now, coordinator_id=coordinator.id)
    session.flush()
    return draft


def replace_draft(
    session: Session, draft: QuestionSetDraftRow, authored: Authored, *, source_name: str, now: datetime
) -> QuestionSetDraftRow:
    """Keep a mended version in the draft's place; beside it where the draft is a set and the new file has faults.

    A file that was chosen by mistake destroys no finished set.
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
    """Remove the draft for good."""
    record(session, "question set removed", now=now, coordinator_id=draft.coordinator_id)
    session.delete(draft)
    session.flush()


def authored_in(draft: QuestionSetDraftRow) -> Authored:
    """What the draft holds, without parsing a schema anew."""
    question_set = None if draft.question_set is None else read_frozen(draft.question_set)
    return Authored(question_set, draft.yaml, faults_from_json(draft.faults))


def open_draft(session: Session, draft: QuestionSetDraftRow, opening: Opening, *, now: datetime) -> ConsultationRow:
    """Open a consultation on the draft's set, and let the draft go: the consultation has it now.

    The consultation's key is that of `opening`, with a number where one has it already. Raises OpeningRefused where
    the set has faults or lacks a text, and as `open_consultation` does.
    """
    authored = authored_in(draft)
    if authored.question_set is None or not authored.is_complete:
        raise OpeningRefused("The question set has faults, or lacks a text in one of its languages.", "texts")
    opening = replace(opening, key=free_key(session, opening.key))
    consultation = open_consultation(session, authored.question_set, opening, now=now)
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
