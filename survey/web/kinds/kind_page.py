"""What each kind of question defines for pages: the fields that read its input, and the values for its template.

Every module of this folder that has the name of a kind defines a `PAGE`; `templates/kinds/<kind>.html` draws it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from wtforms import Field, StringField, TextAreaField

from survey.questions.kinds.email import Email
from survey.questions.kinds.phone import Phone
from survey.questions.kinds.text import Text
from survey.questions.question import Given, Problem, Question
from survey.web.questions.views import KindView, PartView

Kind_contra = TypeVar("Kind_contra", bound=Question, contravariant=True)

Parts = Mapping[str, PartView]

ProblemWords = Mapping[str, Callable[[Problem], str]]
"""The message for each problem that only this kind has, by the problem's code."""


def no_view(question: Question, parts: Parts, given: Given | None) -> KindView:
    """Return the view of a kind that has nothing but fields."""
    return KindView()


@dataclass(frozen=True)
class KindPage(Generic[Kind_contra]):
    """How questions of one kind are filled in on pages.

    `fields`: returns the WTForms field of each part that a question uses. `view`: returns what the template needs in
    addition. `drawn_once`: must be false for a kind whose HTML depends on more than the texts and options that are
    filled in.
    """

    fields: Callable[[Kind_contra], dict[str, Field]]
    view: Callable[[Kind_contra, Parts, Given | None], KindView] = no_view
    problems: ProblemWords = field(default_factory=dict)
    drawn_once: bool = True


@dataclass(frozen=True)
class LineView(KindView):
    """What the browser may fill in (a value of the attribute `autocomplete`); empty: nothing is asked of the person."""

    fills_in: str


def line_view(question: Text | Email | Phone, parts: Parts, given: Given | None) -> LineView:
    """Return what a field of one line needs that may ask for a detail of the person who answers."""
    return LineView(question.autocomplete or "")


def lines_of_text(question: Question) -> dict[str, Field]:
    """Return a one-line text field for each part."""
    return {part: StringField() for part in question.used_parts}


def areas_of_text(question: Question) -> dict[str, Field]:
    """Return a text area for each part."""
    return {part: TextAreaField() for part in question.used_parts}


def no_fields(question: Question) -> dict[str, Field]:
    """Return no fields: the question asks nothing, or its input is not read as text."""
    return {}
