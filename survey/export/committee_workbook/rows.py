"""What the rows of the sheets of answers are about, as plain values, before anything knows of columns or of Excel.

An empty cell means "not answered"; "nothing to state" is written in the product's own words; what could not
be read as its kind is shown as it was typed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from survey.export.statements.collected import Collected, CollectedAnswer, Tally
from survey.export.statements.columns import SPECIFY, Column, Shows
from survey.export.statements.records import Respondent, channel_of, status_words
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.xlsx.cell_text import fits_cell, fits_page
from survey.export.xlsx.long_texts import first_part, parts_of
from survey.export.xlsx.sheets import Beginning, Cell, Link, Note
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.kinds.amendment import Amendment
from survey.questions.kinds.group import Group
from survey.questions.question import Given, State
from survey.questions.text import length

ANSWER_WIDTH = 62
"""Characters across an answer's cell: the same on both sheets of answers, so that a text is long on both or neither."""

AMENDMENT_WIDTHS = {"wording": 42, "reason": 30}
"""Those of a proposed wording and its reason, which have a sheet of their own with narrower columns."""

LONG_WIDTH = 98
"""Characters across a part of a long answer."""

FIRST_ROW = 2
"""The row below the headers."""

ROW = _("row %(row)s")
CONTINUES_ON_ROW = _("continues: row %(row)s")
NOTHING_TO_STATE = _("Nothing to state")
NOT_ASKED = _("Not asked")


@dataclass(frozen=True)
class LongPlace:
    """Where a long text is complete: its first row on the sheet of long answers, and its answer's row by question.

    `begun` when the sheet by question has only the beginning, since no row is high enough to show it all; `cut` when
    no cell can hold it, so that the tables have only the beginning too.
    """

    row: int
    answer_row: int
    cut: bool
    begun: bool = True


LongPlaces = Mapping[tuple[str, str, int], LongPlace]
"""By address, part and the statement's position."""


def plan_long_places(collected: Collected, columns: Sequence[Column]) -> LongPlaces:
    """Find the texts that their cells cannot hold or show whole, and give each its rows before any row is written.

    The order is that of the sheets: question by question, then as the statements come.
    """
    places: dict[tuple[str, str, int], LongPlace] = {}
    row = FIRST_ROW
    for answer_row, (parts, collected_answer) in enumerate(_by_question(collected, columns), start=FIRST_ROW):
        for column in parts:
            text = _text(column, collected_answer)
            if not fits_page(text, _narrowest(column)):
                key = (collected_answer.address, column.part, collected_answer.position)
                begun = not fits_page(text, ANSWER_WIDTH)
                places[key] = LongPlace(row, answer_row, cut=not fits_cell(text), begun=begun)
                row += len(parts_of(text, LONG_WIDTH))
    return places


def _narrowest(column: Column) -> int:
    """The width, in characters, of the narrowest cell that shows a text."""
    return AMENDMENT_WIDTHS.get(column.part, ANSWER_WIDTH) if isinstance(column.question, Amendment) else ANSWER_WIDTH


class AnswerLine(NamedTuple):
    """A row of the sheet by question: an answer's columns that are shown in one row, and their contents.

    `place` is where the text is whole, if its cell does not show it so. `row` is the row of the sheet, by which other
    sheets refer to it on paper too.
    """

    row: int

    parts: Sequence[Column]
    collected_answer: CollectedAnswer
    option: Cell
    text: Cell
    place: LongPlace | None
    new_page: bool

    @property
    def respondent(self) -> Respondent:
        """Whose answer it is."""
        return self.collected_answer.respondent


class TableRow(NamedTuple):
    """A row of a table of answers: a statement, or an entry of a group. `cells` are by the headers of their columns.

    `jumps` has the links to texts that are complete only on another sheet; `channel` says how a statement came.
    """

    name: str
    group: str
    status: str
    cells: Mapping[str, Cell]
    jumps: Cell = None
    entry: Cell = None
    channel: Cell = None


class LongPart(NamedTuple):
    """A row of the sheet of long answers: a part of a text, its number such as 1/3, and the way back.

    `row` is the row of the sheet, by which other sheets refer to it on paper too.
    """

    row: int
    section: str
    header: str
    name: str
    number: str
    text: str
    back: Link
    code: str


def lines_by_question(
    collected: Collected, columns: Sequence[Column], places: LongPlaces, delivered: Tally, language: str
) -> Iterator[AnswerLine]:
    """One line for each answer, or several, question by question, each question on a page of its own.

    `delivered` counts the characters of the texts that are complete here.
    """
    before = None
    for row, (parts, collected_answer) in enumerate(_by_question(collected, columns), start=FIRST_ROW):
        option, (column, content) = _option_and_content(parts, collected_answer, language)
        place = places.get((collected_answer.address, column.part, collected_answer.position))
        page = parts[0].number.partition(".")[0]
        shown = shown_or_begun(content, ANSWER_WIDTH) if place and place.begun else content
        if isinstance(shown, str) and column.part in column.question.texts:
            delivered.characters += length(shown)
        yield AnswerLine(row, parts, collected_answer, option, shown, place, new_page=before not in (None, page))
        before = page


def table_rows(
    collected: Collected, columns: Sequence[Column], places: LongPlaces, *, language: str, long_sheet: str
) -> Iterator[TableRow]:
    """One row for each statement, a cell for each column of the set; marks of long texts have a cell of their own.

    A question that the statement's other answers made needless says so: it is another thing than no answer.
    """
    for position, statement in collected.statements():
        cells: dict[str, Cell] = {}
        long_ones: list[tuple[Column, LongPlace]] = []
        needless = collected.needless[position]
        for column in columns:
            if column.within:
                continue  # of which there may be several: they are on the sheet by question
            answer = statement.answers.get(column.question.key)
            place = places.get((column.question.key, column.part, position))
            if answer:
                cells[column.header] = beginning(answer_cell(column, answer.given, language), place)
            else:
                told = column.shows is Shows.CONTENT and column.question.key in needless
                cells[column.header] = Note(gettext(language, NOT_ASKED)) if told else None
            if place:
                long_ones.append((column, place))
        respondent = statement.respondent
        status = status_words(respondent.status, language)
        jumps = marks(long_ones, language, long_sheet)
        channel = channel_of(respondent, language)
        yield TableRow(
            name_of(respondent, language), group_of(respondent, language), status, cells, jumps, None, channel
        )


def long_parts(  # noqa: PLR0913  # the statements, where their long texts are, and what has been told
    collected: Collected,
    columns: Sequence[Column],
    places: LongPlaces,
    delivered: Tally,
    *,
    language: str,
    answer_sheet: str,
) -> Iterator[LongPart]:
    """Each long text whole, part by part, with a way back to its row by question.

    `delivered` counts the characters of the texts of which no other sheet has more than the beginning.
    """
    for parts, collected_answer in _by_question(collected, columns):
        for column in parts:
            place = places.get((collected_answer.address, column.part, collected_answer.position))
            if place:
                back = Link(gettext(language, ROW, row=place.answer_row), answer_sheet, place.answer_row)
                text, name = _text(column, collected_answer), name_of(collected_answer.respondent, language)
                code = row_code(parts, collected_answer)
                for part in parts_of_long(column, language, name, text, back, code, place.row):
                    delivered.characters += length(part.text) if place.begun else 0
                    yield part


def parts_of_long(  # noqa: PLR0913, PLR0917  # what a row of long answers tells
    column: Column, language: str, name: str, text: str, back: Link, code: str, row: int
) -> Iterator[LongPart]:
    """The parts of one long text, of which the first is in `row`."""
    section = text_in(column.section, language)
    texts = parts_of(text, LONG_WIDTH)
    for number, part in enumerate(texts, start=1):
        yield LongPart(row + number - 1, section, column.header, name, f"{number}/{len(texts)}", part, back, code)


def _by_question(collected: Collected, columns: Sequence[Column]) -> Iterator[tuple[list[Column], CollectedAnswer]]:
    """Each line of an answer with its columns: the rows of the sheet by question, in their order.

    The questions of a group come together, entry by entry: a comment can be read together with what it is about.
    """
    for pages in groupby(columns, key=lambda column: column.number.partition(".")[0]):
        by_key: dict[str, list[Column]] = {}
        for column in pages[1]:
            by_key.setdefault(column.question.key, []).append(column)
        lines = {key: _lines(parts) for key, parts in by_key.items()}
        streams = [stream(collected, key, place) for place, key in enumerate(by_key)]
        for _order, key, collected_answer in merge(*streams, key=itemgetter(0)):
            for line in _filled(lines[key], collected_answer):
                yield line, collected_answer


def stream(collected: Collected, key: str, place: int) -> Iterator[tuple[tuple[int, int, int], str, CollectedAnswer]]:
    """The answers to one question, each with its order among those of the same page."""
    for collected_answer in collected.answers_to(key):
        yield (collected_answer.position, collected_answer.entry, place), key, collected_answer


@dataclass(frozen=True)
class _Lines:
    """The columns of one question as its answers fill rows: those that are shown in one row."""

    columns: tuple[Column, ...]
    lines: tuple[tuple[frozenset[str], list[Column]], ...]


def _lines(parts: Sequence[Column]) -> _Lines:
    question = parts[0].question
    if isinstance(question, Group):
        return _Lines(tuple(parts), ())
    by_line = ((frozenset(line), [column for column in parts if column.part in line]) for line in question.lines)
    return _Lines(tuple(parts), tuple(by_line))


def _filled(lines: _Lines, collected_answer: CollectedAnswer) -> Iterator[list[Column]]:
    """The rows that an answer takes: one for each line that is filled in."""
    if collected_answer.answer.given.state is State.NOTHING_TO_STATE:
        yield [lines.columns[0]]
        return
    value = collected_answer.answer.given.value
    for line, columns in lines.lines:
        if not line.isdisjoint(value):
            yield columns


def entry_words(
    column: Column, collected_answer: CollectedAnswer, columns: Sequence[Column], language: str
) -> str | None:
    """The name of the entry that an answer belongs to: "Section 2"."""
    return entry_name(column, collected_answer.entry, columns, language)


def entry_name(column: Column, number: int, columns: Sequence[Column], language: str) -> str | None:
    """The name of an entry; an empty text if the question is not in a group."""
    if not column.within:
        return None
    group = next(each.question for each in columns if each.question.key == column.question.key.partition("/")[0])
    return f"{text_in(group.entry, language)} {number}" if isinstance(group, Group) else None


def row_code(parts: Sequence[Column], collected_answer: CollectedAnswer) -> str:
    """The code of a row: that of its answer, and the part where an answer has several rows."""
    first = parts[0]
    alone = len(first.question.lines) == 1 or first.part == first.question.used_parts[0]
    return collected_answer.answer.row_id if alone else f"{collected_answer.answer.row_id}/{first.part}"


def _text(column: Column, collected_answer: CollectedAnswer) -> str:
    return collected_answer.answer.given.value.get(column.part, "") if column.part in column.question.texts else ""


def answer_cell(column: Column, given: Given, language: str) -> Cell:
    """One part of an answer; "nothing to state" is shown in the place of the first.

    A column of keys has those of what was chosen; one of an option says 1 or 0, and nothing where nothing was chosen.
    """
    if column.shows is not Shows.CONTENT:
        chosen = given.value.get(column.part, "").split()
        if column.shows is Shows.KEYS:
            return "; ".join(chosen) or None
        return int(column.option in chosen) if chosen else None
    filled = column.question.cells(given.value, given.state, language).get(column.part)
    if filled is None and given.state is State.NOTHING_TO_STATE and column.part == column.question.used_parts[0]:
        return Note(gettext(language, NOTHING_TO_STATE))
    return filled


def _option_and_content(
    parts: Sequence[Column], collected_answer: CollectedAnswer, language: str
) -> tuple[Cell, tuple[Column, Cell]]:
    """What of a line was chosen, and what was written with it or instead of it.

    Two columns hold what a line has, and one more what "other" means; a kind with more parts says in its `lines`
    which of them are shown in one row.
    """
    parts = [column for column in parts if column.part != SPECIFY]
    chosen = [column for column in parts if column.part in column.question.short_parts]
    written = [column for column in parts if column not in chosen]
    if len(chosen) > 1 or len(written) > 1:
        raise ValueError(f"Question {parts[0].question.key} has more parts on a line than the sheet has cells.")
    given = collected_answer.answer.given
    option = answer_cell(chosen[0], given, language) if chosen else None
    content = (written[0], answer_cell(written[0], given, language)) if written else (chosen[0], None)
    if isinstance(content[1], Note):
        # Among the options, so that it can be filtered by and is never taken for words that somebody typed.
        return content[1], (content[0], None)
    return option, content


def specified(parts: Sequence[Column], collected_answer: CollectedAnswer, language: str) -> Cell:
    """What was meant by "other", where the question asks for it."""
    asking = next((column for column in parts if column.part == SPECIFY), None)
    return answer_cell(asking, collected_answer.answer.given, language) if asking else None


def shown_or_begun(content: Cell, width: int) -> Cell:
    """A text that a row shows whole; of a higher one, which would be cut on screen and paper, the marked beginning."""
    return (
        content if not isinstance(content, str) or fits_page(content, width) else Beginning(first_part(content, width))
    )


def beginning(content: Cell, place: LongPlace | None, width: int = ANSWER_WIDTH) -> Cell:
    """The complete text if a cell can hold it; otherwise its first part, and another cell says that it goes on.

    For tables, which are filtered and counted: there a text is whole even where its row cannot show it all.
    """
    if place and place.cut and isinstance(content, str):
        return Beginning(first_part(content, width))
    return content


def marks(long_ones: Sequence[tuple[Column, LongPlace]], language: str, long_sheet: str) -> Cell:
    """A line for each long text of a statement, by the question's number; one alone is a link.

    A cell has one link, and LibreOffice shows only the first line of its words.
    """
    words = [f"{column.number}: {row_words(place, language, begun=place.cut)}" for column, place in long_ones]
    if len(words) == 1:
        return Link(words[0], long_sheet, long_ones[0][1].row)
    return "\n".join(words) or None


def row_words(place: LongPlace, language: str, *, begun: bool) -> str:
    """Few words: LibreOffice does not wrap a link. "Continues" says that the cell has only the beginning of a text."""
    return gettext(language, CONTINUES_ON_ROW if begun else ROW, row=place.row)
