"""Reading the organisations to invite: from a workbook (.xlsx), from CSV as Excel, LibreOffice and Numbers save it in
Finland, or from rows that are pasted out of one of these.

Everything is checked before anybody is invited, and every fault is told.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from survey.languages import gettext
from survey.languages import mark as _
from survey.operations.register.entries import (
    HEADERS as REGISTER_HEADERS,
)
from survey.operations.register.entries import (
    LONGEST_NAME,
    NAMES,
    addresses,
    business_id_fault,
    email_fault,
    further_fault,
    group_fault,
    language_fault,
    languages,
)
from survey.operations.register.groups import Groups
from survey.operations.register.row_files import (
    LARGEST_FILE,
    ReadRow,
    RowFault,
    RowsRefused,
    comparable,
    read_rows,
)
from survey.questions.kinds.business_id import as_business_id

__all__ = ["COLUMNS", "HEADERS", "LARGEST_FILE", "Addressee", "AddresseesRefused", "as_csv", "read_addressees"]

COLUMNS = (*NAMES, "group", "language", "email")
"""Those that a file must have."""

MORE_COLUMNS = ("business_id", "further_emails")
"""Those that it may have."""

HEADERS: Mapping[str, str] = {column: REGISTER_HEADERS[column] for column in (*COLUMNS, *MORE_COLUMNS)}
"""What a column may also be called, in any language of the product."""


INVITED_ALREADY = _("“%(name)s” is invited already.")


@dataclass(frozen=True)
class Addressee:
    """An organisation to invite: its name in each language, its group, the language it uses, its address for mail.

    `second_language`: mails have it after its own language. `further_emails` get the mails too. `business_id` and
    `registered_id` say which organisation of the register it is, if it is one.
    """

    name: Mapping[str, str]
    group: str
    language: str
    email: str
    second_language: str = ""
    further_emails: tuple[str, ...] = ()
    business_id: str = ""
    registered_id: int | None = None

    @property
    def languages(self) -> str:
        """The languages of its mails, its own first, separated by a blank."""
        return f"{self.language} {self.second_language}".strip()


class AddresseesRefused(RowsRefused):
    """The file cannot be taken: nobody of it is to be invited. `faults` has all that is wrong, in the file's order.
    `all_are_invited`: whether nothing else is wrong than that every row is of somebody who is invited already.
    """

    def __init__(self, faults: Sequence[RowFault], rows: int = 0) -> None:
        super().__init__(faults)
        self.all_are_invited = rows == len(faults) > 0 and all(each.message == INVITED_ALREADY for each in faults)


def read_addressees(content: bytes, invited: Sequence[Mapping[str, str]] = (), *, groups: Groups) -> list[Addressee]:
    """The organisations of a file in its order. `invited` has the names of those that are invited already; `groups` are
    those of the installation, also those out of use, because organisations of the register may have them.

    Raises AddresseesRefused: for a file that cannot be read, and where any line has a fault. An organisation that is in
    the file twice, or is invited already, is a fault: it would get two links and could answer twice.
    """
    try:
        read = read_rows(content, HEADERS, COLUMNS)
    except RowsRefused as refused:
        raise AddresseesRefused(refused.faults) from refused
    faults: list[RowFault] = list(read.faults)
    addressees: list[Addressee] = []
    known = {comparable(name): (0, "") for names in invited for name in names.values() if name}
    for row in read.rows:
        found = list(_faults_of_row(row, groups))
        if not found:
            addressee = _addressee(row.cells, groups)
            found = list(_repeated(row.line, addressee, known))
            addressees.append(addressee)
        faults.extend(found)
    if faults:
        raise AddresseesRefused(sorted(faults, key=lambda each: each.line), rows=len(addressees))
    return addressees


def as_csv(addressees: Sequence[Addressee], language: str = "") -> str:
    """Return these organisations as CSV that `read_addressees` reads, its headers in `language` if one is given."""
    more = MORE_COLUMNS if any(each.business_id or each.further_emails for each in addressees) else ()
    columns = (*COLUMNS, *more)
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow([gettext(language, HEADERS[column]) if language else column for column in columns])
    for each in addressees:
        cells = {
            **{column: each.name.get(code, "") for column, code in NAMES.items()},
            "group": each.group,
            "language": each.languages,
            "email": each.email,
            "business_id": each.business_id,
            "further_emails": ", ".join(each.further_emails),
        }
        writer.writerow([cells[column] for column in columns])
    return text.getvalue()


def _faults_of_row(row: ReadRow, groups: Groups) -> Iterator[RowFault]:
    cells = row.cells
    names = [cells[column] for column in NAMES if cells[column]]
    if not names:
        yield RowFault(row.line, _("The organisation has no name."), {})
    if any(len(name) > LONGEST_NAME for name in names):
        message = _("A name can have at most %(most)s characters.")
        yield RowFault(row.line, message, {"most": LONGEST_NAME})
    checks = [group_fault(cells["group"], groups), language_fault(cells["language"]), email_fault(cells["email"])]
    checks += [business_id_fault(cells["business_id"])] if cells.get("business_id") else []
    checks += [further_fault(cells["further_emails"])] if cells.get("further_emails") else []
    for found in checks:
        if found:
            yield RowFault(row.line, *found)


def _addressee(cells: Mapping[str, str], groups: Groups) -> Addressee:
    language, _blank, second = languages()[comparable(cells["language"])].partition(" ")
    return Addressee(
        {language: cells[column] for column, language in NAMES.items() if cells[column]},
        groups.by_words[comparable(cells["group"])],
        language,
        cells["email"],
        second,
        addresses(cells.get("further_emails", "")),
        as_business_id(cells.get("business_id", "")) or "",
    )


def _repeated(line: int, addressee: Addressee, known: dict[str, tuple[int, str]]) -> Iterator[RowFault]:
    """A fault where one of the names is known already; `known` has the line of each, 0 for who is invited already, and
    its business ID, by which two of one name are told apart.
    """
    own_id = addressee.business_id
    for name in addressee.name.values():
        earlier, other_id = known.get(comparable(name), (line, ""))
        if earlier == 0:
            yield RowFault(line, INVITED_ALREADY, {"name": name})
        elif earlier == line or (own_id and other_id and own_id != other_id):
            continue
        else:
            message = _("“%(name)s” is on line %(earlier)s too.")
            yield RowFault(line, message, {"name": name, "earlier": earlier})
        break
    for name in addressee.name.values():
        known.setdefault(comparable(name), (line, own_id))
