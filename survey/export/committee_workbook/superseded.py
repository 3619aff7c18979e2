"""The sheet of superseded statements: the complete earlier statements that a later one has replaced."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from survey.export.committee_workbook.contents import (
    ANSWER_TEXT,
    DIGEST,
    ENTRY,
    PART,
    QUESTION,
    RECEIVED,
    RESPONDENT,
    ROW_CODE,
    SECTION,
    ColumnMaker,
    Contents,
)
from survey.export.committee_workbook.rows import ANSWER_WIDTH, NOTHING_TO_STATE, answer_cell, entry_name
from survey.export.statements.columns import Column, has_groups
from survey.export.statements.counts import addresses_of
from survey.export.statements.records import (
    CHANNEL,
    DECISION,
    EarlierStatement,
    EarlierStatements,
    SubmittedAnswer,
    channel_words,
    decision_words,
)
from survey.export.xlsx.long_texts import parts_of
from survey.export.xlsx.sheets import Cell, Code, Note, Sheet, SheetColumn
from survey.languages import gettext, text_in
from survey.languages import mark as _
from survey.questions.details import detail_address, details_section
from survey.questions.question import Question
from survey.questions.text import length

SUPERSEDED = _("Superseded statements")


class EarlierAnswer(NamedTuple):
    """A row of the sheet: what an earlier statement says, or a part of it where it is long, numbered such as 1/3.

    A statement that there was nothing to state on anything answers no question.
    """

    statement: EarlierStatement
    text: Cell
    part: str | None = None
    column: Column | None = None
    entry: str | None = None
    answer: SubmittedAnswer | None = None


def superseded_sheet(contents: Contents, earlier: EarlierStatements) -> Sheet[EarlierAnswer]:
    """One row for each answer of each statement that a later one has replaced; a long text takes several rows."""
    printed, columns_after = _printed(contents), _columns_after(contents)
    title = gettext(contents.language, SUPERSEDED)
    return Sheet(title, (*printed, *columns_after), _earlier_answers(contents, earlier), printed=len(printed))


def _printed(contents: Contents) -> tuple[SheetColumn[EarlierAnswer], ...]:
    language = contents.language
    column = ColumnMaker[EarlierAnswer](*contents.edition.languages)

    def section(earlier: EarlierAnswer) -> str | None:
        return contents.section_of(earlier.column) if earlier.column else None

    def question(earlier: EarlierAnswer) -> str | None:
        return earlier.column.header if earlier.column else None

    return (
        column(RESPONDENT, 24, lambda earlier: text_in(earlier.statement.organisation, language)),
        column(_("Version"), 9, lambda earlier: earlier.statement.number),
        column(_("Reference"), 18, lambda earlier: Code(earlier.statement.reference)),
        column(RECEIVED, 16, lambda earlier: earlier.statement.received_at),
        column(CHANNEL, 16, lambda earlier: channel_words(earlier.statement.channel, language)),
        column(DECISION, 16, lambda earlier: decision_words(earlier.statement.decision, language)),
        column(SECTION, contents.section_width(16), section),
        column(QUESTION, contents.question_width(24), question),
        *([column(ENTRY, 10, lambda earlier: earlier.entry)] if has_groups(contents.columns) else []),
        column(PART, 7, lambda earlier: earlier.part),
        column(ANSWER_TEXT, ANSWER_WIDTH, lambda earlier: earlier.text),
    )


def _columns_after(contents: Contents) -> tuple[SheetColumn[EarlierAnswer], ...]:
    column = ColumnMaker[EarlierAnswer](*contents.edition.languages)
    return (
        column(ROW_CODE, 24, lambda earlier: Code(earlier.answer.row_id) if earlier.answer else None),
        column(DIGEST, 70, lambda earlier: Code(earlier.answer.digest) if earlier.answer else None),
    )


def _earlier_answers(contents: Contents, earlier: EarlierStatements) -> Iterator[EarlierAnswer]:
    language = contents.language
    questions = [*_details(contents), *_questions(contents.columns)]
    for statement in earlier():
        contents.replaced.statements += 1
        if statement.nothing_to_state:
            yield EarlierAnswer(statement, Note(gettext(language, NOTHING_TO_STATE)))
        for column, number, address in _filled(statement, questions):
            answer = statement.answers[address]
            _count(contents, column, answer)
            entry = entry_name(column, number, contents.columns, language)
            for part, cell in _parts(answer_cell(column, answer.given, language)):
                yield EarlierAnswer(statement, cell, part, column, entry, answer)


def _details(contents: Contents) -> Iterator[tuple[str, list[Column]]]:
    """The respondent's details as questions with their addresses: they are in no table of answers."""
    section = details_section(contents.consultation.question_set)
    for question in section.questions:
        label = text_in(question.header, contents.language)
        yield (
            detail_address(question),
            [Column(question, "", part, label, section.title) for part in question.used_parts],
        )


def _questions(columns: Sequence[Column]) -> Iterator[tuple[str, list[Column]]]:
    for key, parts in groupby(columns, key=lambda column: column.question.key):
        yield key, list(parts)


def _filled(
    statement: EarlierStatement, questions: Sequence[tuple[str, list[Column]]]
) -> Iterator[tuple[Column, int, str]]:
    """Each filled part in the order of the form, with the number of its entry, from 1, and its address.

    Raises KeyError for an answer to a question that the set does not have: it would be left out.
    """
    left = set(statement.answers)
    for key, columns in questions:
        question = columns[0].question
        for number, address in enumerate(_addresses(key, question, statement), start=1):
            if address in statement.answers:
                left.discard(address)
                for column in columns:
                    yield column, number, address
    if left:
        raise KeyError(f"Earlier answers at {', '.join(sorted(left))} belong to no question.")


def _addresses(key: str, question: Question, statement: EarlierStatement) -> Iterator[str]:
    return iter((key,)) if question.key != key else addresses_of(question, statement.answers)


def _count(contents: Contents, column: Column, answer: SubmittedAnswer) -> None:
    """Count an answer as those of the statements that count are: once, and the characters that were typed into it.

    The respondent's details, which are in no table of answers, are not counted there either.
    """
    if not column.number:
        return
    if column.part == column.question.used_parts[0]:
        contents.replaced.answers += 1
    if column.part in column.question.texts:
        contents.replaced.characters += length(answer.given.value.get(column.part, ""))


def _parts(content: Cell) -> Iterator[tuple[str | None, Cell]]:
    """What was answered, in as many cells as it takes to show it whole; nothing for a part that was left empty."""
    if content is None:
        return
    if not isinstance(content, str):
        yield None, content
        return
    parts = parts_of(content, ANSWER_WIDTH)
    for number, text in enumerate(parts, start=1):
        yield (f"{number}/{len(parts)}" if len(parts) > 1 else None), text
