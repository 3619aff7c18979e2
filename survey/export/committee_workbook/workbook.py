"""The workbook that a coordinator takes to the committee: which sheets it has, and how each is laid out."""

from collections.abc import Iterable
from pathlib import Path

from survey.export.committee_workbook.amendments import amendments_sheet
from survey.export.committee_workbook.answer_columns import TABLE_WIDTHS, answer_columns, statement_columns, table_sheet
from survey.export.committee_workbook.by_question import by_question_sheet
from survey.export.committee_workbook.code_book import code_book_sheet
from survey.export.committee_workbook.contents import BY_QUESTION, LONG_ANSWERS, Contents
from survey.export.committee_workbook.figures.charts import charts_sheet
from survey.export.committee_workbook.figures.distributions import distributions_sheet
from survey.export.committee_workbook.figures.values import values_sheet
from survey.export.committee_workbook.handling import handling_sheet
from survey.export.committee_workbook.joint import joint_sheet
from survey.export.committee_workbook.long_answers import long_answers_sheet
from survey.export.committee_workbook.repeats import repeats_sheets
from survey.export.committee_workbook.respondents import respondents_sheet
from survey.export.committee_workbook.rows import LongPart, TableRow, long_parts, plan_long_places, table_rows
from survey.export.committee_workbook.summary import summary_sheet
from survey.export.committee_workbook.superseded import superseded_sheet
from survey.export.committee_workbook.withdrawn import withdrawn_sheet
from survey.export.progress import Progress
from survey.export.statements.collected import collect
from survey.export.statements.columns import plan_columns
from survey.export.statements.records import ConsultationRecord, EarlierStatements, Edition, Respondent, Statements
from survey.export.statements.spooled_list import SpooledList
from survey.export.xlsx.book import write_workbook
from survey.export.xlsx.sheets import About, AnySheet, Sheet
from survey.languages import LOCALES, format_moment, gettext, text_in
from survey.languages import mark as _


def export_workbook(  # noqa: PLR0913, PLR0917  # what an export is made of
    target: Path,
    consultation: ConsultationRecord,
    respondents: Iterable[Respondent],
    statements: Statements,
    edition: Edition,
    progress: Progress | None = None,
    earlier: EarlierStatements = lambda: iter(()),
) -> str:
    """Write the consultation as a workbook at `target`, replacing what was there; a digest of its contents.

    `respondents` are all that were invited; `statements` is called once, and streamed. So is `earlier`, in a full
    edition alone. The file appears only when
    it is complete and has been reopened and counted: WorkbookIncomplete, or any other exception, leaves none. The
    same consultation in the same edition gives the same bytes.
    """
    columns = plan_columns(consultation.question_set, edition.language)
    with collect(consultation.question_set, statements(), progress) as collected:
        places = plan_long_places(collected, columns)
        contents = Contents(consultation, SpooledList(respondents), collected, columns, places, edition)
        amendments, full = amendments_sheet(contents), edition.full
        counts, language = collected.counts, edition.language
        withdrawn, joint = withdrawn_sheet(contents), joint_sheet(contents)
        charts = charts_sheet(contents) if full else None
        sheets: tuple[AnySheet, ...] = (
            handling_sheet(contents),
            by_question_sheet(contents),
            respondents_sheet(contents.respondents, consultation.deadline, edition),
            *([joint] if joint else []),
            *([withdrawn] if withdrawn else []),
            distributions_sheet(columns, counts, language=language),
            *([charts] if charts else []),
            *([amendments] if amendments else []),
            *repeats_sheets(contents),
            answers_sheet(contents),
            long_sheet(contents),
            *((values_sheet(contents), superseded_sheet(contents, earlier)) if full else ()),
            code_book_sheet(
                consultation.question_set, language, answer_columns(contents) if full else (), *edition.languages
            ),
        )
        titles = [sheet.title for sheet in sheets]
        return write_workbook(target, (summary_sheet(contents, titles), *sheets), about_file(consultation, edition))


def about_file(consultation: ConsultationRecord, edition: Edition) -> About:
    """What the file says about itself."""
    language = edition.language
    made = gettext(language, "Exported %(moment)s", moment=format_moment(language, edition.exported_at))
    return About(
        title=text_in(consultation.title, language),
        language=LOCALES[language],
        created=edition.exported_at,
        head=consultation.diary_number,
        foot=made,
        kind=edition.kind,
        by=edition.by,
    )


ANSWERS = _("Answers as a table")


def answers_sheet(contents: Contents) -> Sheet[TableRow]:
    """One row for each statement, one column for each part of each question."""
    language, languages = contents.language, contents.edition.languages
    answers = [column for column in answer_columns(contents) if not column.within]
    columns = statement_columns(answers, TABLE_WIDTHS, *languages)
    rows = table_rows(
        contents.collected, answers, contents.places, language=language, long_sheet=gettext(language, LONG_ANSWERS)
    )
    return table_sheet(gettext(language, ANSWERS), columns, rows, language=language)


def long_sheet(contents: Contents) -> Sheet[LongPart]:
    """The long answers, with ways back to the sheet by question."""
    language = contents.language
    parts = long_parts(
        contents.collected,
        contents.columns,
        contents.places,
        contents.delivered,
        language=language,
        answer_sheet=gettext(language, BY_QUESTION),
    )
    return long_answers_sheet(parts, back_to=BY_QUESTION, language=language, columns=contents.columns)
