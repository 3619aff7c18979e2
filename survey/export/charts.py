"""The sheet of charts: for each question with options, how often each was chosen, of everybody, as bars."""

from collections.abc import Iterator
from itertools import groupby

from survey.export.contents import Contents
from survey.export.distributions import DISTRIBUTIONS, distribution_rows
from survey.export.rows import FIRST_ROW, ROW
from survey.export.sheets import Chart, Link, Look, Row, Share, Sheet, SheetColumn
from survey.languages import gettext


def _(message: str) -> str:
    """Mark a message for extraction; it is translated when it is shown."""
    return message


CHARTS = _("Charts")

WIDTHS = (30, 63)
"""As wide as the page at its full size: the figures are what the sheet of distributions has."""

OPTION, NUMBER = "C", "D"
"""Where the sheet of distributions has the options and the counts."""

ROWS_BESIDE_BARS = 4
ROWS_OF_BAR = 2
"""Rows of the sheet that a chart takes for its title and for each bar."""

ROWS_ON_PAGE = 44

_Bars = tuple[str, int, tuple[tuple[str, int], ...]]
"""A question's header, the first row of its options on the sheet of distributions, each option with its count."""


def charts_sheet(contents: Contents) -> Sheet | None:
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
        rows.append(Row((Link(figures, source, first),), Look.FIGURES, new_page=over))
        charts.append(
            Chart(
                title=header,
                row=len(rows) + 2,
                rows=height,
                source=source,
                labels=OPTION,
                numbers=NUMBER,
                first=first,
                bars=bars,
                told=_told(header, bars, language),
            )
        )
        rows.extend([Row(())] * (height + 2))
        left -= height + 3
    if not charts:
        return None
    columns = tuple(SheetColumn("", width) for width in WIDTHS)
    title = gettext(language, CHARTS)
    return Sheet(title, columns, rows, len(columns), landscape=False, listed=False, charts=tuple(charts))


def _bars(contents: Contents) -> Iterator[_Bars]:
    """What the sheet of distributions says of everybody: the rows with a share, one of which has a count at least."""
    rows = distribution_rows(contents.columns, contents.pass_over.counts, language=contents.language)
    everybody = (
        (number, row.cells)
        for number, row in enumerate(rows, start=FIRST_ROW)
        if row.look is Look.TOTAL and isinstance(row.cells[4], Share)
    )
    for header, lines in groupby(everybody, key=lambda line: str(line[1][0])):
        of_question = list(lines)
        bars = tuple((str(cells[2]), count) for _number, cells in of_question if isinstance(count := cells[3], int))
        if any(count for _label, count in bars):
            yield header, of_question[0][0], bars


def _told(header: str, bars: tuple[tuple[str, int], ...], language: str) -> str:
    """The chart in words, for those who do not see it."""
    figures = "; ".join(f"{label}: {count}" for label, count in bars)
    return gettext(
        language, _("Bar chart of all respondents. %(question)s. %(figures)s."), question=header, figures=figures
    )
