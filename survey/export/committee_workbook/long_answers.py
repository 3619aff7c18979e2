"""The sheet of long answers: texts that are too long for their cells, whole, in numbered parts."""

from collections.abc import Iterable

from survey.export.committee_workbook.contents import (
    LONG_ANSWERS,
    PART,
    QUESTION,
    RESPONDENT,
    ROW_CODE,
    SECTION,
    ColumnMaker,
)
from survey.export.committee_workbook.rows import LONG_WIDTH, LongPart
from survey.export.xlsx.sheets import Sheet
from survey.languages import gettext
from survey.languages import mark as _


def long_answers_sheet(parts: Iterable[LongPart], *, back_to: str, language: str) -> Sheet[LongPart]:
    """One row for each part of each text, with a way back to its row on the sheet `back_to`, an English title."""
    column = ColumnMaker[LongPart](language)
    printed = (
        column(SECTION, 14, lambda part: part.section),
        column(QUESTION, 22, lambda part: part.header),
        column(RESPONDENT, 20, lambda part: part.name),
        column(PART, 6, lambda part: part.number),
        column(_("Text"), LONG_WIDTH, lambda part: part.text),
    )
    columns_after = (
        column(back_to, 16, lambda part: part.back),
        column(ROW_CODE, 16, lambda part: part.code),
    )
    return Sheet(gettext(language, LONG_ANSWERS), (*printed, *columns_after), parts, printed=len(printed))
