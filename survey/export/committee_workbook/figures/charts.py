"""The sheet of charts: for each question with options, how often each was chosen, of everybody, as bars."""

from collections.abc import Iterator
from itertools import groupby

from survey.export.committee_workbook.contents import OPTION, Contents
from survey.export.committee_workbook.figures.distributions import COUNT, DISTRIBUTIONS, OptionCount, option_counts
from survey.export.committee_workbook.rows import FIRST_ROW, ROW
from survey.export.statements.columns import BEFORE_SECTION, LONGEST_SECTION
from survey.export.xlsx.sheets import Chart, ColumnOf, FreeSheet, Link, Look, Row
from survey.languages import gettext
from survey.languages import mark as _
from survey.questions.text import shortened

CHARTS = _("Charts")

WIDTHS = (30, 63)
"""As wide as the page at its full size: the figures are what the sheet of distributions has."""

ROWS_BESIDE_BARS = 4
ROWS_OF_BAR = 2
"""Rows of the sheet that a chart takes for its title and for each bar."""

ROWS_ON_PAGE = 44

_Bars = tuple[str, int, tuple[tuple[str, int], ...]]
"""A question's header, the first row of its options on the sheet of distributions, each option with its count."""


def charts_sheet(contents: Contents) -> FreeSheet | None:
    """A chart for each question with options that somebody chose from; no sheet where there is none."""
    language = contents.language
    source = gettext(language, DISTRIBUTIONS)
    rows, charts = [Row((gettext(language, CHARTS),), Look.TITLE), Row(())], []
    left = ROWS_ON_PAGE - len(rows)
    for header, first, bars in _bars(contents):
        height = ROWS_BESIDE_BARS + ROWS_OF_BAR * len(bars)
        over = left < height + 3
        left = ROWS_ON_PAGE if over else left
        figures = gettext(language, _("Figures: %(row)s"), row=gettext(language, ROW, row=first))
        rows.append(Row((Link(figures, source, first), None), Look.FIGURES, new_page=over))
        charts.append(
            Chart(
                title=header,
                row=len(rows) + 2,
                rows=height,
                labels=ColumnOf(source, OPTION),
                numbers=ColumnOf(source, COUNT),
                first=first,
                bars=bars,
                description=_description(header, bars, language),
            )
        )
        rows.extend([Row(())] * (height + 2))
        left -= height + 3
    if not charts:
        return None
    return FreeSheet(gettext(language, CHARTS), WIDTHS, rows, charts=tuple(charts))


def _bars(contents: Contents) -> Iterator[_Bars]:
    """What the sheet of distributions says of everybody: the rows with a share, one of which has a count at least."""
    counts = option_counts(contents.columns, contents.collected.counts, language=contents.language)
    everybody = (
        (row, counted)
        for row, counted in enumerate(counts, start=FIRST_ROW)
        if counted.of_everybody and counted.share is not None
    )
    for header, lines in groupby(everybody, key=lambda line: _title(line[1])):
        of_question = list(lines)
        bars = tuple((counted.option, counted.chosen) for _row, counted in of_question)
        if any(count for _label, count in bars):
            yield header, of_question[0][0], bars


def _title(counted: OptionCount) -> str:
    return f"{counted.question}{BEFORE_SECTION}{shortened(counted.section, LONGEST_SECTION)}"


def _description(header: str, bars: tuple[tuple[str, int], ...], language: str) -> str:
    """The chart in words, for those who do not see it."""
    figures = "; ".join(f"{label}: {count}" for label, count in bars)
    return gettext(
        language, _("Bar chart of all respondents. %(question)s. %(figures)s."), question=header, figures=figures
    )
