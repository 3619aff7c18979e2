"""Reading a consultation's statements from the store and writing them as plain tables: CSV files, or a
simple workbook.
"""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from survey.export.committee_workbook.rows import TableRow
from survey.export.data_files.csv_table import Dialect, Table, answer_tables, write_table
from survey.export.data_files.plain_table import export_table
from survey.export.progress import Progress
from survey.export.statements.collected import collect
from survey.export.statements.records import Edition
from survey.export.whole_file import whole_file
from survey.operations.exports.statements import read_statements
from survey.questions.freeze import read_frozen
from survey.questions.kinds.group import Group
from survey.store.tables import ConsultationRow


def is_in_several_files(consultation: ConsultationRow) -> bool:
    """Return whether CSV needs several files, which are then written into one zip: the answers, and one for
    each group.
    """
    return any(isinstance(question, Group) for question in read_frozen(consultation.question_set).questions())


def write_tables(  # noqa: PLR0913  # what an export is made of
    session: Session,
    consultation: ConsultationRow,
    target: Path,
    edition: Edition,
    progress: Progress | None = None,
    *,
    dialect: Dialect,
) -> None:
    """Write the latest statements as CSV; if the set has groups, as a zip of several CSV files."""
    consultation_record, _respondents, statements = read_statements(session, consultation, edition, progress)
    with collect(consultation_record.question_set, statements(), progress) as collected, whole_file(target) as opened:
        tables = answer_tables(consultation_record.question_set, collected, language=edition.language)
        if not is_in_several_files(consultation):
            write_table(opened, next(tables), dialect, language=edition.language)
            return
        with ZipFile(opened, "w") as package:
            for table in tables:
                _add(package, f"{consultation.key}-{table.name}.csv", table, dialect, edition)


def write_plain_table(
    session: Session, consultation: ConsultationRow, target: Path, edition: Edition, progress: Progress | None = None
) -> str:
    """Write the latest statements as a workbook with one row for each statement. Returns a digest of its contents."""
    consultation_record, _respondents, statements = read_statements(session, consultation, edition, progress)
    return export_table(target, consultation_record, statements, edition)


def _add(package: ZipFile, name: str, table: Table[TableRow], dialect: Dialect, edition: Edition) -> None:
    entry = ZipInfo(name)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    with package.open(entry, "w", force_zip64=True) as opened:
        write_table(opened, table, dialect, language=edition.language)
