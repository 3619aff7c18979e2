"""Bar charts with figures from the cells of another sheet, and with a text alternative for screen readers."""

from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils.cell import quote_sheetname

from survey.export.xlsx.openpyxl_internals import describe_chart
from survey.export.xlsx.page_words import one_line
from survey.export.xlsx.places import Places
from survey.export.xlsx.sheets import Chart, ColumnOf
from survey.export.xlsx.styles import TYPEFACE

_BARS = ("1A4B8C", "A9C7E8", "2F7D6B", "F0C36D", "8A3B5C", "D7C4DE")
"""RGB colours, dark and light in turn, so that neighbours differ in black and white too. Bars have dark borders."""

_LINE, _WORDS = "22303C", "22303C"

_GAP = 45
"""Space between two bars, in percent of the thickness of a bar."""

_POINTS = 100
"""The file counts font sizes in hundredths of a point."""


def bar_chart(chart: Chart, columns: int, places: Places) -> Any:
    """The chart as an object of openpyxl. It covers the first `columns` columns of its sheet."""
    made: Any = BarChart()
    describe_chart(made, one_line(chart.description))
    made.type, made.gapWidth, made.legend, made.roundedCorners = "bar", _GAP, None, False
    made.title = _title(one_line(chart.title))
    made.series = [_series(chart, places)]
    made.x_axis.delete, made.y_axis.delete = False, True
    made.x_axis.scaling.orientation = "maxMin"  # the first option at the top
    made.x_axis.txPr, made.x_axis.majorTickMark, made.x_axis.tickLblPos = _words(9), "none", "low"
    made.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_LINE))
    made.y_axis.scaling.min, made.y_axis.majorGridlines, made.y_axis.crosses = 0, None, "autoZero"
    made.x_axis.crosses = "autoZero"
    made.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    made.anchor = TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=0, row=chart.row - 1),
        to=AnchorMarker(col=columns, row=chart.row - 1 + chart.rows),
    )
    return made


def _series(chart: Chart, places: Places) -> Any:
    series = Series(idx=0, order=0, invertIfNegative=False)
    series.cat = AxDataSource(strRef=StrRef(f=_cells(chart, chart.labels, places), strCache=_labels(chart)))
    series.val = NumDataSource(numRef=NumRef(f=_cells(chart, chart.numbers, places), numCache=_numbers(chart)))
    series.graphicalProperties = _look(0)
    series.dPt = [
        DataPoint(idx=number, invertIfNegative=False, spPr=_look(number)) for number in range(len(chart.bars))
    ]
    series.dLbls = DataLabelList(
        showVal=True,
        showLegendKey=False,
        showCatName=False,
        showSerName=False,
        showPercent=False,
        showBubbleSize=False,
        dLblPos="outEnd",
        txPr=_words(9),
    )
    return series


def _cells(chart: Chart, column: ColumnOf, places: Places) -> str:
    letter, last = places.letter(column), chart.first + len(chart.bars) - 1
    return f"{quote_sheetname(column.sheet)}!${letter}${chart.first}:${letter}${last}"


def _labels(chart: Chart) -> Any:
    points = [StrVal(idx=number, v=one_line(label)) for number, (label, _count) in enumerate(chart.bars)]
    return StrData(ptCount=len(points), pt=points)


def _numbers(chart: Chart) -> Any:
    points = [NumVal(idx=number, v=str(count)) for number, (_label, count) in enumerate(chart.bars)]
    return NumData(formatCode="General", ptCount=len(points), pt=points)


def _look(number: int) -> Any:
    return GraphicalProperties(solidFill=_BARS[number % len(_BARS)], ln=LineProperties(solidFill=_LINE, w=6350))


def _title(words: str) -> Any:
    how = _letters(11, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=how), r=[RegularTextRun(rPr=how, t=words)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def _words(size: int) -> Any:
    how = ParagraphProperties(defRPr=_letters(size))
    return RichText(p=[Paragraph(pPr=how, r=[], endParaRPr=CharacterProperties())])


def _letters(size: int, *, bold: bool = False) -> Any:
    return CharacterProperties(latin=Font(typeface=TYPEFACE), sz=size * _POINTS, b=bold, solidFill=_WORDS)
