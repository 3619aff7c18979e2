"""The committee's workbook of a consultation's statements, written from the store."""

from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.committee_workbook.workbook import export_workbook
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.operations.exports.statements import earlier_statements, read_statements
from survey.store.tables import ConsultationRow


def export_consultation(
    session: Session, consultation: ConsultationRow, target: Path, edition: Edition, progress: Progress | None = None
) -> str:
    """Write the workbook of the latest submissions to `target`. Returns a digest of its contents.

    `target` exists only if the workbook is complete: export_workbook opens it again and counts it. Memory use does not
    grow with the number of statements, because their answers are read a hundred statements at a time.
    """
    consultation_record, respondents, statements = read_statements(session, consultation, edition, progress)
    earlier = partial(earlier_statements, session, respondents.order, edition)
    return export_workbook(target, consultation_record, respondents, statements, edition, progress, earlier)
