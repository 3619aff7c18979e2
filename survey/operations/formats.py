"""Every form in which a consultation's statements are taken out, by the word that asks for it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy.orm import Session

from survey.export.delimited import FOR_EXCEL, PLAIN
from survey.export.pack import Order
from survey.export.round import Edition
from survey.operations.archives import write_archive
from survey.operations.exports import export_consultation
from survey.operations.keeping import write_consultation_file
from survey.operations.packs import write_pack
from survey.operations.tables import is_several, write_tables
from survey.store.tables import ConsultationRow

ZIP = "application/zip"


@dataclass(frozen=True)
class Format:
    """How one form is written, the ending of its file, and its media type."""

    write: Callable[[Session, ConsultationRow, Path, Edition], object]
    ending: str
    media_type: str


FORMATS: Mapping[str, Format] = {
    "xlsx": Format(export_consultation, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": Format(partial(write_tables, dialect=FOR_EXCEL), "csv", "text/csv"),
    "csv-plain": Format(partial(write_tables, dialect=PLAIN), "csv", "text/csv"),
    "json": Format(write_consultation_file, "json", "application/json"),
    "zip": Format(write_archive, "zip", ZIP),
    "docx": Format(
        partial(write_pack, order=Order.QUESTION),
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
}


def format_of(word: str, consultation: ConsultationRow, *, order: Order = Order.QUESTION) -> Format:
    """The form that is asked for; raises KeyError. CSV is in a zip where it takes several files."""
    found = FORMATS[word]
    if word == "docx":
        return Format(partial(write_pack, order=order), found.ending, found.media_type)
    return Format(found.write, "zip", ZIP) if found.ending == "csv" and is_several(consultation) else found
