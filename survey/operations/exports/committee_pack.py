"""Reading a consultation's statements from the store and writing them as the committee's Word document."""

from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.documents.committee_pack import Order, Pack, pack_document
from survey.export.progress import Progress
from survey.export.statements.collected import collect
from survey.export.statements.records import Edition
from survey.export.word.writer import write_word
from survey.operations.exports.statements import read_statements
from survey.store.tables import ConsultationRow


def write_pack(  # noqa: PLR0913  # what an export is made of
    session: Session,
    consultation: ConsultationRow,
    target: Path,
    edition: Edition,
    progress: Progress | None = None,
    *,
    order: Order,
) -> None:
    """Write every answer of the latest statements in full, with the numbers and distributions of each question."""
    consultation_record, respondents, statements = read_statements(session, consultation, edition, progress)
    with collect(consultation_record.question_set, statements(), progress) as collected:
        write_word(target, pack_document(Pack(consultation_record, respondents, collected, edition), order))
