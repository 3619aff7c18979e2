"""The sheet to read and to print: every answer, question by question, with room for what a reader makes of it."""

from collections.abc import Sequence

from survey.export.columns import Column, asks_what, has_groups
from survey.export.contents import (
    BY_QUESTION,
    CONTINUES,
    ENTRY,
    GROUP,
    LANGUAGE,
    LONG_ANSWERS,
    POSITION,
    QUESTION,
    RECEIVED,
    RESPONDENT,
    ROW_CODE,
    Contents,
    decision_columns,
    headed,
    position_range,
)
from survey.export.rows import ANSWER_WIDTH, rows_by_question
from survey.export.sheets import Sheet, SheetColumn
from survey.languages import gettext


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


def by_question_sheet(contents: Contents) -> Sheet:
    """One row for each answer; a position is chosen from those that the sheet of handling counts."""
    language = contents.language
    printed, beside = _printed(contents.columns, language), _beside(language)
    rows = rows_by_question(
        contents.pass_over,
        contents.columns,
        contents.places,
        contents.delivered,
        language=language,
        long_sheet=gettext(language, LONG_ANSWERS),
    )
    return Sheet(gettext(language, BY_QUESTION), (*printed, *beside), rows, printed=len(printed))


def position_letter(columns: Sequence[Column], language: str) -> str:
    """The letter of the column in which positions are filled in: the last that is printed."""
    return chr(ord("A") + len(_printed(columns, language)) - 1)


def _printed(columns: Sequence[Column], language: str) -> tuple[SheetColumn, ...]:
    return (
        *headed(
            language,
            (QUESTION, 20),
            *([(ENTRY, 10)] if has_groups(columns) else []),
            (RESPONDENT, 20),
            (GROUP, 19),
            (LANGUAGE, 6),
            (_("Option"), 13),
            *([(_("Specification"), 15)] if asks_what(columns) else []),
            (_("Answer text"), ANSWER_WIDTH),
            (CONTINUES, 14),
        ),
        SheetColumn(gettext(language, POSITION), 12, by_hand=True, choose_from=position_range(language)),
    )


def _beside(language: str) -> tuple[SheetColumn, ...]:
    return (
        *headed(language, (_("Tags"), 18), (_("Remark"), 30), (_("Translation"), 50), by_hand=True),
        *decision_columns(language, body=24),
        *headed(language, (RECEIVED, 16), (ROW_CODE, 16), (_("Digest of the answer"), 70)),
    )
