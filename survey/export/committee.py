"""The workbook that a coordinator takes to the committee: which sheets it has, and how each is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from survey.export.collected import Collected, collected
from survey.export.columns import FILES, Column, asks_what, has_groups, plan_columns
from survey.export.round import Respondent, Round, Statements
from survey.export.rows import (
    ANSWER_WIDTH,
    LABEL_WIDTH,
    LONG_WIDTH,
    OPTIONS_WIDTH,
    LongPlaces,
    plan_long_places,
    rows_by_question,
    rows_of_answers,
    rows_of_long_texts,
    rows_of_questions,
    rows_of_respondents,
)
from survey.export.sheets import About, Sheet, SheetColumn
from survey.export.summary import WIDTHS, summary_rows
from survey.export.workbook import write_workbook
from survey.languages import LOCALES, format_moment, gettext, language_name, text_in
from survey.questions.details import (
    CASE_NUMBER,
    DECISION_BODY,
    DECISION_DATE,
    DECISION_PARAGRAPH,
    DETAILS_KEY,
    OFFICIAL_NAME,
    details_section,
)
from survey.questions.model import QuestionSet


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


BY_QUESTION = _("By question")
LONG_ANSWERS = _("Long answers")
QUESTION = _("Question")
RESPONDENT = _("Respondent")
GROUP = _("Group")
STATUS = _("Status")
LANGUAGE = _("Language")
CONTINUES = _("Continues")
RECEIVED = _("Received")
ROW_CODE = _("Row code")

QUESTION_IN = {"fi": _("Question in Finnish"), "sv": _("Question in Swedish")}


@dataclass(frozen=True)
class Contents:
    """What the sheets are made of, in the language of the workbook."""

    this_round: Round
    respondents: Sequence[Respondent]
    pass_over: Collected
    columns: tuple[Column, ...]
    places: LongPlaces
    language: str
    exported_at: datetime


def export_workbook(  # noqa: PLR0913  # each is another thing that the caller has at hand
    target: Path,
    this_round: Round,
    respondents: Sequence[Respondent],
    statements: Statements,
    *,
    language: str,
    exported_at: datetime,
) -> None:
    """Write the round as a workbook in `language` (fi or sv) at `target`, replacing what was there.

    `respondents` are all that were invited; `statements` is called once, and streamed. The file appears only when
    it is complete and has been reopened and counted: WorkbookIncomplete, or any other exception, leaves none.
    """
    question_set = this_round.question_set
    columns = plan_columns(question_set, language)
    with collected(question_set, statements()) as pass_over:
        places = plan_long_places(pass_over, columns)
        contents = Contents(this_round, respondents, pass_over, columns, places, language, exported_at)
        sheets = (
            _summary(contents),
            _by_question(contents),
            _respondents(contents),
            _answers(contents),
            _long_answers(contents),
            _questions(question_set, language),
        )
        write_workbook(target, sheets, _about(this_round, language, exported_at))


def _about(this_round: Round, language: str, exported_at: datetime) -> About:
    return About(
        title=text_in(this_round.title, language),
        language=LOCALES[language],
        created=exported_at,
        head=this_round.diary_number,
        foot=gettext(language, "Exported %(moment)s", moment=format_moment(language, exported_at)),
    )


def _headed(language: str, *columns: tuple[str, int]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(gettext(language, header), width) for header, width in columns)


def _detail(address: str, width: int, language: str) -> SheetColumn:
    question = details_section().question(address.removeprefix(f"{DETAILS_KEY}/"))
    return SheetColumn(text_in(question.header, language), width)


def _decision(language: str, *, body: int) -> tuple[SheetColumn, ...]:
    widths = ((DECISION_BODY, body), (DECISION_DATE, 11), (DECISION_PARAGRAPH, 6))
    return tuple(_detail(address, width, language) for address, width in widths)


def _summary(contents: Contents) -> Sheet:
    language = contents.language
    rows = summary_rows(
        contents.this_round,
        contents.respondents,
        contents.pass_over.tally,
        language=language,
        exported_at=contents.exported_at,
    )
    columns = tuple(SheetColumn("", width) for width in WIDTHS)
    title = gettext(language, "Summary")
    return Sheet(title, columns, rows, printed=len(columns), landscape=False, listed=False)


def _by_question(contents: Contents) -> Sheet:
    language = contents.language
    printed = _headed(
        language,
        (QUESTION, 22),
        *([(_("Entry"), 14)] if has_groups(contents.columns) else []),
        (RESPONDENT, 20),
        (GROUP, 20),
        (LANGUAGE, 6),
        (_("Option"), 13),
        *([(_("Specification"), 20)] if asks_what(contents.columns) else []),
        (_("Answer text"), ANSWER_WIDTH),
        (CONTINUES, 14),
    )
    beside = (*_decision(language, body=24), *_headed(language, (RECEIVED, 16), (ROW_CODE, 16)))
    rows = rows_by_question(
        contents.pass_over,
        contents.columns,
        contents.places,
        language=language,
        long_sheet=gettext(language, LONG_ANSWERS),
    )
    return Sheet(gettext(language, BY_QUESTION), (*printed, *beside), rows, printed=len(printed))


def _respondents(contents: Contents) -> Sheet:
    language = contents.language
    printed = (
        *_headed(language, (RESPONDENT, 36), (GROUP, 26), (LANGUAGE, 6), (STATUS, 18), (RECEIVED, 16)),
        *_decision(language, body=26),
    )
    beside = (
        _detail(CASE_NUMBER, 24, language),
        *_headed(language, (_("Own deadline"), 16)),
        _detail(OFFICIAL_NAME, 36, language),
        *_headed(language, (_("Reference"), 18), (_("Request sent"), 16), (_("Opened"), 16)),
    )
    rows = rows_of_respondents(contents.respondents, language=language)
    return Sheet(gettext(language, _("Respondents")), (*printed, *beside), rows, printed=len(printed), frozen=1)


def _answers(contents: Contents) -> Sheet:
    language = contents.language
    columns = (
        *_headed(language, (RESPONDENT, 30), (GROUP, 20), (STATUS, 14), (CONTINUES, 16)),
        *(
            SheetColumn(column.header, ANSWER_WIDTH if column.part in (*column.question.texts, FILES) else 20)
            for column in contents.columns
            if not column.within
        ),
    )
    rows = rows_of_answers(
        contents.this_round.question_set,
        contents.pass_over,
        contents.columns,
        contents.places,
        language=language,
        long_sheet=gettext(language, LONG_ANSWERS),
    )
    title = gettext(language, _("Answers as a table"))
    return Sheet(title, columns, rows, printed=len(columns), frozen=1, across=True)


def _long_answers(contents: Contents) -> Sheet:
    language = contents.language
    printed = _headed(language, (QUESTION, 22), (RESPONDENT, 20), (_("Part"), 6), (_("Text"), LONG_WIDTH))
    beside = _headed(language, (BY_QUESTION, 16), (ROW_CODE, 16))
    rows = rows_of_long_texts(
        contents.pass_over,
        contents.columns,
        contents.places,
        language=language,
        answer_sheet=gettext(language, BY_QUESTION),
    )
    return Sheet(gettext(language, LONG_ANSWERS), (*printed, *beside), rows, printed=len(printed))


def _questions(question_set: QuestionSet, language: str) -> Sheet:
    labels = tuple(SheetColumn(_question_in(code, language), LABEL_WIDTH) for code in question_set.languages)
    columns = (
        *_headed(language, (_("No."), 5), (_("Key"), 24), (_("Kind"), 12)),
        *labels,
        *_headed(language, (_("Options"), OPTIONS_WIDTH)),
    )
    rows = rows_of_questions(question_set, language=language)
    return Sheet(gettext(language, _("Questions")), columns, rows, printed=len(columns))


def _question_in(code: str, language: str) -> str:
    """The header of a question's label in the language `code`, which may go by its own name."""
    if code in QUESTION_IN:
        return gettext(language, QUESTION_IN[code])
    return f"{gettext(language, QUESTION)}: {language_name(code)}"
