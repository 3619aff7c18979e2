"""The sheets of repeats: what was answered again for each entry of a group, one row for each entry."""

import re
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter

from survey.export.committee_workbook.answer_columns import TABLE_WIDTHS, answer_columns, entry_columns, table_sheet
from survey.export.committee_workbook.contents import LONG_ANSWERS, REPEATS, Contents
from survey.export.committee_workbook.rows import (
    NOT_ASKED,
    LongPlace,
    TableRow,
    answer_cell,
    beginning,
    entry_words,
    marks,
    stream,
)
from survey.export.statements.collected import CollectedAnswer
from survey.export.statements.columns import Column, Shows
from survey.export.statements.records import status_words
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.xlsx.sheets import Cell, Note, Sheet
from survey.languages import gettext, text_in
from survey.questions.asking.addresses import entry_address, entry_of
from survey.questions.question import Question
from survey.questions.text import shortened

LONGEST_TITLE = 31
"""Characters of a sheet's title."""

_NOT_IN_TITLES = re.compile(r"[^\w .,()–-]|_")


def repeats_sheets(contents: Contents) -> list[Sheet[TableRow]]:
    """A sheet for each group of the set; if there are several, their titles have the group's number and name."""
    by_group: dict[str, list[Column]] = {}
    for column in answer_columns(contents):
        if column.within:
            by_group.setdefault(column.question.key.partition("/")[0], []).append(column)
    return [_sheet(contents, columns, alone=len(by_group) == 1) for columns in by_group.values()]


def _sheet(contents: Contents, columns: Sequence[Column], *, alone: bool) -> Sheet[TableRow]:
    key, number = (each.partition(end)[0] for each, end in ((columns[0].question.key, "/"), (columns[0].number, ".")))
    group = next(each.question for each in contents.columns if each.question.key == key)
    heads = entry_columns(columns, TABLE_WIDTHS, *contents.edition.languages)
    title = repeats_title(group, number, contents.language, alone=alone)
    return table_sheet(title, heads, _entries(contents, columns), language=contents.language)


def repeats_title(group: Question, number: str, language: str, *, alone: bool) -> str:
    """The title of a group's sheet: what Excel takes, 31 characters without those of addresses."""
    title = gettext(language, REPEATS)
    if alone:
        return title
    name = " ".join(_NOT_IN_TITLES.sub(" ", text_in(group.header, language)).split())
    return shortened(f"{title} {number} {name}", LONGEST_TITLE).strip()


def _entries(contents: Contents, columns: Sequence[Column]) -> Iterator[TableRow]:
    """Entry by entry, in the order of the statements."""
    keys = dict.fromkeys(column.question.key for column in columns)
    streams = [stream(contents.collected, key, place) for place, key in enumerate(keys)]
    in_order = merge(*streams, key=itemgetter(0))
    for _entry, answers in groupby(in_order, key=lambda each: each[0][:2]):
        by_key = {key: collected_answer for _order, key, collected_answer in answers}
        first = next(iter(by_key.values()))
        long_ones: list[tuple[Column, LongPlace]] = []
        cells: dict[str, Cell] = {}
        for column in columns:
            collected_answer = by_key.get(column.question.key)
            place = contents.place(collected_answer, column.part) if collected_answer else None
            if place:
                long_ones.append((column, place))
            cells[column.header] = _cell(contents, column, collected_answer, first, place)
        language = contents.language
        entry = entry_words(columns[0], first, contents.columns, language)
        jumps = marks(long_ones, language, gettext(language, LONG_ANSWERS))
        respondent = first.respondent
        name, group = name_of(respondent, language), group_of(respondent, language)
        yield TableRow(name, group, status_words(respondent.status, language), cells, jumps, entry)


def _cell(
    contents: Contents,
    column: Column,
    collected_answer: CollectedAnswer | None,
    first: CollectedAnswer,
    place: LongPlace | None,
) -> Cell:
    """An answer; that there is none, where it was not asked in this entry, is another thing than an empty cell."""
    if collected_answer:
        return beginning(answer_cell(column, collected_answer.answer.given, contents.language), place)
    entry = entry_of(first.address)
    asked = entry_address(entry.group, entry.id, column.question.key.partition("/")[2]) if entry else ""
    needless = column.shows is Shows.CONTENT and asked in contents.collected.needless[first.position]
    return Note(gettext(contents.language, NOT_ASKED)) if needless else None
