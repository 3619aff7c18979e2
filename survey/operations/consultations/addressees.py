"""Reading the organisations to invite: from a workbook (.xlsx), from CSV as Excel, LibreOffice and Numbers save it in
Finland, or from rows that are pasted out of one of these.

The separator and the encoding are recognised; everything is checked before anybody is invited, and every fault is told.
"""

import codecs
import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import StringIO

from survey.authoring.workbook_package import NotAWorkbook
from survey.authoring.worksheets import read_sheets
from survey.languages import AUTHOR_LANGUAGES, LANGUAGE_NAMES, MEGABYTE, PAGE_LANGUAGES, gettext, language_name_in
from survey.languages import mark as _
from survey.questions.details import group_labels
from survey.questions.faults.fault import nearest_word
from survey.questions.kinds.email import is_address
from survey.questions.text import clean_text

LARGEST_FILE = 5 * MEGABYTE
"""Bytes: some forty thousand organisations."""

ZIP = b"PK\x03\x04"
"""With this begin workbooks, which are zip archives, and no text that anybody writes."""

LONGEST_NAME = 300
SEPARATORS = (";", ",", "\t")
_DOUBTFUL_LETTERS = frozenset("ÄÅÖäåö".encode("mac_roman"))
"""Bytes that are these letters where Excel for Mac saves CSV, and € … Š Œ š in Windows-1252."""

NAMES = {f"name_{language}": language for language in AUTHOR_LANGUAGES}
COLUMNS = (*NAMES, "group", "language", "email")

HEADERS: Mapping[str, str] = {
    "name_fi": _("Organisation in Finnish"),
    "name_sv": _("Organisation in Swedish"),
    "group": _("Group"),
    "language": _("Language"),
    "email": _("E-mail"),
}
"""What a column may also be called, in any language of the product."""


INVITED_ALREADY = _("“%(name)s” is invited already.")


@dataclass(frozen=True)
class Addressee:
    """An organisation to invite: its name in each language, its group, the language it uses, its address for mail."""

    name: Mapping[str, str]
    group: str
    language: str
    email: str


@dataclass(frozen=True)
class AddresseeFault:
    """What is wrong on a line of the file (from 1; 0: with the file): a message, and what fills its places."""

    line: int
    message: str
    places: Mapping[str, object]

    def words(self, language: str) -> str:
        """The fault, with its line. A place may be a function that gets the language."""
        filled = {name: place(language) if callable(place) else place for name, place in self.places.items()}
        fault = gettext(language, self.message, **filled)
        return gettext(language, "Line %(line)s: %(fault)s", line=self.line, fault=fault) if self.line else fault


class AddresseesRefused(Exception):
    """The file cannot be taken: nobody of it is to be invited. `faults` has all that is wrong, in the file's order.
    `all_are_invited`: whether nothing else is wrong than that every row is of somebody who is invited already.
    """

    def __init__(self, faults: Sequence[AddresseeFault], rows: int = 0) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)
        self.all_are_invited = rows == len(faults) > 0 and all(each.message == INVITED_ALREADY for each in faults)


def read_addressees(content: bytes, invited: Sequence[Mapping[str, str]] = ()) -> list[Addressee]:
    """The organisations of a file in its order. `invited` has the names of those that are invited already.

    Raises AddresseesRefused: for a file that cannot be read, and where any line has a fault. An organisation that is in
    the file twice, or is invited already, is a fault: it would get two links and could answer twice.
    """
    lines = _rows(content) if content.startswith(ZIP) else _lines(_text(content))
    if not lines:
        raise _refused(_("The file is empty. Its first line must name the columns: %(columns)s."), columns=_known())
    columns = _columns(*lines[0])
    faults: list[AddresseeFault] = []
    addressees: list[Addressee] = []
    known = {_plain(name): 0 for names in invited for name in names.values() if name}
    for line, cells in lines[1:]:
        if not any(cells):
            continue
        found = list(_faults_of_row(line, cells, columns))
        if not found:
            addressee = _addressee(dict(zip(columns, cells, strict=False)))
            found = list(_repeated(line, addressee, known))
            addressees.append(addressee)
        faults.extend(found)
    if not faults and not addressees:
        raise _refused(_("The file has no organisations below its first line."))
    if faults:
        raise AddresseesRefused(faults, rows=len(addressees))
    return addressees


def as_csv(addressees: Sequence[Addressee], language: str = "") -> str:
    """Return these organisations as CSV that `read_addressees` reads, its headers in `language` if one is given."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([gettext(language, HEADERS[column]) if language else column for column in COLUMNS])
    writer.writerows(
        (*(each.name.get(language, "") for language in NAMES.values()), each.group, each.language, each.email)
        for each in addressees
    )
    return text.getvalue()


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a workbook's first sheet with their numbers, each as long as the widest. Empty rows are left out."""
    try:
        sheets = read_sheets(content)
    except NotAWorkbook as error:
        raise _refused(_("The workbook cannot be read. Save it as .xlsx or as CSV.")) from error
    rows = sheets[0].rows if sheets else ()
    widest = max((len(row) for row in rows), default=0)
    lines = [
        (number, [" ".join(clean_text(cell).text.split()) for cell in (*row, *[""] * (widest - len(row)))])
        for number, row in enumerate(rows, start=1)
    ]
    return [line for line in lines if any(line[1])]


def _refused(message: str, line: int = 0, **places: object) -> AddresseesRefused:
    return AddresseesRefused([AddresseeFault(line, message, places)])


def _text(content: bytes) -> str:
    """The file's text: UTF-8, UTF-16 with its mark, or Windows-1252, in which Excel saves CSV."""
    if len(content) > LARGEST_FILE:
        raise _refused(_("The file is larger than 5 MB."))
    utf_16 = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if utf_16 else ["utf-8-sig", "windows-1252"]:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "windows-1252" and not _DOUBTFUL_LETTERS.isdisjoint(content):
            raise _refused(_("The letters å, ä and ö of the file cannot be told from others. Save it as CSV (UTF-8)."))
        if "\0" not in text:
            return text
    raise _refused(_("The file is no text that can be read. Save it as CSV (UTF-8)."))


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """The cells of each line that has any, with its number, parted by what makes the most known columns."""
    before, (first, rest) = 0, _first_line(text)
    if first.casefold().startswith("sep="):  # Excel's own way of naming the separator
        before, (first, rest) = 1, _first_line(rest)
    separator = max(SEPARATORS, key=lambda each: (_count_known(first, each), first.count(each)))
    reader = csv.reader(StringIO(f"{first}\n{rest}", newline=""), delimiter=separator, strict=True)
    lines, ended = [], 0
    try:
        for cells in reader:
            lines.append((before + ended + 1, [" ".join(clean_text(cell).text.split()) for cell in cells]))
            ended = reader.line_num
    except csv.Error as error:
        message = _("A quotation mark is not closed. Put the whole cell between quotation marks.")
        raise _refused(message, before + ended + 1) from error
    return [line for line in lines if any(line[1])]


def _first_line(text: str) -> tuple[str, str]:
    first, _end, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    return first, rest


def _count_known(line: str, separator: str) -> int:
    understood = _understood()
    return sum(1 for cell in line.split(separator) if _plain(cell.strip(' "')) in understood)


def _columns(line: int, headers: Sequence[str]) -> list[str]:
    """What each column is; an empty text for one without a header. Raises AddresseesRefused."""
    understood, faults, columns = _understood(), [], []
    for header in headers:
        column = understood.get(_plain(header), "") if header else ""
        if header and not column:
            near = nearest_word(_plain(header), understood)
            message = (
                _("There is no column “%(header)s”. Did you mean “%(near)s”?")
                if near
                else _("There is no column “%(header)s”. The columns are: %(columns)s.")
            )
            faults.append(AddresseeFault(line, message, {"header": header, "near": near, "columns": _known()}))
        elif column and column in columns:
            faults.append(AddresseeFault(line, _("The column “%(header)s” is there twice."), {"header": header}))
        columns.append(column)
    missing = [column for column in COLUMNS if column not in columns]
    if missing and not faults:
        message = _("The first line must name these columns too: %(columns)s.")
        faults.append(AddresseeFault(line, message, {"columns": ", ".join(missing)}))
    if faults:
        raise AddresseesRefused(faults)
    return columns


def _faults_of_row(line: int, cells: Sequence[str], columns: Sequence[str]) -> Iterator[AddresseeFault]:
    surplus = [cell for cell, column in zip(cells, [*columns, *[""] * len(cells)], strict=False) if cell and not column]
    if surplus:
        message = _("“%(cell)s” is in no column. Put a name with a comma between quotation marks.")
        yield AddresseeFault(line, message, {"cell": surplus[0]})
        return
    if len(cells) < len(columns):
        message = _("There are %(cells)s cells and %(columns)s columns. Keep the separator of an empty cell.")
        yield AddresseeFault(line, message, {"cells": len(cells), "columns": len(columns)})
        return
    row = dict(zip(columns, cells, strict=False))
    names = [row[column] for column in NAMES if row[column]]
    if not names:
        yield AddresseeFault(line, _("The organisation has no name."), {})
    if any(len(name) > LONGEST_NAME for name in names):
        message = _("A name can have at most %(most)s characters.")
        yield AddresseeFault(line, message, {"most": LONGEST_NAME})
    if _plain(row["group"]) not in _groups():
        message = _("There is no group “%(word)s”. The groups are: %(known)s.")
        yield AddresseeFault(line, message, {"word": row["group"], "known": _group_names})
    if _plain(row["language"]) not in _languages():
        message = _("There is no language “%(word)s”. The languages are: %(known)s.")
        yield AddresseeFault(line, message, {"word": row["language"], "known": _language_names})
    if not is_address(row["email"]):
        yield AddresseeFault(line, _("“%(email)s” is no e-mail address."), {"email": row["email"]})


def _group_names(language: str) -> str:
    """What may stand in the column of groups: their names, or for programs in English their keys."""
    return ", ".join(texts.get(language, key) for key, texts in group_labels().items())


def _language_names(language: str) -> str:
    if language not in PAGE_LANGUAGES:
        return ", ".join(PAGE_LANGUAGES)
    return ", ".join(language_name_in(language, code).lower() for code in PAGE_LANGUAGES)


def _addressee(row: Mapping[str, str]) -> Addressee:
    return Addressee(
        {language: row[column] for column, language in NAMES.items() if row[column]},
        _groups()[_plain(row["group"])],
        _languages()[_plain(row["language"])],
        row["email"],
    )


def _repeated(line: int, addressee: Addressee, known: dict[str, int]) -> Iterator[AddresseeFault]:
    """A fault where one of the names is known already; `known` has the line of each, 0 for who is invited already."""
    for name in addressee.name.values():
        earlier = known.get(_plain(name))
        if earlier is None:
            continue
        if earlier == 0:
            yield AddresseeFault(line, INVITED_ALREADY, {"name": name})
        elif earlier != line:
            message = _("“%(name)s” is on line %(earlier)s too.")
            yield AddresseeFault(line, message, {"name": name, "earlier": earlier})
        break
    for name in addressee.name.values():
        known.setdefault(_plain(name), line)


def _understood() -> dict[str, str]:
    """Each header that a column may have, without capitals, with the column."""
    own = {column: column for column in COLUMNS}
    return own | {_plain(gettext(code, words)): column for column, words in HEADERS.items() for code in PAGE_LANGUAGES}


@cache
def _groups() -> dict[str, str]:
    """Each way to write a group, without capitals, with its key."""
    labels = group_labels()
    return {key: key for key in labels} | {
        _plain(text): key for key, texts in labels.items() for text in texts.values()
    }


@cache
def _languages() -> dict[str, str]:
    """Each way to write a language, without capitals, with its code."""
    named = {
        _plain(name): code
        for code in PAGE_LANGUAGES
        for name in (LANGUAGE_NAMES[code], *(language_name_in(each, code) for each in PAGE_LANGUAGES))
    }
    return {code: code for code in PAGE_LANGUAGES} | named


def _plain(words: str) -> str:
    """The words for comparing: a Mac writes ö as two characters, and what cannot be seen makes no other name."""
    letters = unicodedata.normalize("NFKC", words)
    return " ".join("".join(each for each in letters if unicodedata.category(each) != "Cf").casefold().split())


def _known() -> str:
    return ", ".join(COLUMNS)
