"""One writing of one file, in a process of its own so that its memory is its own: prints CPU and peak memory."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from pathlib import Path

import xlsxwriter

from survey.export.committee_workbook.code_book import code_book_sheet
from survey.export.committee_workbook.workbook import ANSWERS, about_file
from survey.export.data_files.plain_table import LINES, columns_of_table
from survey.export.progress import without_progress
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import Edition
from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.row_heights import height_of
from survey.export.xlsx.sheets import Cell, Sheet, SheetColumn
from survey.languages import gettext
from survey.operations.exports.formats import FORMATS
from survey.operations.exports.statements import read_statements
from survey.store.database import Database
from survey.store.tables import ConsultationRow
from tests.benchmarks.rounds import CHOICES, COLUMNS, NOW, text_of

EDITION = Edition("fi", NOW, by="Mittaus")


def rows(statements: int) -> Iterator[tuple[Cell, ...]]:
    """The cells of the plain table of such a round, made out of nothing, so that two writers can be compared."""
    for number in range(statements):
        places = range(number * COLUMNS, (number + 1) * COLUMNS)
        step = COLUMNS // CHOICES
        cells = (text_of(each) if each % step else ("Kyllä", "Ei")[each % 2] for each in places)
        yield (f"Kunta {number}", "Kunta", "Annettu", None, *cells)


def ours(database: Database, statements: int, target: Path) -> None:
    """The writer alone: the sheets of the plain table, reopened and counted."""
    with database.reading() as session:
        this_round, _respondents, _statements = read_statements(session, session.get_one(ConsultationRow, 1), EDITION)
    columns = tuple(
        SheetColumn[tuple[Cell, ...]](column.name, column.header, column.width, itemgetter(at))
        for at, column in enumerate(columns_of_table(plan_columns(this_round.question_set, "fi"), "fi"))
    )
    title = gettext("fi", ANSWERS)
    answers = Sheet(title, columns, rows(statements), len(columns), frozen=1, across=True, lines=LINES)
    sheets = (answers, code_book_sheet(this_round.question_set, "fi"))
    write_workbook(target, sheets, about_file(this_round, EDITION))


def theirs(database: Database, statements: int, target: Path) -> None:
    """XlsxWriter in its frugal mode: the same cells of the same look in rows of the same height."""
    book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
    style = {"font_name": "Arial", "font_size": 10, "text_wrap": True, "valign": "top", "align": "left", "bottom": 7}
    look, head = book.add_format(style), book.add_format(style | {"bold": True, "bg_color": "#E8EDF2"})
    sheet = book.add_worksheet("Vastaukset")
    sheet.set_column(0, COLUMNS + 3, 60)
    sheet.freeze_panes(1, 1)
    for at in range(COLUMNS + 4):
        sheet.write_string(0, at, f"Kysymys {at}", head)
    for number, row in enumerate(rows(statements), start=1):
        sheet.set_row(number, height_of(LINES))
        for at, cell in enumerate(row):
            if cell is None:
                sheet.write_blank(number, at, None, look)
            else:
                sheet.write_string(number, at, str(cell), look)
    sheet.autofilter(0, 0, statements, COLUMNS + 3)
    book.close()


def _form(word: str) -> Callable[[Database, int, Path], None]:
    def write(database: Database, statements: int, target: Path) -> None:
        with database.reading() as session:
            consultation = session.get_one(ConsultationRow, 1)
            FORMATS[word].write(session, consultation, target, EDITION, without_progress())

    return write


WRITERS: Mapping[str, Callable[[Database, int, Path], None]] = {
    "ours": ours,
    "theirs": theirs,
    **{word: _form(word) for word in FORMATS},
}


def _peak() -> float:
    """The most memory that this process has had, in MB. What getrusage tells begins with that of the process before."""
    (line,) = (each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Write `what` of the round of so many statements in the database of the first folder.

    The second has a round of a single statement, which is written before: what is loaded and compiled at a first use is
    nobody's cost by the row.
    """
    what, (statements, folder), tiny = sys.argv[1], (int(sys.argv[2]), Path(sys.argv[3])), Path(sys.argv[4])
    spent = 0.0
    for number, at in ((1, tiny), (statements, folder)):
        database = Database(f"sqlite:///{at / 'survey.sqlite3'}")
        began = time.process_time()
        WRITERS[what](database, number, folder / f"{what}.written")
        spent = time.process_time() - began
        database.close()
    print(json.dumps({"cpu": spent, "peak": _peak()}))  # noqa: T201  # the answer to the process that waits


if __name__ == "__main__":
    main()
