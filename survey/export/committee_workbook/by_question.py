"""The sheet to read and to print: every answer, question by question, with room for what a reader makes of it."""

from survey.export.committee_workbook.contents import (
    ANSWER_TEXT,
    BY_QUESTION,
    CONTINUES,
    DIGEST,
    ENTRY,
    GROUP,
    HANDLING,
    LANGUAGE,
    LANGUAGE_WIDTH,
    LONG_ANSWERS,
    OPTION,
    POSITION,
    QUESTION,
    RECEIVED,
    RESPONDENT,
    ROW_CODE,
    ROW_NUMBER,
    SECTION,
    ColumnMaker,
    Contents,
    decision_columns,
    detail_column,
    language_of,
)
from survey.export.committee_workbook.rows import (
    ANSWER_WIDTH,
    AnswerLine,
    entry_words,
    lines_by_question,
    row_code,
    row_words,
    specified,
)
from survey.export.statements.columns import asks_what, has_groups
from survey.export.statements.positions import POSITIONS, positions_of
from survey.export.statements.records import DECISION, decision_of
from survey.export.statements.respondent_cells import group_of, name_of
from survey.export.xlsx.sheets import Code, HeadersOf, Link, Sheet, SheetColumn
from survey.languages import gettext
from survey.languages import mark as _
from survey.questions.details import DECISION_PRESENTER
from survey.questions.question import Answers

SECTION_WIDTH, QUESTION_WIDTH, RESPONDENT_WIDTH = 14, 20, 20


def by_question_sheet(contents: Contents) -> Sheet[AnswerLine]:
    """One row for each answer; a position is chosen from those that the sheet of handling counts.

    If the chosen option is clearly a position, the position is filled in already. It can be changed by whoever
    reads the reason otherwise.
    """
    language = contents.language
    printed, columns_after = _printed(contents), _columns_after(language)
    lines = lines_by_question(
        contents.collected, contents.columns, contents.places, contents.delivered, contents.language
    )
    return Sheet(
        gettext(language, BY_QUESTION),
        (*printed, *columns_after),
        lines,
        printed=len(printed),
        new_page=lambda line: line.new_page,
    )


def _printed(contents: Contents) -> tuple[SheetColumn[AnswerLine], ...]:
    language, columns, long_sheet = contents.language, contents.columns, gettext(contents.language, LONG_ANSWERS)
    column = ColumnMaker[AnswerLine](language)

    def entry(line: AnswerLine) -> str | None:
        return entry_words(line.parts[0], line.collected_answer, columns, language)

    known = {each.question.key: positions_of(each.question) for each in columns}

    def position(line: AnswerLine) -> str | None:
        option = line.collected_answer.answer.given.value.get("option", "")
        chosen = any(each.part == "option" for each in line.parts)
        found = known[line.parts[0].question.key].get(option) if chosen else None
        return gettext(language, found) if found else None

    def jump(line: AnswerLine) -> Link | None:
        if line.place is None:
            return None
        return Link(row_words(line.place, language, begun=line.place.begun), long_sheet, line.place.row)

    return (
        column(ROW_NUMBER, 5, lambda line: line.row),
        column(SECTION, contents.section_width(SECTION_WIDTH), lambda line: contents.section_of(line.parts[0])),
        column(QUESTION, contents.question_width(QUESTION_WIDTH), lambda line: line.parts[0].header),
        *([column(ENTRY, 10, entry)] if has_groups(columns) else []),
        column(RESPONDENT, RESPONDENT_WIDTH, lambda line: name_of(line.respondent, language)),
        column(GROUP, 19, lambda line: group_of(line.respondent, language)),
        column(LANGUAGE, LANGUAGE_WIDTH, lambda line: language_of(line.respondent, language)),
        column(OPTION, 13, lambda line: line.option),
        *(
            [column(_("Specification"), 15, lambda line: specified(line.parts, line.collected_answer, language))]
            if asks_what(columns)
            else []
        ),
        column(ANSWER_TEXT, ANSWER_WIDTH, lambda line: line.text),
        column(CONTINUES, 14, jump),
        column.by_hand(POSITION, 12, choose_from=HeadersOf(gettext(language, HANDLING), POSITIONS), cell=position),
    )


def _columns_after(language: str) -> tuple[SheetColumn[AnswerLine], ...]:
    column = ColumnMaker[AnswerLine](language)
    return (
        column.by_hand(_("Tags"), 18),
        column.by_hand(_("Remark"), 30),
        column.by_hand(_("Translation"), 50),
        *decision_columns(language, _details, body=24),
        column(DECISION, 17, lambda line: decision_of(line.respondent, language)),
        detail_column(DECISION_PRESENTER, 30, language, _details),
        column(RECEIVED, 16, lambda line: line.respondent.received_at),
        column(ROW_CODE, 16, lambda line: Code(row_code(line.parts, line.collected_answer))),
        column(DIGEST, 70, lambda line: Code(line.collected_answer.answer.digest)),
    )


def _details(line: AnswerLine) -> Answers:
    return line.respondent.details
