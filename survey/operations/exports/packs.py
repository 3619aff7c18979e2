"""Taking a consultation's statements out of the store as the committee's papers in Word."""

from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.documents.committee_pack import Order, Pack, pack_document
from survey.export.progress import Progress
from survey.export.statements.collected import collected
from survey.export.statements.records import Edition
from survey.export.word.writer import write_word
from survey.operations.exports.making import gathered
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
    """Write every answer of the latest statements, word by word, with the figures of each question."""
    this_round, respondents, statements = gathered(session, consultation, edition, progress)
    with collected(this_round.question_set, statements(), progress) as pass_over:
        write_word(target, pack_document(Pack(this_round, respondents, pass_over, edition), order))
