"""Every format of the files that are made from a consultation's statements, by the word that selects it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.data_files.csv_table import FOR_EXCEL, PLAIN
from survey.export.documents.committee_pack import Order
from survey.export.progress import Progress
from survey.export.statements.records import Edition
from survey.languages import in_helsinki, mark_with_context, pgettext
from survey.operations.exports import zip_archive
from survey.operations.exports.answer_tables import is_in_several_files, write_plain_table, write_tables
from survey.operations.exports.committee_pack import write_pack
from survey.operations.exports.committee_workbook import export_consultation
from survey.operations.exports.consultation_json import write_consultation_file
from survey.store.tables import ConsultationRow

ZIP = "application/zip"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Format:
    """How one format is written, the file name's ending, and the media type.

    `passes`: about how many times all statements are read while the file is made (used for the progress).
    `has_contact`: whether an internal edition of this format contains contact details.
    """

    write: Callable[[Session, ConsultationRow, Path, Edition, Progress], object]
    ending: str
    media_type: str
    passes: float
    has_contact: bool = False
    what: tuple[str, str] | None = None
    """What distinguishes this format in file names from another format with the same ending: (context, message)."""


ORDERS: Mapping[Order, tuple[str, str]] = {
    Order.QUESTION: mark_with_context("file name", "by question"),
    Order.GROUP: mark_with_context("file name", "by group"),
    Order.ORGANISATION: mark_with_context("file name", "by respondent"),
}

FORMATS: Mapping[str, Format] = {
    "xlsx": Format(export_consultation, "xlsx", WORKBOOK, passes=5, has_contact=True),
    "table": Format(write_plain_table, "xlsx", WORKBOOK, passes=1, what=mark_with_context("file name", "table")),
    "csv": Format(partial(write_tables, dialect=FOR_EXCEL), "csv", "text/csv", passes=2),
    "csv-plain": Format(
        partial(write_tables, dialect=PLAIN), "csv", "text/csv", passes=2, what=mark_with_context("file name", "commas")
    ),
    "json": Format(write_consultation_file, "json", "application/json", passes=1, has_contact=True),
    "zip": Format(zip_archive.write_archive, "zip", ZIP, passes=zip_archive.PASSES, has_contact=True),
    "docx": Format(
        partial(write_pack, order=Order.QUESTION),
        "docx",
        WORD,
        passes=2,
    ),
}


MORE_PASSES = 1
"""How many more times a full workbook reads all statements than an ordinary one."""


def format_of(word: str, consultation: ConsultationRow, *, order: Order = Order.QUESTION, full: bool = False) -> Format:
    """Return the format for a word. CSV gets the ending zip if it needs several files.

    `order` matters only for docx, `full` only for xlsx. Raises KeyError if the word is not known.
    """
    found = FORMATS[word]
    if full:
        return replace(found, passes=found.passes + MORE_PASSES)
    if word == "docx":
        return replace(found, write=partial(write_pack, order=order), what=ORDERS[order])
    if found.ending == "csv" and is_in_several_files(consultation):
        return replace(found, ending="zip", media_type=ZIP)
    return found


def export_name(
    consultation: ConsultationRow, edition: Edition, ending: str = "xlsx", what: tuple[str, str] | None = None
) -> str:
    """A file name that tells the consultation, the content and the day, in ASCII (`in_file_name` says why).

    `what` is the message, with its context, for what distinguishes this format from others with the same ending.
    """
    words = pgettext(edition.language, "file name", "statements")
    if what:
        words += "-" + pgettext(edition.language, *what)
    if edition.full:
        words += "-" + pgettext(edition.language, "file name", "full")
    if edition.internal:
        words += "-" + pgettext(edition.language, "file name", "internal")
    return f"{consultation.key}-{words}-{in_helsinki(edition.exported_at):%Y-%m-%d}.{ending}"
