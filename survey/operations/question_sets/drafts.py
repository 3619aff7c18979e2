"""The question set of a consultation that is being prepared: stored as it was brought, replaced or removed."""

from datetime import datetime

from sqlalchemy.orm import Session

from survey.authoring.authored import Authored
from survey.authoring.uploads import read_upload
from survey.authoring.yaml_text import write_yaml
from survey.operations.consultation_drafts.about import told_by
from survey.operations.log import record
from survey.operations.question_sets.ready_sets import ReadySet
from survey.questions.faults.as_json import faults_as_json, faults_from_json
from survey.questions.freeze import digest, freeze, read_frozen
from survey.questions.question_set import QuestionSet
from survey.store.consultation_drafts import delete_draft
from survey.store.tables import ConsultationDraftRow, ConsultationRow, CoordinatorRow, DraftMemberRow


def keep_draft(
    session: Session, coordinator: CoordinatorRow, authored: Authored, *, source_name: str, now: datetime
) -> ConsultationDraftRow:
    """Begin a consultation with a question set, with or without faults. The coordinator takes part in preparing it."""
    draft = ConsultationDraftRow(coordinator_id=coordinator.id, about={}, recipients=[], reasons={}, version=1)
    _fill(draft, authored, source_name, now)
    session.add(draft)
    session.flush()
    session.add(DraftMemberRow(draft_id=draft.id, coordinator_id=coordinator.id))
    record(session, "question set kept", now=now, coordinator_id=coordinator.id)
    session.flush()
    return draft


def copy_into_draft(
    session: Session, coordinator: CoordinatorRow, consultation: ConsultationRow, *, now: datetime
) -> ConsultationDraftRow:
    """Begin a consultation with the questions of an earlier or open one, in their latest texts.

    What is told of the earlier one comes along, but not its diary number: each consultation has its own.
    """
    question_set = read_frozen(consultation.question_set)
    if question_set.consultation is not None:
        told = question_set.consultation.model_copy(update={"diary_number": None})
        question_set = question_set.model_copy(update={"consultation": told})
    return _keep_copy(session, coordinator, question_set, consultation.key, now)


def begin_with_ready_set(
    session: Session, coordinator: CoordinatorRow, ready: ReadySet, *, now: datetime
) -> ConsultationDraftRow:
    """Begin a consultation with a set that comes with the service.

    What it tells of who asks, why and when is an example, and would be wrong of any real consultation: it stays behind.
    """
    question_set = ready.question_set.model_copy(update={"consultation": None})
    return _keep_copy(session, coordinator, question_set, ready.name, now)


def replace_draft(  # noqa: PLR0913  # what is replaced by what, who and when
    session: Session,
    draft: ConsultationDraftRow,
    authored: Authored,
    *,
    source_name: str,
    by: CoordinatorRow,
    now: datetime,
) -> ConsultationDraftRow:
    """Store a corrected version in place of the draft, and return the stored draft.

    If the draft is a valid set and the new file has faults, the new file is stored as a separate draft: so a file that
    was chosen by mistake destroys no finished set.
    """
    if draft.question_set is not None and authored.question_set is None:
        return keep_draft(session, by, authored, source_name=source_name, now=now)
    _fill(draft, authored, source_name, now)
    record(session, "question set replaced", now=now, coordinator_id=by.id)
    session.flush()
    return draft


def remove_draft(session: Session, draft: ConsultationDraftRow, *, by: CoordinatorRow, now: datetime) -> None:
    """Delete the draft with all that belongs to it. It cannot be restored."""
    record(session, "question set removed", now=now, coordinator_id=by.id)
    delete_draft(session, draft.id)


def authored_in(draft: ConsultationDraftRow) -> Authored:
    """Return the content of the draft, without parsing YAML or a workbook again."""
    question_set = None if draft.question_set is None else read_frozen(draft.question_set)
    return Authored(question_set, draft.yaml, faults_from_json(draft.faults))


def content_version(draft: ConsultationDraftRow) -> str:
    """A digest that is another one as soon as the set of the draft is: what replaces it names what its page showed."""
    return digest(draft.question_set or draft.yaml + draft.faults)


def _keep_copy(
    session: Session, coordinator: CoordinatorRow, question_set: QuestionSet, name: str, now: datetime
) -> ConsultationDraftRow:
    authored = read_upload(write_yaml(question_set).encode(), f"{name}.yaml")
    return keep_draft(session, coordinator, authored, source_name=f"{name}.yaml", now=now)


def _fill(draft: ConsultationDraftRow, authored: Authored, source_name: str, now: datetime) -> None:
    draft.at, draft.source_name, draft.yaml = now, source_name, authored.yaml
    draft.question_set = None if authored.question_set is None else freeze(authored.question_set).json
    if authored.question_set is not None:  # what the set says of its consultation is filled in where nothing is typed
        draft.about = told_by(authored.question_set) | {name: text for name, text in draft.about.items() if text}
        draft.version += 1
    draft.faults = faults_as_json(authored.faults)
