"""Several statements rated on one scale: radio buttons for each row."""

from dataclasses import dataclass

from wtforms import Field, RadioField

from survey.questions.kinds.matrix import Matrix
from survey.questions.question import Given
from survey.web.kinds.kind_page import KindPage, Parts
from survey.web.kinds.options import OptionView, option_views
from survey.web.language import _
from survey.web.questions.views import KindView, PartView
from survey.web.words.texts import Words, words


@dataclass(frozen=True)
class RowView:
    """One row, with the field for the step that is chosen on it."""

    part: PartView
    label: Words
    required: bool


@dataclass(frozen=True)
class MatrixView(KindView):
    """The steps of the scale, and the rows."""

    options: tuple[OptionView, ...]
    rows: tuple[RowView, ...]


def _fields(question: Matrix) -> dict[str, Field]:
    return {part: RadioField(choices=[], validate_choice=False) for part in question.used_parts}


def _view(question: Matrix, parts: Parts, given: Given | None) -> MatrixView:
    rows = (
        RowView(parts[row.part], words(row.label), bool(question.required or row.required)) for row in question.rows
    )
    return MatrixView(option_views(question), tuple(rows))


PAGE = KindPage(_fields, _view, {"row_missing": lambda problem: _("Choose an option on this row.")})
