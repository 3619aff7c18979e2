"""The register as files that its import reads the same, and the empty file to fill in."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from survey.authoring.worksheets import AboutBook, WrittenColumn, WrittenSheet, write_sheets
from survey.export.data_files.csv_table import never_run
from survey.languages import LOCALES, gettext
from survey.languages import mark as _
from survey.operations.register.entries import HEADERS, IN_USE, LANGUAGES, cells_in_words, languages_words
from survey.operations.register.groups import Groups
from survey.store.register.organisations import Registered

_WIDTHS = {"name_fi": 36, "name_sv": 36, "group": 30, "email": 32, "further_emails": 32}
_WIDTH_OF_OTHERS = 14


def write_register(target: Path, entries: Sequence[Registered], language: str, groups: Groups) -> None:
    """Write a workbook with these organisations, its words in `language`; groups, languages and use are chosen from
    lists, the groups that are in use. Without organisations it is the empty file to fill in.
    """
    rows = [list(cells_in_words(each, language, groups).values()) for each in entries]
    columns = tuple(_column(column, language, groups) for column in HEADERS)
    title = gettext(language, _("Register of organisations"))
    about = AboutBook(title, LOCALES[language], gettext(language, _("lists")))
    write_sheets(target, [WrittenSheet(gettext(language, _("Register")), columns, rows)], about)


def register_csv(entries: Iterable[Registered], language: str, groups: Groups) -> str:
    """Return these organisations as CSV for Excel in Finland, which runs nothing of it as a formula."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([gettext(language, header) for header in HEADERS.values()])
    for each in entries:
        writer.writerow([never_run(cell) for cell in cells_in_words(each, language, groups).values()])
    return text.getvalue()


def _column(column: str, language: str, groups: Groups) -> WrittenColumn:
    allowed = {
        "group": tuple(name for _key, name in groups.choices(language)),
        "language": tuple(languages_words(codes, language) for codes in LANGUAGES),
        "in_use": tuple(gettext(language, words) for words in IN_USE.values()),
    }
    return WrittenColumn(
        gettext(language, HEADERS[column]),
        _WIDTHS.get(column, _WIDTH_OF_OTHERS),
        allowed.get(column, ()),
        needed=column in {"group", "email", "language"},
    )
