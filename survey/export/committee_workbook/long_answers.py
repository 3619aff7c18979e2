"""The sheet of long answers: texts that are too long for their cells, whole, in numbered parts."""

from collections.abc import Iterable, Sequence

from survey.export.committee_workbook.contents import (
    LONG_ANSWERS,
    PART,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    ROW_NUMBER,
    SECTION,
    ColumnMaker,
    width_for,
)
from survey.export.committee_workbook.rows import LONG_WIDTH, LongPart
from survey.export.statements.columns import Column
from survey.export.xlsx.sheets import Sheet
from survey.languages import gettext, text_in
from survey.languages import mark as _


def long_answers_sheet(
    parts: Iterable[LongPart], *, back_to: str, language: str, columns: Sequence[Column]
) -> Sheet[LongPart]:
    """One row for each part of each text, with a way back to its row on the sheet `back_to`, an English title.

    `columns` are those of which there may be texts.
    """
    sections = width_for((text_in(each.section, language) for each in columns), 14)
    questions = width_for((each.header for each in columns), 22)
    column = ColumnMaker[LongPart](language)
    printed = (
        column(ROW_NUMBER, 5, lambda part: part.row),
        column(SECTION, sections, lambda part: part.section),
        column(QUESTION, questions, lambda part: part.header),
        column(RESPONDENT, 20, lambda part: part.name),
        column(PART, 6, lambda part: part.number),
        column(_("Text"), LONG_WIDTH, lambda part: part.text),
    )
    columns_after = (
        column(back_to, 16, lambda part: part.back),
        column(ROW_CODE, 16, lambda part: part.code),
    )
    return Sheet(gettext(language, LONG_ANSWERS), (*printed, *columns_after), parts, printed=len(printed))
