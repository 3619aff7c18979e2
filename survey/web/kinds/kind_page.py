"""What each kind of question says of itself to pages: the fields that read its input, and what its template draws.

Every module of this folder that bears the name of a kind has a `PAGE`, and `templates/kinds/<kind>.html` draws it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from wtforms import Field, StringField, TextAreaField

from survey.questions.question import Given, Problem, Question
from survey.web.questions.views import KindView, PartView

Kind_contra = TypeVar("Kind_contra", bound=Question, contravariant=True)

Parts = Mapping[str, PartView]

ProblemWords = Mapping[str, Callable[[Problem], str]]
"""The message for each problem that only this kind has, by the problem's code."""


def no_view(question: Question, parts: Parts, given: Given | None) -> KindView:
    """The view of a kind that only has fields."""
    return KindView()


@dataclass(frozen=True)
class KindPage(Generic[Kind_contra]):
    """How questions of one kind are filled in on pages.

    `fields` gives the WTForms field of each part that a question uses, `view` what the template needs beside them.
    A kind whose drawing depends on more than the texts and options that are filled in is not `drawn_once`.
    """

    fields: Callable[[Kind_contra], dict[str, Field]]
    view: Callable[[Kind_contra, Parts, Given | None], KindView] = no_view
    problems: ProblemWords = field(default_factory=dict)
    drawn_once: bool = True


def lines_of_text(question: Question) -> dict[str, Field]:
    """A field of one line for each part."""
    return {part: StringField() for part in question.used_parts}


def areas_of_text(question: Question) -> dict[str, Field]:
    """A text area for each part."""
    return {part: TextAreaField() for part in question.used_parts}


def no_fields(question: Question) -> dict[str, Field]:
    """No field: nothing is asked, or what is brought comes another way than as text."""
    return {}
