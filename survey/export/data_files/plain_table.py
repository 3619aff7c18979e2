"""The answers alone as a workbook: one table with a row for each statement, made in a single pass.

For statisticians, and for tens of thousands of statements: the committee's workbook reads the statements several
times and is made for reading and printing. Here all rows have one height, and there are no counts and no charts.
Further sheets have what is needed to read the table: the entries of each group of questions, the texts that are too
long for a cell, and the questions.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from survey.export.committee_workbook.answer_columns import Widths, entry_columns, statement_columns
from survey.export.committee_workbook.code_book import code_book_sheet
from survey.export.committee_workbook.contents import LONG_ANSWERS
from survey.export.committee_workbook.long_answers import long_answers_sheet
from survey.export.committee_workbook.repeats import repeats_title
from survey.export.committee_workbook.rows import (
    FIRST_ROW,
    NOT_ASKED,
    ROW,
    LongPart,
    LongPlace,
    TableRow,
    answer_cell,
    beginning,
    marks,
    parts_of_long,
)
from survey.export.committee_workbook.workbook import ANSWERS, about_file
from survey.export.statements.columns import Column, plan_columns, table_questions
from survey.export.statements.counts import Counts
from survey.export.statements.records import (
    ConsultationRecord,
    Edition,
    Respondent,
    Statement,
    Statements,
    SubmittedAnswer,
    channel_of,
    status_words,
)
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.cell_text import fits_cell
from survey.export.xlsx.sheets import AnySheet, Cell, Link, Note, Sheet, SheetColumn
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.asking.addresses import entry_address, key_in_set
from survey.questions.asking.entries import entries_of
from survey.questions.kinds.group import Group

BEGINNINGS = _("long texts are whole in their cells")

LINES = 3
"""Height of each row in lines of text: enough to see what an answer is about, and small enough to scroll quickly."""

WIDTHS = Widths(name=30, group=20, status=14, entry=14, jumps=16)

Jumps = list[tuple[Column, LongPlace]]


def export_table(target: Path, consultation: ConsultationRecord, statements: Statements, edition: Edition) -> str:
    """Write the table of answers to `target`, replacing an earlier file. Returns a digest of the file's contents.

    `statements` is called once, and its statements are read one by one. The file appears only when it is complete and
    has been reopened and counted; after WorkbookIncomplete or any other exception there is no new file. Raises
    KeyError for an answer to a question, or with a part, that the question set does not have, because the table would
    leave it out.
    """
    table = _Table(consultation, statements(), edition.language)
    return write_workbook(target, tuple(table.sheets()), about_file(consultation, edition))


def columns_of_table(columns: Iterable[Column], language: str) -> tuple[SheetColumn[TableRow], ...]:
    """The columns of the table of answers: those that name the respondent, then one for each of `columns`."""
    return statement_columns(columns, WIDTHS, language)


class _Table:
    """The sheets of one workbook. Read the rows of the first sheet first: that fills the other sheets."""

    def __init__(self, consultation: ConsultationRecord, statements: Iterable[Statement], language: str) -> None:
        self._consultation, self._statements, self._language = consultation, statements, language
        columns = self._all = plan_columns(consultation.question_set, language)
        self._columns = [column for column in columns if not column.within]
        self._groups = [
            (group, [column for column in columns if column.question.key.startswith(f"{group.key}/")])
            for group in consultation.question_set.questions()
            if isinstance(group, Group)
        ]
        self._entries: dict[str, SpooledList[TableRow]] = {group.key: SpooledList() for group, _inner in self._groups}
        self._long: SpooledList[LongPart] = SpooledList()
        self._long_sheet = gettext(language, LONG_ANSWERS)

    def sheets(self) -> Iterator[AnySheet]:
        """In this order: the table, the entries of each group, the long texts, the questions."""
        language = self._language
        columns = columns_of_table(self._columns, language)
        yield self._table(gettext(language, ANSWERS), columns, self._rows())
        for group, inner in self._groups:
            columns = entry_columns(inner, WIDTHS, language)
            rows = self._entries[group.key]
            yield self._table(self._title(group), columns, rows)
        yield long_answers_sheet(self._long, back_to=ANSWERS, language=language, columns=self._all)
        yield code_book_sheet(self._consultation.question_set, language)

    def _table(
        self, title: str, columns: tuple[SheetColumn[TableRow], ...], rows: Iterable[TableRow]
    ) -> Sheet[TableRow]:
        note = gettext(self._language, BEGINNINGS)
        return Sheet(title, columns, rows, len(columns), frozen=1, across=True, lines=LINES, note=note)

    def _title(self, group: Group) -> str:
        number = self._consultation.question_set.numbers()[group.key]
        return repeats_title(group, number, self._language, alone=len(self._groups) == 1)

    def _rows(self) -> Iterator[TableRow]:
        language, counts = self._language, Counts(self._consultation.question_set)
        parts = {each.key: frozenset(each.used_parts) for each in table_questions(self._consultation.question_set)}
        for number, statement in enumerate(self._statements, start=FIRST_ROW):
            for address, answer in statement.answers.items():
                if not answer.given.value.keys() <= parts[key_in_set(address)]:
                    raise KeyError(f"{address} has other parts than {', '.join(answer.given.value)}")
            respondent, needless = statement.respondent, counts.needless_in(statement)
            back = Link(gettext(language, ROW, row=number), gettext(language, ANSWERS), number)
            collected_answer = [(column, column.question.key) for column in self._columns]
            cells, jumps = self._filled(statement, collected_answer, needless, back)
            yield self._row(respondent, cells, jumps)
            for group, inner in self._groups:
                self._collect_entries(group, inner, statement, needless)

    def _row(
        self, respondent: Respondent, cells: Mapping[str, Cell], jumps: Jumps, entry: str | None = None
    ) -> TableRow:
        language = self._language
        return TableRow(
            name_of(respondent, language),
            group_of(respondent, language),
            status_words(respondent.status, language),
            cells,
            marks(jumps, language, self._long_sheet),
            entry,
            channel_of(respondent, language),
        )

    def _collect_entries(
        self, group: Group, inner: Sequence[Column], statement: Statement, needless: Collection[str]
    ) -> None:
        language, spooled, title = self._language, self._entries[group.key], self._title(group)
        own = statement.answers.get(group.key)
        entries = entries_of(group, {group.key: own.given}) if own and own.given.value else ()
        for number, entry in enumerate(entries, start=1):
            row = FIRST_ROW + len(spooled)
            back = Link(gettext(language, ROW, row=row), title, row)
            collected_answer = [
                (column, entry_address(group.key, entry, column.question.key.partition("/")[2])) for column in inner
            ]
            cells, jumps = self._filled(statement, collected_answer, needless, back)
            name = f"{text_in(group.entry, language)} {number}"
            spooled.append(self._row(statement.respondent, cells, jumps, name))

    def _filled(
        self,
        statement: Statement,
        collected_answer: Sequence[tuple[Column, str]],
        needless: Collection[str],
        back: Link,
    ) -> tuple[dict[str, Cell], Jumps]:
        """The cells by column header, and for each text that does not fit its cell the column and its place in full.

        `collected_answer` has the columns, each with the address of its answer. `back` links to the row of these cells.
        """
        answers, language = statement.answers, self._language
        cells: dict[str, Cell] = {}
        jumps: Jumps = []
        for column, address in collected_answer:
            answer = answers.get(address)
            if answer is None:
                cells[column.header] = Note(gettext(language, NOT_ASKED)) if address in needless else None
                continue
            cell = answer_cell(column, answer.given, language)
            if isinstance(cell, str) and not fits_cell(cell):
                place = self._collect_long(column, statement.respondent, answer, cell, back)
                jumps.append((column, place))
                cell = beginning(cell, place)
            cells[column.header] = cell
        return cells, jumps

    def _collect_long(
        self, column: Column, respondent: Respondent, answer: SubmittedAnswer, text: str, back: Link
    ) -> LongPlace:
        place = LongPlace(FIRST_ROW + len(self._long), back.row, cut=True)
        name = name_of(respondent, self._language)
        for part in parts_of_long(column, self._language, name, text, back, answer.row_id, place.row):
            self._long.append(part)
        return place
